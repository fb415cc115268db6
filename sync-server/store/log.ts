import type { Logger } from 'pino';

/** What the server's parts need of its log. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error'>;
