import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { cx, ListRow } from '#renderer/kit/index.ts';
import { counter } from '#renderer/stores/counter.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { chooseShow } from '../order/shows.ts';
import { type Fullness, freeSeats, fullnessLevel } from './fullness.ts';
import type { Listing } from './programme.ts';

type ShowRowProps = {
  listing: Listing;
  fullness: Fullness | null;
  /** Under the heading of its movie the title is not said again. */
  withTitle: boolean;
  isCurrent: boolean;
};

/** A hundred shows stand in a day: one that sold a seat redraws itself, not the others. */
function isSameRow(one: ShowRowProps, other: ShowRowProps): boolean {
  const [a, b] = [one.fullness, other.fullness];
  return (
    one.listing === other.listing &&
    one.withTitle === other.withTitle &&
    one.isCurrent === other.isCurrent &&
    a?.sold === b?.sold &&
    a?.held === b?.held &&
    a?.total === b?.total
  );
}

/** One show in the list: its number, its time, what it is, and how full. */
export const ShowRow = memo(function ShowRow(props: ShowRowProps): ReactNode {
  const { listing, fullness, withTitle, isCurrent } = props;
  const { t } = useTranslation('counter');
  const { time } = useFormats();
  const { desk } = useDesk();
  const { show, movie, screen } = listing;
  const title = movie?.title ?? '';
  const room = screen?.name ?? '';
  const words = useFullnessWords(listing, fullness);
  const isSold = listing.sale === 'open' || listing.sale === 'running';
  const at = (
    <span className={cx('font-strong tabular-nums', isSold ? 'text-text' : 'text-quiet')}>
      {time(listing.startsAtMs)}
    </span>
  );
  return (
    <ListRow
      isCurrent={isCurrent}
      lead={
        <span className="flex flex-col gap-1">
          <ShowNumber number={show.number} isOver={!isSold} />
          <FullnessBar fullness={isSold ? fullness : null} />
        </span>
      }
      title={withTitle ? title : at}
      detail={
        <span className="flex gap-2">
          {withTitle && at}
          <span className="min-w-0 flex-1 truncate">{room}</span>
          <span>{words}</span>
        </span>
      }
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
}, isSameRow);

/** The number a clerk types after a point. */
export function ShowNumber({ number, isOver = false }: { number: number; isOver?: boolean }): ReactNode {
  return (
    <span
      className={cx(
        'flex size-10 items-center justify-center rounded-md border text-lg font-strong tabular-nums',
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

/** A bar of what is taken; the words beside the show say the same. */
function FullnessBar({ fullness }: { fullness: Fullness | null }): ReactNode {
  const taken = fullness === null ? 0 : fullness.sold + fullness.held;
  const share = fullness === null || fullness.total === 0 ? 0 : taken / fullness.total;
  return (
    <span aria-hidden className="block h-1 w-10 overflow-hidden rounded-full bg-sunk">
      <span
        className={cx('block h-full rounded-full', BAR[fullnessLevel(fullness)])}
        style={{ inlineSize: `${Math.round(share * 100)}%` }}
      />
    </span>
  );
}
