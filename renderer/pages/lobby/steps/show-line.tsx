import type { ReactNode } from 'react';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Poster } from '#renderer/posters/poster.tsx';
import { businessDayOf } from '#shared/domain/time.ts';
import { useLobbyDesk } from '../desk/lobby-provider.tsx';
import { useDayWords } from '../words.ts';

/** The show that was chosen, on every step after it. */
export function ShowLine(): ReactNode {
  const { view } = useLobbyDesk();
  const { time } = useFormats();
  const dayWords = useDayWords();
  const { offer, cinema } = view;
  if (offer === null) return null;
  const { movie, screen, startsAtMs } = offer;
  const day = dayWords(businessDayOf(startsAtMs, cinema.zone, cinema.businessDayEndsAt));
  return (
    <div className="flex items-center gap-4">
      <div className="lobby-poster w-14 shrink-0">
        <Poster seed={movie.posterSeed} title={movie.title} genres={movie.genres} size={64} />
      </div>
      <div className="min-w-0">
        <p dir="auto" className="truncate text-lg font-strong [text-align:match-parent]">
          {movie.title}
        </p>
        <p className="text-quiet tabular-nums">
          {day} <span className="font-strong text-text">{time(startsAtMs)}</span> · <bdi>{screen.name}</bdi>
        </p>
      </div>
    </div>
  );
}
