import { Ticket } from 'lucide-react';
import { type MouseEvent, type ReactNode, useEffect, useState } from 'react';
import { Button as Pressable } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, Chip, cx, EmptyState } from '#renderer/kit/index.ts';
import { Poster } from '#renderer/posters/poster.tsx';
import { useLobby } from '#renderer/stores/lobby.ts';
import { useView } from '../desk/lobby-provider.tsx';
import { begin, chooseMovie } from '../desk/steps.ts';
import { AccessButton } from '../frame/access.tsx';
import { Languages } from '../frame/languages.tsx';
import { OfflineNote, Top } from '../frame/top.tsx';
import { type Offer, startingSoon } from '../programme.ts';
import { useMovieFacts, useSoonWords } from '../words.ts';

const SOON_MAX = 6;
const EACH_MS = 7_000;

/** What starts soon, one after the other, for whoever passes by. A touch anywhere begins. */
export function Attract(): ReactNode {
  const { t } = useTranslation('lobby');
  const view = useView(({ offers, isFetching }) => ({ offers, isFetching }));
  const low = useLobby((state) => state.access.low);
  const soon = view.isFetching ? [] : startingSoon(view.offers, SOON_MAX);
  const at = useTurn(soon.length);
  const shown = soon[at] ?? soon[0];
  return (
    <div className="lobby-page flex h-dvh flex-col bg-ground text-text">
      <Top />
      <OfflineNote />
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button below, and Enter on the page, do the same */}
      <main className="flex min-h-0 flex-1 flex-col px-4 sm:px-8" onClick={touched}>
        {shown === undefined ? (
          <>
            <h1 className="sr-only">{t('attract.headline')}</h1>
            <EmptyState
              icon={Ticket}
              title={t(view.isFetching ? 'attract.fetching' : 'attract.none')}
              hint={view.isFetching ? '' : t('attract.noneHint')}
            />
          </>
        ) : (
          <>
            <h1 className="pt-4 text-xl text-quiet">{t('attract.headline')}</h1>
            <Shown key={shown.show.id} offer={shown}>
              {!low && (
                <div className="hidden max-w-2xl pt-8 landscape:block">
                  <Others soon={soon} shown={shown} />
                </div>
              )}
            </Shown>
            {!low && (
              <div className="landscape:hidden">
                <Others soon={soon} shown={shown} />
              </div>
            )}
            {low && <div className="h-0 flex-1" />}
          </>
        )}
      </main>
      <footer>
        <div className="flex flex-col items-center gap-3 px-4 py-6 sm:px-8">
          <Button size="lg" variant="accent" wide isDisabled={shown === undefined} onPress={begin}>
            <span className="flex items-center gap-4 py-3 text-2xl">
              <Ticket aria-hidden size={40} />
              {t('attract.start')}
            </span>
          </Button>
          <p className="text-lg text-quiet">{t('attract.touch')}</p>
        </div>
        <div className="flex items-center justify-between gap-4 border-t border-line px-4 py-3 sm:px-8">
          <Languages />
          <AccessButton />
        </div>
      </footer>
    </div>
  );
}

/** Not what was meant for a button. */
function touched({ target }: MouseEvent): void {
  if (!(target instanceof Element && target.closest('button') !== null)) begin();
}

/** Whose turn it is; it stands still where less motion is asked for. */
function useTurn(count: number): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (count < 2 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const timer = setInterval(() => setTurn((n) => n + 1), EACH_MS);
    return () => clearInterval(timer);
  }, [count]);
  return count === 0 ? 0 : turn % count;
}

function Shown({ offer, children }: { offer: Offer; children: ReactNode }): ReactNode {
  const { time } = useFormats();
  const facts = useMovieFacts();
  const soon = useSoonWords()(offer);
  const { movie, screen } = offer;
  return (
    <div className="lobby-arrives flex min-h-0 flex-1 flex-col gap-4 py-4 landscape:flex-row landscape:items-center landscape:gap-12">
      <div className="lobby-poster-fit flex min-h-0 flex-1 justify-center landscape:h-full landscape:flex-none">
        <Poster seed={movie.posterSeed} title={movie.title} genres={movie.genres} size={600} />
      </div>
      <div className="flex shrink-0 flex-col gap-2 text-center landscape:min-w-0 landscape:flex-1 landscape:text-start">
        <p className="line-clamp-2 pb-2 text-3xl font-strong text-balance wrap-anywhere">
          <bdi>{movie.title}</bdi>
        </p>
        <p className="text-2xl tabular-nums">
          <span className="font-strong text-accent-text">{time(offer.startsAtMs)}</span>
          {soon !== null && <span> · {soon}</span>}
        </p>
        <p className="text-lg text-quiet">
          <bdi>{screen.name}</bdi> · {facts(movie)}
        </p>
        {children}
      </div>
    </div>
  );
}

function Others({ soon, shown }: { soon: readonly Offer[]; shown: Offer }): ReactNode {
  const { t } = useTranslation('lobby');
  const { time } = useFormats();
  return (
    <ul className="grid shrink-0 grid-cols-6 gap-4 pt-2">
      {soon.map((offer) => (
        <li key={offer.show.id}>
          <Pressable
            aria-label={t('attract.choose', { movie: offer.movie.title, time: time(offer.startsAtMs) })}
            onPress={() => chooseMovie(offer.movie.id)}
            className={cx(
              'lobby-poster flex w-full flex-col items-center gap-1 rounded-md border-b-4 pb-1',
              offer === shown ? 'border-accent' : 'border-transparent',
            )}
          >
            <Poster
              seed={offer.movie.posterSeed}
              title={offer.movie.title}
              genres={offer.movie.genres}
              size={140}
            />
            <Chip>{time(offer.startsAtMs)}</Chip>
          </Pressable>
        </li>
      ))}
    </ul>
  );
}
