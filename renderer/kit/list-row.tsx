import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { cx } from './cx.ts';

export type ListRowProps = {
  /** At the start: a poster, a number, an icon. */
  lead?: ReactNode;
  title: ReactNode;
  detail?: ReactNode;
  /** At the end: a sum, a chip, a countdown. */
  trail?: ReactNode;
  /** Makes the whole row one button. */
  onPress?: () => void;
  /** The row that is open elsewhere on the page. */
  isCurrent?: boolean;
  /** Its name for a screen reader, where the pieces do not read well one after another. */
  label?: string;
};

/** A Latin title on an Arabic page is cut at its own end, but lies where the others lie. */
const WORDS = 'truncate [text-align:match-parent]';

/** One line of a list: lead, words, trail. A row with `onPress` holds no other controls. */
export function ListRow(props: ListRowProps): ReactNode {
  const { lead, title, detail, trail, onPress, isCurrent = false, label } = props;
  const inside = (
    <>
      {lead !== undefined && <span className="shrink-0">{lead}</span>}
      <span className="flex min-w-0 flex-1 flex-col">
        <span dir="auto" className={cx(WORDS, isCurrent && 'font-strong')}>
          {title}
        </span>
        {detail !== undefined && (
          <span dir="auto" className={cx(WORDS, 'text-sm text-quiet')}>
            {detail}
          </span>
        )}
      </span>
      {trail !== undefined && <span className="shrink-0 text-end">{trail}</span>}
    </>
  );
  const look = cx(
    'relative flex min-h-14 w-full items-center gap-3 rounded-md px-3 py-2 text-start',
    // Not by colour alone: the bar at the start marks the current row.
    isCurrent &&
      'bg-sunk before:absolute before:inset-y-2 before:start-0 before:w-1 before:rounded-full before:bg-text',
  );
  if (!onPress) return <div className={look}>{inside}</div>;
  return (
    <Button
      onPress={onPress}
      {...(label !== undefined && { 'aria-label': label })}
      {...(isCurrent && { 'aria-current': 'true' })}
      className={cx(look, 'transition-colors hovered:bg-sunk pressed:bg-line')}
    >
      {inside}
    </Button>
  );
}
