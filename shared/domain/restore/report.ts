import type { Booking, PushedBooking } from '#shared/wire/booking.ts';
import { instant } from '#shared/wire/scalars.ts';
import type { Case } from '../booking/case.ts';
import { bookingCode } from '../booking/code.ts';
import { type Facts, uniteLocal } from '../booking/facts.ts';
import { ticketIdOf } from '../booking/tickets.ts';
import { pick } from '../pick.ts';

/** A reported booking, complete, and how it stands to what the server has. */
export type Reported = {
  readonly booking: Booking;
  /** The server acknowledged a later revision of it than the backup has. */
  readonly ahead: boolean;
  /** It carries an edit the server has not seen. */
  readonly news: boolean;
};

type Source = Pick<Case, 'own' | 'pushed' | 'pusher' | 'paymentsElsewhere' | 'nowMs'>;

export function reportOf(source: Source): Reported {
  const { own, pushed } = source;
  return {
    booking: completed(source),
    ahead: pushed.rev > (own?.booking.rev ?? 0),
    news: own !== null && isNews(own.booking, pushed),
  };
}

/** A later edit counts like anywhere: whatever the revision it names, if the device of the last edit made it. */
function isNews(own: Booking, { rev, edit }: PushedBooking): boolean {
  if (rev > own.rev || edit === undefined || edit.n <= (own.edit?.n ?? 0)) return false;
  return rev === own.rev || edit.deviceId === own.edit?.deviceId;
}

/** The pushed booking with what the smallest client leaves out, and what a kind of device is never sent. */
function completed({ own, pushed, pusher, paymentsElsewhere, nowMs }: Source): Booking {
  const earlier = own?.booking;
  const blind = pusher.kind === 'lobby';
  const said = pushed.updatedAt === undefined ? nowMs : Date.parse(pushed.updatedAt);
  const code = pushed.code === undefined || pushed.code === '' ? undefined : pushed.code;
  return {
    ...(blind && earlier !== undefined ? pick(earlier, ['customer', 'note']) : {}),
    ...pushed,
    code: earlier?.code ?? code ?? bookingCode(pusher.prefix, pushed.id),
    deviceId: earlier?.deviceId ?? pushed.deviceId ?? pusher.id,
    channel: earlier?.channel ?? pushed.channel ?? (blind ? 'lobby' : 'counter'),
    requestedAt: earlier?.requestedAt ?? pushed.requestedAt ?? instant(nowMs),
    assurance: pushed.assurance ?? 'arbitrated',
    // The order of the opening goes by it, so nobody may name a time that has not come.
    updatedAt: instant(Math.min(said, nowMs)),
    payments: (pushed.payments ?? [])
      .filter((payment) => !paymentsElsewhere.has(payment.id))
      .map((payment) => (payment.deviceId === undefined ? { ...payment, deviceId: pusher.id } : payment)),
    refunds: (pushed.refunds ?? []).map((refund) =>
      refund.deviceId === undefined ? { ...refund, deviceId: pusher.id } : refund,
    ),
    tickets: (pushed.tickets ?? []).filter(
      (ticket) => ticket.id === ticketIdOf(pushed.id, ticket.seatId, ticket.revision),
    ),
    approvals: pushed.approvals ?? [],
  };
}

/**
 * The facts of both. Only an acknowledged later state can tell of refunds the server granted after the backup; in
 * anything else a refund that is not known is a request, or the undoing of a sale that was never pushed.
 */
export function uniteReports(own: Booking | null, { booking, ahead }: Reported): Facts {
  if (own === null) return booking.rev === 0 ? unacknowledged(booking) : factsOf(booking);
  if (ahead) return uniteLocal(booking, own);
  const known = new Set(own.refunds.map((refund) => refund.id));
  return uniteLocal(own, {
    ...factsOf(booking),
    refunds: booking.refunds.filter((refund) => known.has(refund.id) || refund.status === 'requested'),
  });
}

const factsOf = ({ payments, refunds, tickets, approvals }: Booking): Facts => ({
  payments,
  refunds,
  tickets,
  approvals,
});

const unacknowledged = (booking: Booking): Facts => ({
  ...factsOf(booking),
  refunds: booking.refunds.filter(
    (refund) => refund.status === 'requested' || booking.status === 'cancelled',
  ),
});
