import { memo, type ReactNode, useEffect, useRef } from 'react';
import { useFullness } from '#renderer/replica/hooks.ts';
import { useCounter } from '#renderer/stores/counter.ts';
import type { Listing } from './programme.ts';
import { ShowRow } from './show-row.tsx';

/** The day by start; what is on sale now is scrolled into view. */
export const TimeList = memo(function TimeList({ listings }: { listings: readonly Listing[] }): ReactNode {
  const showId = useCounter((state) => state.showId);
  const fullness = useFullness();
  const list = useRef<HTMLUListElement>(null);
  const firstOpen = listings.findIndex((one) => one.sale === 'open' || one.sale === 'running');
  const day = listings[0]?.show.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day begins at its own first show
  useEffect(() => {
    list.current?.children[Math.max(0, firstOpen)]?.scrollIntoView({ block: 'start' });
  }, [day]);
  return (
    <ul ref={list}>
      {listings.map((listing) => (
        <li key={listing.show.id}>
          <ShowRow
            listing={listing}
            fullness={fullness.get(listing.show.id) ?? null}
            withTitle
            isCurrent={listing.show.id === showId}
          />
        </li>
      ))}
    </ul>
  );
});
