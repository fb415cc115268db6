import type { ReactNode } from 'react';
import { create } from 'zustand';

/** `assertive` interrupts: losses and last seconds only. */
export type Politeness = 'polite' | 'assertive';
type Said = { n: number; text: string };

/** Older messages leave the page; a screen reader has long begun to read them. */
const SAID_MAX = 3;

const useSaid = create<Record<Politeness, readonly Said[]>>()(() => ({ polite: [], assertive: [] }));
let count = 0;

/** Says something to screen readers. The same text twice is said twice. Needs one `<Announcer/>` on the page. */
export function announce(text: string, politeness: Politeness = 'polite'): void {
  count += 1;
  const said: Said = { n: count, text };
  useSaid.setState((state) => ({ [politeness]: [...state[politeness], said].slice(-SAID_MAX) }));
}

/** The page's two live regions; rendered once, at the root, from the start: a region that appears later is not read. */
export function Announcer(): ReactNode {
  const { polite, assertive } = useSaid();
  return (
    <div className="sr-only">
      <div role="log" aria-live="polite" aria-relevant="additions">
        {polite.map(({ n, text }) => (
          <p key={n}>{text}</p>
        ))}
      </div>
      <div role="log" aria-live="assertive" aria-relevant="additions">
        {assertive.map(({ n, text }) => (
          <p key={n}>{text}</p>
        ))}
      </div>
    </div>
  );
}
