export type Handler = (...given: unknown[]) => unknown;

export function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

/** A listener of Electron's own type, to be called with the few properties that the double fills in. */
export function handlerOf(listener: unknown): Handler {
  if (!isHandler(listener)) throw new TypeError('The listener is no function.');
  return listener;
}
