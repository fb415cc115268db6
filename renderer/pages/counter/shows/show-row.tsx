import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { cx, ListRow } from '#renderer/kit/index.ts';
import { counter } from '#renderer/stores/counter.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { chooseShow } from '../order/shows.ts';
import { type Fullness, freeSeats, fullnessLevel } from './fullness.ts';
import type { Listing } from './programme.ts';

/** One show in the list: its number, its time, what it is, and how full. */
export function ShowRow(props: {
  listing: Listing;
  fullness: Fullness | null;
  /** Under the heading of its movie the title is not said again. */
  withTitle: boolean;
  isCurrent: boolean;
}): ReactNode {
  const { listing, fullness, withTitle, isCurrent } = props;
  const { t } = useTranslation(['counter', 'trade']);
  const { time } = useFormats();
  const { desk } = useDesk();
  const { show, movie, screen } = listing;
  const title = movie?.title ?? '';
  const room = `${screen?.name ?? ''} · ${t(`format.${show.format}`, { ns: 'trade' })}`;
  const words = useFullnessWords(listing, fullness);
  return (
    <ListRow
      isCurrent={isCurrent}
      lead={<ShowNumber number={show.number} isOver={listing.sale === 'closed'} />}
      title={
        <span className={cx(listing.sale === 'closed' && 'text-quiet')}>
          <span className="font-strong tabular-nums">{time(listing.startsAtMs)}</span>
          {withTitle && ` ${title}`}
          {!withTitle && <span className="text-quiet"> {room}</span>}
        </span>
      }
      {...(withTitle && { detail: room })}
      trail={<FullnessMark fullness={fullness} words={words} isOver={listing.sale !== 'open'} />}
      label={t('shows.label', {
        number: show.number,
        movie: title,
        time: time(listing.startsAtMs),
        screen: screen?.name ?? '',
        fullness: words,
      })}
      onPress={() => {
        counter.set({ line: '' });
        chooseShow(desk, show.id);
      }}
    />
  );
}

/** The number a clerk types after a point. */
export function ShowNumber({ number, isOver = false }: { number: number; isOver?: boolean }): ReactNode {
  return (
    <span
      className={cx(
        'flex h-10 w-10 items-center justify-center rounded-md border text-lg font-strong tabular-nums',
        isOver ? 'border-line text-quiet' : 'border-line-strong',
      )}
    >
      {String(number).padStart(2, '0')}
    </span>
  );
}

function useFullnessWords(listing: Listing, fullness: Fullness | null): string {
  const { t } = useTranslation('counter');
  if (listing.sale === 'cancelled') return t('shows.cancelled');
  if (listing.sale === 'closed') return t('shows.closed');
  if (fullness === null) return '';
  if (fullnessLevel(fullness) === 'full') return t('shows.full');
  return t('shows.free', { count: freeSeats(fullness) });
}

const BAR = {
  empty: 'bg-good',
  filling: 'bg-good',
  'nearly-full': 'bg-warn',
  full: 'bg-bad',
  unknown: 'bg-line',
} as const;

/** A bar of what is taken, with the words that say the same. */
function FullnessMark(props: { fullness: Fullness | null; words: string; isOver: boolean }): ReactNode {
  const { fullness, words } = props;
  const share =
    fullness === null || fullness.total === 0 ? 0 : (fullness.sold + fullness.held) / fullness.total;
  return (
    <span className="flex w-18 flex-col items-end gap-1">
      <span className="text-sm whitespace-nowrap text-quiet">{words}</span>
      <span aria-hidden className="h-1.5 w-full overflow-hidden rounded-full bg-sunk">
        <span
          className={cx('block h-full rounded-full', BAR[fullnessLevel(fullness)])}
          style={{ inlineSize: `${Math.round(share * 100)}%` }}
        />
      </span>
    </span>
  );
}
