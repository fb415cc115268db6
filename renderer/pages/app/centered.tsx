import type { ReactNode } from 'react';

/** A page with one thing on it. */
export function Centered({ children }: { children: ReactNode }): ReactNode {
  return (
    <main className="flex min-h-dvh items-center justify-center bg-ground p-8 text-text">
      <div className="w-full max-w-xl">{children}</div>
    </main>
  );
}
