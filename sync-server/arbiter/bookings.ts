import { type Recall, recallsFor } from '#shared/domain/allotment/recall.ts';
import type { OpenItem } from '#shared/domain/booking/case.ts';
import { judge } from '#shared/domain/booking/judge.ts';
import { type ParsedPush, parsePushed } from '#shared/domain/booking/parse.ts';
import type { Payment } from '#shared/wire/booking.ts';
import type { BookingId, CinemaId, ShowId } from '#shared/wire/scalars.ts';
import type { Caller } from '../engine.ts';
import { visibleBooking } from '../feed/view.ts';
import type { Tx } from '../store/store.ts';
import type { Ruled } from './answer.ts';
import { applyVerdict } from './apply-verdict.ts';
import { type CaseContext, loadCase } from './load-case.ts';
import { type RowRuler, refuse, SeatsToRecall } from './rows.ts';

export type BookingContext = CaseContext & {
  readonly now: () => number;
  /** Whether seats that are entrusted elsewhere can be asked for first; left out: they are refused at once. */
  readonly canRecall?: (recalls: readonly Recall[]) => boolean;
  /** Told when seats were taken that were free. */
  readonly held?: (cinemaId: CinemaId, showId: ShowId) => void;
};

/** What is stored under `id`, as this device may see it. */
async function stored(tx: Tx, { device }: Caller, id: BookingId): Promise<Ruled['document']> {
  const own = await tx.booking(id);
  return own === null ? null : visibleBooking(device, own.booking);
}

/** Captured money in a row that cannot become a booking is filed for a person; it is never dropped. */
async function filePayments(
  tx: Tx,
  caller: Caller,
  id: string,
  payments: readonly Payment[],
  detail: string,
  nowMs: number,
): Promise<void> {
  const known = await tx.paymentOwners(payments.map((payment) => payment.id));
  for (const payment of payments) {
    if (known.has(payment.id)) continue;
    const item: OpenItem = {
      kind: 'malformed-payment',
      bookingId: id,
      paymentId: payment.id,
      amount: payment.amount,
      detail: `reported by ${caller.device.id}: ${detail}`,
    };
    await tx.writeOpenItem(caller.device.cinemaId, item, nowMs);
  }
}

type Malformed = Extract<ParsedPush, { kind: 'malformed' }>;

/** A row that is no booking: its captured money is filed, its sender told what is stored. */
export async function ruleMalformed(
  tx: Tx,
  caller: Caller,
  row: Malformed,
  nowMs: number,
): Promise<Ruled | null> {
  await filePayments(tx, caller, row.id ?? '', row.payments, 'the row was malformed', nowMs);
  if (row.id === null) return null;
  return {
    id: row.id,
    document: await stored(tx, caller, row.id),
    refusal: refuse('malformed', row.message),
  };
}

const noRuling = refuse('internal', 'The server came to no ruling on this booking.');

/** Load the case, judge it, apply the verdict: the one road by which a device changes a booking or a seat. */
export function bookingRuler(context: BookingContext): RowRuler {
  return {
    async rule(tx, caller, sent) {
      const nowMs = context.now();
      const parsed = parsePushed(sent);
      if (parsed.kind === 'malformed') return ruleMalformed(tx, caller, parsed, nowMs);
      const { id } = parsed.booking;
      const c = await loadCase(tx, context, caller, parsed.booking, nowMs);
      const verdict = judge(c);
      const recalls = c.allotted.size === 0 ? [] : recallsFor(c, verdict);
      if (context.canRecall?.(recalls) === true) throw new SeatsToRecall(recalls);
      await applyVerdict(tx, verdict, caller.device.cinemaId, id, nowMs);
      const held = verdict.seats.find(({ status }) => status === 'held');
      if (held !== undefined) context.held?.(caller.device.cinemaId, held.showId);
      const booking = (verdict.store ?? c.own)?.booking;
      if (booking === undefined) return { id, document: null, refusal: verdict.refusal ?? noRuling };
      const document = visibleBooking(caller.device, booking);
      const unseen = refuse('foreign-booking', 'This booking belongs to another device.');
      return { id, document, refusal: verdict.refusal ?? (document === null ? unseen : null) };
    },
    async salvage(tx, caller, sent) {
      const parsed = parsePushed(sent);
      const id = parsed.kind === 'ok' ? parsed.booking.id : parsed.id;
      const payments = parsed.kind === 'ok' ? (parsed.booking.payments ?? []) : parsed.payments;
      const captured = payments.filter((payment) => payment.status === 'success');
      await filePayments(
        tx,
        caller,
        id ?? '',
        captured,
        'the server could not rule on the row',
        context.now(),
      );
      return id === null ? null : { id, document: await stored(tx, caller, id), refusal: null };
    },
  };
}
