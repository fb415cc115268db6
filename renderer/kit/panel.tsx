import { type ReactNode, useId } from 'react';
import { cx } from './cx.ts';

export type PanelProps = {
  /** Its heading; also its name as a region. */
  title?: string;
  /** Beside the title, at the end of the line. */
  actions?: ReactNode;
  /** Stays in view below what scrolls. */
  footer?: ReactNode;
  /** Without a ground of its own: for panels that only group. */
  bare?: boolean;
  /** The body scrolls inside the panel. */
  scrolls?: boolean;
  children: ReactNode;
};

/** A part of a page with a name. Panels do not nest: inside one, group by space. */
export function Panel(props: PanelProps): ReactNode {
  const { title, actions, footer, bare = false, scrolls = false, children } = props;
  const titleId = useId();
  return (
    <section
      aria-labelledby={title === undefined ? undefined : titleId}
      className={cx('flex min-h-0 min-w-0 flex-col', !bare && 'rounded-xl bg-surface')}
    >
      {(title !== undefined || actions !== undefined) && (
        <header
          className={cx(
            'flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-2',
            !bare && 'px-4 pt-2 sm:px-6',
          )}
        >
          <h2 id={titleId} className="text-lg">
            {title}
          </h2>
          {actions}
        </header>
      )}
      <div
        className={cx(
          'min-h-0 flex-1',
          !bare && (title === undefined ? 'px-4 py-6 sm:px-6' : 'px-4 pt-2 pb-6 sm:px-6'),
          scrolls && 'overflow-y-auto',
        )}
      >
        {children}
      </div>
      {footer !== undefined && (
        <footer className={cx('border-t border-line', bare ? 'pt-4' : 'px-4 py-4 sm:px-6')}>{footer}</footer>
      )}
    </section>
  );
}
