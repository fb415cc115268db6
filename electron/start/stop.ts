const PARENT_CHECK_MS = 1_000;
/** One Ctrl-C may arrive twice: from the terminal and from npm. */
const SAME_ASK_MS = 1_000;

/**
 * Calls `stop` once, when the terminal or a supervisor asks this program to end. Asked again while it stops,
 * `insist` is called. npm does not pass every signal on: when npm, which started us, is gone, that counts as well.
 */
export function onAskedToStop(stop: () => void, insist: () => void): void {
  let askedAt: number | null = null;
  const ask = (): void => {
    if (askedAt === null) {
      askedAt = performance.now();
      stop();
    } else if (performance.now() - askedAt > SAME_ASK_MS) {
      insist();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    if (askedAt === null) ask();
  }, PARENT_CHECK_MS);
  watch.unref();
}
