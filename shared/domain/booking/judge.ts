import type { Booking } from '#shared/wire/booking.ts';
import type { Refusal } from '#shared/wire/messages.ts';
import { spentTrust } from '../allotment/trust.ts';
import { sameJson } from '../equal.ts';
import { unreachable } from '../invariant.ts';
import { omit, pick } from '../pick.ts';
import { ruleCancel } from './cancel.ts';
import type { Case, OpenItem, OwnBooking, Verdict } from './case.ts';
import { ruleConfirm } from './confirm.ts';
import { cleared, draftOf, editOf } from './draft.ts';
import { capturedOf, type Facts, newMoney, refundedOf, uniteReported } from './facts.ts';
import { ruleHold } from './hold.ts';
import { RULINGS, type RulingKind } from './life.ts';
import { type Outcome, outcome } from './outcome.ts';
import { foreignMoney, paidElsewhere } from './stray-money.ts';
import { acceptsSwap, ruleReseat, ruleSwap } from './swap.ts';
import { asRevision, nothingToDo } from './verdict.ts';
import { isCopy, refusalOf, standingOf } from './who.ts';

/**
 * Rules on one pushed booking: the whole of DESIGN §4's rulings as one pure function. The server applies the verdict
 * in one transaction; the simulator calls the same function. Every captured payment in the row survives, whatever
 * else is wrong with it.
 */
export function judge(c: Case): Verdict {
  const refusal = refusalOf(c);
  if (refusal !== null && refusal.code !== 'immutable') return fileForeign(c, refusal);
  const own = c.own?.booking ?? null;
  const facts = uniteReported(own, c.pushed, c.pusher.id, c.paymentsElsewhere);
  const elsewhere = paidElsewhere(c);
  const judged = refusal === null && standingOf(c) === 'judge';
  const kind: RulingKind = judged ? RULINGS[ownStatus(own)][c.pushed.status] : 'state';
  if (kind === 'refuse-insert' && newMoney(own, facts).payments.length === 0)
    return { ...nothingToDo(notAnInsert), openItems: elsewhere };
  const ruled = rule(c, facts, kind, judged);
  if (ruled === null) return { ...nothingToDo(refusal), openItems: elsewhere };
  return concluded(c, facts, ruled, elsewhere, refusal);
}

const notAnInsert: Refusal = {
  code: 'not-allowed',
  message: 'Only the server rejects, expires or disputes a booking.',
};

const ownStatus = (own: Booking | null) => {
  if (own === null) return 'none';
  // A stored `requested` would be a bug of ours; the closest true answer is that nothing was ruled yet.
  return own.status === 'requested' ? 'none' : own.status;
};

function rule(c: Case, facts: Facts, kind: RulingKind, judged: boolean): Outcome | null {
  const draft = draftOf(c, facts);
  switch (kind) {
    case 'hold':
      return capturedOf(draft) > 0 ? ruleConfirm(c, draft) : ruleHold(c, draft, 'pending');
    case 'pay':
      return ruleHold(c, draft, 'paying');
    case 'back-to-hold':
      return ruleHold(c, draft, capturedOf(draft) > 0 ? 'paying' : openKeepsPaying(draft));
    case 'confirm':
      return c.own !== null && acceptsSwap(c)
        ? (ruleReseat(c, c.own, facts) ?? joinFacts(c, c.own, facts, judged))
        : ruleConfirm(c, draft);
    case 'refuse-insert':
      return ruleConfirm(c, draft);
    case 'swap':
      return c.own === null ? null : (ruleSwap(c, c.own, facts) ?? joinFacts(c, c.own, facts, judged));
    case 'cancel':
      return ruleCancel(c, draft);
    case 'add-facts':
      return addFacts(c, draft);
    case 'state':
      return c.own === null ? null : joinFacts(c, c.own, facts, judged);
    default:
      return unreachable(kind);
  }
}

/** A payment that may yet turn out to be captured keeps the seats from running out under it. */
const openKeepsPaying = (draft: Booking): 'pending' | 'paying' =>
  draft.payments.some((payment) => payment.status === 'unknown') ? 'paying' : 'pending';

