import { counter, useCounter } from '#renderer/stores/counter.ts';

/** Resolves when the server has ruled on what was asked for, or after `timeoutMs`. */
export function ruled(timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, timeoutMs);
    const stop = useCounter.subscribe(({ asked }) => {
      if (asked === null) done();
    });
    if (counter.get().asked === null) done();
  });
}
