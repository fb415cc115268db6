import type { ReactNode } from 'react';
import { Dusk } from './dusk.tsx';

/** A page with one thing on it, in a house before the film. `canvas` is what the screen shows: whose house it is. */
export function Centered(props: { canvas?: string | undefined; children: ReactNode }): ReactNode {
  const { canvas = 'Foyer', children } = props;
  return (
    <main className="relative isolate flex min-h-dvh flex-col items-center gap-8 bg-ground px-4 pt-12 pb-28 text-text">
      <Dusk />
      <p className="dusk-word max-w-xl px-4 text-center text-balance">
        <bdi>{canvas}</bdi>
      </p>
      <div className="flex w-full max-w-xl flex-1 flex-col justify-center">
        <div className="rounded-xl bg-surface p-6 shadow-over sm:p-8">{children}</div>
      </div>
    </main>
  );
}
