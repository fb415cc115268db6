import { z } from 'zod';
import { Payment, PushedBooking } from '#shared/wire/booking.ts';
import { BookingId } from '#shared/wire/scalars.ts';
import { BOOKING_FACTS_MAX } from '../limits.ts';

export type ParsedPush =
  | { readonly kind: 'ok'; readonly booking: PushedBooking }
  | {
      readonly kind: 'malformed';
      /** Null: there is nobody to answer to. */
      readonly id: BookingId | null;
      readonly message: string;
      /** Captured payments that can still be read: they are stored, whatever else is wrong with the row. */
      readonly payments: readonly Payment[];
    };

/** RxDB's own bookkeeping, which its replication may leave on a document. */
const BOOKKEEPING = new Set(['_deleted', '_rev', '_meta', '_attachments', '_refused']);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `raw` without RxDB's bookkeeping. */
export function stripBookkeeping(raw: unknown): unknown {
  if (!isRecord(raw) || !Object.keys(raw).some((key) => BOOKKEEPING.has(key))) return raw;
  return Object.fromEntries(Object.entries(raw).filter(([key]) => !BOOKKEEPING.has(key)));
}

/** Parses what a device pushed as a booking; what is wrong is said in words a developer of a client can act on. */
export function parsePushed(raw: unknown): ParsedPush {
  const row = stripBookkeeping(raw);
  const parsed = PushedBooking.safeParse(row);
  if (parsed.success) return { kind: 'ok', booking: parsed.data };
  const id = BookingId.safeParse(isRecord(row) ? row['id'] : undefined);
  return {
    kind: 'malformed',
    id: id.success ? id.data : null,
    message: z.prettifyError(parsed.error).slice(0, 2_000),
    payments: salvagePayments(isRecord(row) ? row['payments'] : undefined),
  };
}

function salvagePayments(raw: unknown): Payment[] {
  if (!Array.isArray(raw)) return [];
  return raw.slice(0, BOOKING_FACTS_MAX).flatMap((entry) => {
    const payment = Payment.safeParse(entry);
    return payment.success && payment.data.status === 'success' ? [payment.data] : [];
  });
}
