import { BehaviorSubject } from 'rxjs';
import type { Connection } from './types.ts';

/** How far catching up has come, in documents. */
export type Backlog = { readonly done: number; readonly total: number };

/**
 * Whether the server can be heard. Every request reports here: an answer makes the kiosk online, one failure (or a
 * silent stream) makes it offline, and nothing else does.
 */
export class Link {
  readonly connection$ = new BehaviorSubject<Connection>({ kind: 'connecting' });
  #heard: 'never' | 'yes' | 'no' = 'never';
  #backlog: Backlog | null = null;
  #waiting: (() => void)[] = [];
  readonly #now: () => number;
  readonly #lost: () => void;
  readonly #regained: () => void;

  /** `nowMs` dates the loss of the line; `lost` and `regained` are told once each time. */
  constructor(nowMs: () => number, lost: () => void, regained: () => void) {
    this.#now = nowMs;
    this.#lost = lost;
    this.#regained = regained;
  }

  get online(): boolean {
    return this.#heard === 'yes';
  }

  answered(): void {
    if (this.#heard === 'yes') return;
    this.#heard = 'yes';
    this.#regained();
    this.#publish();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  failed(): void {
    if (this.#heard === 'no') return;
    this.#heard = 'no';
    this.#backlog = null;
    this.connection$.next({ kind: 'offline', sinceMs: this.#now() });
    this.#lost();
  }

  /** Says how far catching up has come; null when there is nothing to catch up with. */
  setBacklog(backlog: Backlog | null): void {
    this.#backlog = backlog;
    if (this.#heard === 'yes') this.#publish();
  }

  /** Resolves when the line is back, or after `maxMs` at the latest. */
  async untilOnline(maxMs: number, signal: AbortSignal): Promise<void> {
    if (this.online) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#waiting = this.#waiting.filter((wake) => wake !== done);
        resolve();
      };
      const timer = setTimeout(done, maxMs);
      this.#waiting.push(done);
      signal.addEventListener('abort', done, { once: true });
    });
    signal.throwIfAborted();
  }

  #publish(): void {
    const { value } = this.connection$;
    const backlog = this.#backlog;
    const next: Connection = backlog === null ? { kind: 'online' } : { kind: 'catching-up', ...backlog };
    const same =
      value.kind === next.kind &&
      (next.kind !== 'catching-up' ||
        (value.kind === 'catching-up' && value.done === next.done && value.total === next.total));
    if (!same) this.connection$.next(next);
  }
}
