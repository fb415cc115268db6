import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, cx } from '#renderer/kit/index.ts';
import { Poster } from '#renderer/posters/poster.tsx';
import { useLobby } from '#renderer/stores/lobby.ts';
import type { Movie } from '#shared/wire/catalog.ts';
import { useLobbyDesk } from '../desk/lobby-provider.tsx';
import { stepBack } from '../desk/steps.ts';
import { AccessButton } from './access.tsx';
import { Languages } from './languages.tsx';
import { Steps } from './steps.tsx';
import { Top } from './top.tsx';

export type FrameProps = {
  /** What this step asks. */
  readonly title: string;
  readonly hint?: ReactNode;
  /** Shown large above when all controls are in the lower half. */
  readonly movie?: Movie | null;
  /** Beside that poster: words only. */
  readonly above?: ReactNode;
  /** In place of the poster: a picture that answers more. Nothing in it can be pressed. */
  readonly picture?: ReactNode;
  /** Beside the way on: what was chosen so far. */
  readonly summary?: ReactNode;
  /** The way on. */
  readonly action?: ReactNode;
  /** Back is not possible just now (a card is being asked for). */
  readonly isBackOff?: boolean;
  readonly children: ReactNode;
};

const isShown = (part: ReactNode): boolean => part !== undefined && part !== null;

/** One step: what it asks, the steps, the way back, the language. The same places on every page. */
export function Frame(props: FrameProps): ReactNode {
  const { title, hint, movie = null, above, picture, summary, action, isBackOff = false, children } = props;
  const { low, large } = useLobby((state) => state.access);
  const heading = (
    <div
      className={cx(
        'px-4 pt-4 pb-2 sm:px-8',
        !low && 'landscape:flex landscape:items-baseline landscape:gap-6 landscape:pt-2 landscape:pb-1',
      )}
    >
      <h1 className={low ? 'text-3xl' : 'text-2xl'}>{title}</h1>
      {hint !== undefined && <p className="pt-1 text-lg text-quiet">{hint}</p>}
    </div>
  );
  return (
    <div className="lobby-page flex h-dvh flex-col bg-ground text-text">
      <div className={cx('flex shrink-0 flex-col', low && 'lobby-half h-1/2 overflow-hidden')}>
        <Top />
        <Steps />
        {low && (
          <section aria-label={title} className="flex min-h-0 flex-1 flex-col">
            {heading}
            {picture !== undefined && (
              <div className="lobby-map min-h-0 flex-1 px-4 py-2 sm:px-8">{picture}</div>
            )}
            {picture === undefined && movie !== null && (
              <div className="flex min-h-0 flex-1 gap-8 px-4 py-4 sm:px-8">
                <div className="lobby-poster-fit flex h-full shrink-0">
                  <Poster seed={movie.posterSeed} title={movie.title} genres={movie.genres} size={300} />
                </div>
                <div className="flex min-w-0 flex-1 flex-col gap-2 overflow-hidden">{above}</div>
              </div>
            )}
          </section>
        )}
      </div>
      <main className="flex min-h-0 flex-1 flex-col">
        {!low && heading}
        {children}
      </main>
      <footer
        className={cx(
          'flex shrink-0 flex-col',
          // One row where there is room for it.
          !large &&
            'landscape:flex-row-reverse landscape:items-center landscape:border-t landscape:border-line',
        )}
      >
        {(isShown(action) || isShown(summary)) && (
          <div
            className={cx(
              'flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line px-4 py-4 sm:px-8 landscape:py-2',
              !large && 'landscape:border-0 landscape:ps-0',
            )}
          >
            <div className="min-w-32 flex-1 landscape:min-w-24">{summary}</div>
            <div className="ms-auto">{action}</div>
          </div>
        )}
        <Foot isBackOff={isBackOff} isAlone={!isShown(action) && !isShown(summary)} />
      </footer>
    </div>
  );
}

/** The way back, the languages, the ease of use: where they always are. `isAlone`: the whole row is theirs. */
function Foot({ isBackOff, isAlone }: { isBackOff: boolean; isAlone: boolean }): ReactNode {
  const { t } = useTranslation('lobby');
  const { desk } = useLobbyDesk();
  const { large } = useLobby((state) => state.access);
  return (
    <div
      className={cx(
        'flex items-center justify-between gap-x-4 gap-y-2 border-t border-line px-4 py-3 sm:px-8 landscape:gap-2 landscape:py-2',
        !large && 'landscape:border-0',
        isAlone && 'flex-1',
      )}
    >
      <Button size="lg" isDisabled={isBackOff} onPress={() => stepBack(desk)}>
        <span className="inline-flex items-center gap-2">
          <ArrowLeft aria-hidden size={24} className="rtl:-scale-x-100" />
          <span className="max-sm:sr-only">{t('back')}</span>
        </span>
      </Button>
      <Languages />
      <AccessButton />
    </div>
  );
}
