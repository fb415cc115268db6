import type { ReactNode } from 'react';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Poster } from '#renderer/posters/poster.tsx';
import { useLobby } from '#renderer/stores/lobby.ts';
import { businessDayOf } from '#shared/domain/time.ts';
import { useView } from '../desk/lobby-provider.tsx';
import { useDayWords } from '../words.ts';

/** The show that was chosen, on every step after it; above, when the lower half is for controls. */
export function ShowLine(): ReactNode {
  const low = useLobby((state) => state.access.low);
  return low ? null : <Line />;
}

function Line(): ReactNode {
  const view = useView(({ offer }) => ({ offer }));
  const when = useWhen();
  if (view.offer === null) return null;
  const { movie } = view.offer;
  return (
    <div className="flex min-w-0 items-center gap-4">
      <div className="lobby-poster w-14 shrink-0">
        <Poster seed={movie.posterSeed} title={movie.title} genres={movie.genres} size={64} />
      </div>
      <div className="min-w-0">
        <p dir="auto" className="line-clamp-2 text-lg font-strong wrap-anywhere [text-align:match-parent]">
          {movie.title}
        </p>
        {when}
      </div>
    </div>
  );
}

/** The same large, beside a large poster. */
export function ShowAbove(): ReactNode {
  const view = useView(({ offer }) => ({ offer }));
  const when = useWhen();
  if (view.offer === null) return null;
  return (
    <>
      <p className="line-clamp-2 shrink-0 text-2xl font-strong wrap-anywhere">
        <bdi>{view.offer.movie.title}</bdi>
      </p>
      <div className="shrink-0 text-xl">{when}</div>
    </>
  );
}

/** `Today 20:15 · Screen 2`. */
function useWhen(): ReactNode {
  const view = useView(({ offer, cinema }) => ({ offer, cinema }));
  const { time } = useFormats();
  const dayWords = useDayWords();
  const { offer, cinema } = view;
  if (offer === null) return null;
  const { screen, startsAtMs } = offer;
  const day = dayWords(businessDayOf(startsAtMs, cinema.zone, cinema.businessDayEndsAt));
  return (
    <p className="text-quiet tabular-nums">
      {day} <span className="font-strong text-text">{time(startsAtMs)}</span> · <bdi>{screen.name}</bdi>
    </p>
  );
}
