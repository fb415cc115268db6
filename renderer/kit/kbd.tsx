import type { ReactNode } from 'react';

/** A key of the keyboard, as printed on it. Decoration: the control it stands in has a name of its own. */
export function Kbd({ children }: { children: ReactNode }): ReactNode {
  return (
    <kbd
      aria-hidden
      className="inline-flex min-w-6 items-center justify-center rounded-sm border border-current px-1 font-sans text-xs font-normal opacity-80"
    >
      {children}
    </kbd>
  );
}