/** A confirmed booking takes new facts, customer and note; its seats and price are settled. */
function addFacts(c: Case, draft: Booking): Outcome | null {
  if (c.own === null) return null;
  const own = c.own.booking;
  const booking: Booking = {
    ...omit(draft, ['price', 'tariffVersion']),
    ...pick(own, ['price', 'tariffVersion']),
    seats: own.seats,
    status: own.status,
    assurance: own.assurance,
  };
  return outcome({ booking, hidden: c.own.hidden, seats: [], ended: [] });
}

/**
 * Facts of a row that moves nothing (a repeat, a stale edit, a step that is not there): joined to what is stored;
 * captured money moves the state. An edit that was judged is recorded even so, or its till would send it for ever.
 */
function joinFacts(c: Case, own: OwnBooking, facts: Facts, judged: boolean): Outcome | null {
  const booking: Booking = { ...own.booking, ...facts, ...(judged ? editOf(c) : {}) };
  const stand = (status: Booking['status']): Outcome =>
    outcome({ booking: { ...booking, status }, hidden: own.hidden, seats: [], ended: [] });
  if (newMoney(own.booking, facts).payments.length === 0) return stand(own.booking.status);
  const asStored: Case = { ...c, pushed: { ...c.pushed, ...own.booking } };
  switch (own.booking.status) {
    case 'requested':
    case 'pending':
    case 'rejected':
    case 'expired':
      return ruleConfirm(asStored, cleared(booking));
    case 'cancelled':
      return refundedOf(booking) >= capturedOf(booking)
        ? stand('cancelled')
        : { ...stand('conflicted'), openItems: [late(own.booking, facts)] };
    case 'paying':
    case 'conflicted':
      return stand(own.booking.status);
    case 'confirmed':
      return { ...stand('confirmed'), openItems: [late(own.booking, facts)] };
    default:
      return unreachable(own.booking.status);
  }
}

const late = (own: Booking, facts: Facts): OpenItem => {
  const [payment] = newMoney(own, facts).payments;
  return {
    kind: 'late-payment',
    bookingId: own.id,
    paymentId: payment?.id ?? null,
    amount: payment?.amount ?? 0,
    detail: `captured after the booking was ${own.status}`,
  };
};

/** Neither booking nor seats change; money from a device that may not write the booking is filed. */
function fileForeign(c: Case, refusal: Refusal): Verdict {
  const openItems = foreignMoney(c, refusal.code);
  const copy = refusal.code === 'foreign-booking' && openItems.length === 0 && isEcho(c);
  return { ...nothingToDo(copy ? null : refusal), openItems };
}

/**
 * Replication may send back what a device has only pulled (after a crash, or to a restored server): a copy, whose last
 * edit is somebody else's. It is answered with the state like any conflict.
 */
function isEcho({ own, pushed, pusher }: Case): boolean {
  if (own === null || pushed.rev > own.booking.rev) return false;
  return (
    isCopy({ deviceId: own.booking.deviceId, edit: pushed.edit }, pusher.id) || sameJson(pushed, own.booking)
  );
}

function concluded(
  c: Case,
  facts: Facts,
  ruled: Outcome,
  elsewhere: OpenItem[],
  refusal: Refusal | null,
): Verdict {
  const before = c.own?.booking ?? null;
  const store = asRevision(c.own, ruled.booking, ruled.hidden, c.nowMs);
  if (store === null) return { ...nothingToDo(refusal), openItems: elsewhere };
  const money = newMoney(before, facts);
  const { status } = store.booking;
  const turned =
    status !== before?.status &&
    (status === 'confirmed' || status === 'cancelled' || status === 'conflicted');
  return {
    store,
    seats: ruled.seats,
    spent: spentTrust(c.allotted, ruled.seats),
    expire: ruled.ended,
    yielded: ruled.yielded,
    openItems: [...elsewhere, ...ruled.openItems],
    settles: before?.status === 'conflicted' && (status === 'confirmed' || status === 'cancelled'),
    money: [
      ...money.payments.map((payment) => ({ kind: 'payment' as const, payment })),
      ...money.refunds.map((refund) => ({ kind: 'refund' as const, refund })),
    ],
    notify: turned ? [status] : [],
    refusal,
  };
}
