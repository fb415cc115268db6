import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { cx } from '#renderer/kit/index.ts';
import { counter, useCounter } from '#renderer/stores/counter.ts';
import { BOOKING_SEATS_MAX } from '#shared/domain/limits.ts';
import { useView } from '../desk/desk-provider.tsx';
import { ORDER_LINE_LENGTH_MAX, parseOrderLine } from '../order-line.ts';
import { showNumbered } from '../shows/programme.ts';
import { usePartyWords } from './use-party-words.ts';

/**
 * The order line. Keys reach it from anywhere on the page (`use-counter-keys`); the field itself is for a pointer, for
 * pasting, and for screen readers.
 */
export function LineField(): ReactNode {
  const { t } = useTranslation('counter');
  const line = useCounter((state) => state.line);
  const { text, isWrong } = useReading(line);
  const isEmpty = useView(({ seats }) => seats.length === 0);
  const isIdle = useCounter((state) => state.panel.kind === 'order') && isEmpty;
  // With an order on the page the hint has been understood, and its room is needed.
  const words = line === '' && !isIdle ? '' : text;
  return (
    <div className="flex flex-col gap-1 px-4 py-4">
      <input
        aria-label={t('line.label')}
        aria-describedby="line-reading"
        aria-invalid={isWrong}
        data-order-line
        data-shortcuts="allow"
        value={line}
        onChange={({ target }) => counter.set({ line: target.value.slice(0, ORDER_LINE_LENGTH_MAX) })}
        placeholder={t('line.placeholder')}
        autoComplete="off"
        spellCheck={false}
        className={cx(
          'min-h-12 w-full rounded-md border bg-ground px-3 text-xl font-strong tabular-nums placeholder:font-normal placeholder:text-quiet',
          isWrong ? 'border-bad' : 'border-line-strong',
        )}
      />
      <p
        id="line-reading"
        aria-live="polite"
        className={cx('text-sm empty:hidden', isWrong ? 'text-bad' : 'text-quiet')}
      >
        {words}
      </p>
    </div>
  );
}

/** What the line means so far, in words, before Enter is pressed. */
function useReading(line: string): { text: string; isWrong: boolean } {
  const { t } = useTranslation('counter');
  const { time } = useFormats();
  const view = useView(({ listings }) => ({ listings }));
  const partyWords = usePartyWords();
  const read = parseOrderLine(line);
  if (read.kind === 'empty') return { text: t('line.hint'), isWrong: false };
  if (read.kind === 'wrong') {
    const text = line.slice(read.at, read.at + 1);
    return { text: t(`line.wrong.${read.reason}`, { text, max: BOOKING_SEATS_MAX }), isWrong: true };
  }
  const parts: string[] = [];
  if (read.party.length > 0) parts.push(t('line.reads', { party: partyWords(read.party) }));
  if (read.showNumber !== null) {
    const listing = showNumbered(view.listings, read.showNumber);
    if (listing === null) {
      return { text: t('line.noSuchShow', { number: read.showNumber }), isWrong: true };
    }
    const movie = listing.movie?.title ?? '';
    parts.push(t('line.readsShow', { number: read.showNumber, movie, time: time(listing.startsAtMs) }));
  }
  return { text: parts.join(' · '), isWrong: false };
}
