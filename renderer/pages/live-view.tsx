import { createContext, type ReactNode, useContext, useLayoutEffect, useRef, useState } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { withSameParts } from '#shared/domain/equal.ts';

/**
 * A page's view of the replica, given to the components below it in slices. A plain context would draw the whole page
 * again for every seat that changes anywhere in it; here a component says what it reads, and rests until just that has
 * changed.
 */
export function createLiveView<View extends object>() {
  const Context = createContext<StoreApi<View> | null>(null);

  /** Gives `view` to everything below. Give it the same children again, or they are drawn anew all the same. */
  function Provider({ view, children }: { view: View; children: ReactNode }): ReactNode {
    const [store] = useState(() => createStore<View>(() => view));
    // Before the paint: whoever reads a part that has changed is drawn in the same frame.
    useLayoutEffect(() => store.setState(view, true), [store, view]);
    return <Context value={store}>{children}</Context>;
  }

  /** A slice of the view; an object or list counts as the same while its members are. Throws outside the provider. */
  function useView<Slice>(select: (view: View) => Slice): Slice {
    const store = useContext(Context);
    if (store === null) throw new Error('Invariant broken: a view is read outside its provider');
    return useStore(store, useShallow(select));
  }

  return { Provider, useView };
}

/** The same object as before while it says the same. */
export function useSameParts<T>(now: T): T {
  const before = useRef(now);
  const same = withSameParts(before.current, now);
  useLayoutEffect(() => {
    before.current = same;
  });
  return same;
}
