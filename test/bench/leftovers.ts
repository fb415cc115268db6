const removals: (() => void)[] = [];

process.on('exit', () => {
  for (const remove of removals.reverse()) remove();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

/** Has something removed when the bench ends, however it ends. `remove` must not wait for anything, and bear to find nothing. */
export function leaveNothing(remove: () => void): void {
  removals.push(remove);
}
