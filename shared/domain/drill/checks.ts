import type { Booking } from '#shared/wire/booking.ts';
import type { BookingId, DeviceId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { JournalEntry, JournalEvent } from '#shared/wire/till.ts';
import type { Leases } from '../allotment/kiosk.ts';
import { currentTickets } from '../booking/tickets.ts';
import type { DrillNumbers, Finding, FindingKind } from './drill.ts';

/** What a drill is judged by, all of it from the till's own disk. */
export type DrillFacts = {
  readonly deviceId: DeviceId;
  /** Whether the server is pretended to be out of reach. */
  readonly isCutOff: boolean;
  /** The till's own seats when the drill began, and now. */
  readonly entrusted: ReadonlyMap<ShowId, Leases>;
  readonly leases: ReadonlyMap<ShowId, Leases>;
  /** Orders of this till that were paid in the drill. */
  readonly sales: readonly Booking[];
  /** The till's journal since the drill began, oldest first. */
  readonly journal: readonly JournalEntry[];
  /** Sales the server has not ruled on yet. */
  readonly waiting: ReadonlySet<BookingId>;
};

type Captured = Extract<JournalEvent, { kind: 'payment' }>;

/** Payments the journal says were captured. */
export const capturesIn = (journal: readonly JournalEntry[]): readonly Captured[] =>
  journal.flatMap(({ event }) => (event.kind === 'payment' && event.status === 'success' ? [event] : []));

const sizeOf = (leases: ReadonlyMap<ShowId, Leases>): number =>
  [...leases.values()].reduce((sum, { size }) => sum + size, 0);

export function numbersOf({ sales, entrusted, journal }: DrillFacts): DrillNumbers {
  const seatsOf = (assurance?: Booking['assurance']): number =>
    sales.reduce(
      (sum, sale) => sum + (assurance === undefined || sale.assurance === assurance ? sale.seats.length : 0),
      0,
    );
  return {
    entrusted: sizeOf(entrusted),
    sales: sales.length,
    seats: seatsOf(),
    leased: seatsOf('leased'),
    promised: seatsOf('promised'),
    amount: capturesIn(journal).reduce((sum, { amount }) => sum + amount, 0),
    unprinted: sales.filter(isUnprinted).length,
  };
}

const isUnprinted = ({ status, tickets }: Booking): boolean =>
  status !== 'cancelled' && currentTickets(tickets).some(({ printed }) => printed !== 'yes');

/**
 * What does not hold. While work is going on a payment may stand in the journal and not yet in its sale: what matters
 * is what two looks in a row find ({@link lasting}).
 */
export function findingsOf(facts: DrillFacts): Finding[] {
  return [
    ...seatsTwice(facts),
    ...payments(facts),
    ...leases(facts),
    ...facts.sales.filter((sale) => !isNamed(facts, sale)).map(about('seats-unjournalled')),
    ...facts.sales.filter(isWronglyDisputed).map(about('leased-disputed')),
    ...facts.sales.filter((sale) => isMissing(facts, sale)).map(about('sale-missing')),
  ];
}

/** What both looks found. */
export const lasting = (before: readonly Finding[], now: readonly Finding[]): Finding[] =>
  now.filter(({ kind, about }) => before.some((one) => one.kind === kind && one.about === about));

const about =
  (kind: FindingKind) =>
  ({ code }: Booking): Finding => ({ kind, about: code });

function seatsTwice({ sales }: DrillFacts): Finding[] {
  const seen = new Set<string>();
  const twice: Finding[] = [];
  for (const { showId, seats, status } of sales) {
    if (status === 'cancelled') continue;
    for (const { seatId } of seats) {
      const key = `${showId} ${seatId}`;
      if (seen.has(key)) twice.push({ kind: 'seat-twice', about: seatId });
      seen.add(key);
    }
  }
  return twice;
}

function payments({ sales, journal, deviceId }: DrillFacts): Finding[] {
  const captures = capturesIn(journal);
  const byId = new Map(sales.map((sale) => [sale.id, sale]));
  const lost = captures.filter(({ bookingId, paymentId, amount }) => {
    const paid = byId.get(bookingId)?.payments.find(({ id }) => id === paymentId);
    return paid?.status !== 'success' || paid.amount !== amount;
  });
  const twice = captures.filter((one, at) => captures.findIndex((c) => c.paymentId === one.paymentId) < at);
  const journalled = new Set(captures.map(({ paymentId }) => paymentId));
  const unknown = sales.filter((sale) =>
    sale.payments.some(
      (paid) => paid.status === 'success' && paid.deviceId === deviceId && !journalled.has(paid.id),
    ),
  );
  return [
    ...lost.map(
      ({ bookingId }): Finding => ({
        kind: 'payment-lost',
        about: byId.get(bookingId)?.code ?? bookingId,
      }),
    ),
    ...unknown.map(about('payment-unjournalled')),
    ...twice.map(({ paymentId }): Finding => ({ kind: 'captured-twice', about: paymentId })),
  ];
}

function leases({ sales, entrusted, leases: now, isCutOff }: DrillFacts): Finding[] {
  const isOwn = (showId: ShowId, seatId: SeatId, allotmentId: string | undefined): boolean => {
    const lease = entrusted.get(showId)?.get(seatId);
    return lease !== undefined && (allotmentId === undefined || lease.allotmentId === allotmentId);
  };
  const foreign = sales.filter(
    ({ assurance, showId, seats }) =>
      assurance === 'leased' &&
      seats.some(({ seatId, lease }) => lease === undefined || !isOwn(showId, seatId, lease.allotmentId)),
  );
  const grown: Finding[] = [];
  if (isCutOff)
    for (const [showId, mine] of now)
      for (const seatId of mine.keys())
        if (!isOwn(showId, seatId, undefined)) grown.push({ kind: 'trust-grew', about: seatId });
  return [...foreign.map(about('lease-foreign')), ...grown];
}

/** Whether the journal names the seats of a sale that was made without the server's word. */
function isNamed({ journal }: DrillFacts, { id, assurance, seats, status }: Booking): boolean {
  if (assurance === 'arbitrated' || status === 'cancelled') return true;
  const named = new Set(
    journal.flatMap(({ event }) => (event.kind === 'paper' && event.bookingId === id ? event.seatIds : [])),
  );
  return seats.every(({ seatId }) => named.has(seatId));
}

const isWronglyDisputed = ({ status, assurance, reason }: Booking): boolean =>
  status === 'conflicted' && assurance === 'leased' && reason !== 'revoked';

/** Whether a sale the server has ruled on is neither sold nor given back nor on the desk. */
const isMissing = ({ waiting }: DrillFacts, { id, status }: Booking): boolean =>
  !waiting.has(id) && status !== 'confirmed' && status !== 'conflicted' && status !== 'cancelled';
