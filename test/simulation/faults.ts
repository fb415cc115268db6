import type { Case, Verdict } from '#shared/domain/booking/case.ts';
import { nothingToDo } from '#shared/domain/booking/verdict.ts';
import { type Manners, type Rules, SHIPPED } from './rules.ts';
import type { InvariantName } from './world/violation.ts';

/** One deliberate mistake, and the invariants that must notice it. */
export type Fault = {
  readonly name: string;
  readonly rules: () => Rules;
  readonly breaks: readonly InvariantName[];
};

const withRules = (rules: Partial<Rules>): Rules => ({ ...SHIPPED, ...rules });
const withManners = (manners: Partial<Manners>): Rules =>
  withRules({ manners: { ...SHIPPED.manners, ...manners } });
const judging = (judge: (c: Case) => Verdict): Rules => withRules({ judge });

/** How long the careless server below lets a kiosk be silent, in milliseconds. */
const PATIENCE_MS = 20_000;

/** The server that gives entrusted seats away after a while. */
function impatient(): Rules {
  const seen = new Map<string, number>();
  return judging((c) => {
    const allotted = [...c.allotted].filter(([, { allotmentId, deviceId }]) => {
      const sinceMs = seen.get(allotmentId) ?? c.nowMs;
      seen.set(allotmentId, sinceMs);
      return deviceId === c.pusher.id || c.nowMs - sinceMs < PATIENCE_MS;
    });
    return SHIPPED.judge({ ...c, allotted: new Map(allotted) });
  });
}

/** A lease is a word like any other: whoever names an allotment is believed, whatever became of it. */
function credulous(): Rules {
  return judging((c) => {
    const named = c.pushed.seats.flatMap(({ seatId, lease }) =>
      lease === undefined || c.pusher.replicaId === null
        ? []
        : [[seatId, { ...lease, deviceId: c.pusher.id, replicaId: c.pusher.replicaId }] as const],
    );
    return SHIPPED.judge({ ...c, allotted: new Map([...c.allotted, ...named]) });
  });
}

/**
 * Each must be found. Three that cannot be, because something else stands behind what they leave out:
 * - Seats written without comparing revisions, alone: a ruling reads, in its own transaction, what it will overwrite.
 *   The comparison is the second barrier; each of the two is left out below, and both together.
 * - The epoch of a lease, or of a release, not compared, where the allotment's id is: no id is ever granted twice, and
 *   a revoked allotment is in no table of trust and never active again.
 * - Seats sold without naming their lease: then nothing is leased, and the schedules count leased sales.
 */
export const FAULTS: readonly Fault[] = [
  {
    name: 'the server ignores the revision a kiosk saw',
    rules: () =>
      judging((c) => {
        const seats = c.pushed.seats.map((seat) => ({ ...seat, rev: c.seats.get(seat.seatId)?.rev ?? 0 }));
        return SHIPPED.judge({ ...c, pushed: { ...c.pushed, seats } });
      }),
    breaks: ['I13'],
  },
  {
    name: 'rulings of one commit do not see each other, and nothing compares revisions',
    rules: () => withManners({ readsItsOwnWrites: false, comparesRevisions: false }),
    breaks: ['I1', 'I2', 'I5'],
  },
  {
    name: 'rulings of one commit do not see each other, and the compare-and-swap trips',
    rules: () => withManners({ readsItsOwnWrites: false }),
    breaks: ['I13'],
  },
  {
    name: 'a hold is not atomic: only its first seat is written',
    rules: () =>
      judging((c) => {
        const verdict = SHIPPED.judge(c);
        return verdict.store?.booking.status === 'pending'
          ? { ...verdict, seats: verdict.seats.slice(0, 1) }
          : verdict;
      }),
    breaks: ['I2'],
  },
  { name: 'seats of a silent kiosk are given away by time', rules: impatient, breaks: ['I1', 'I5'] },
  {
    name: 'another epoch is not told',
    rules: () => withManners({ tellsEpochs: false }),
    breaks: ['I7', 'I3', 'I5', 'I1'],
  },
  {
    name: 'a revoked allotment is believed for having been granted once',
    rules: credulous,
    breaks: ['I13', 'I5'],
  },
  {
    name: 'opening a restored server leaves silent kiosks their allotments',
    rules: () => withManners({ revokesAtOpening: false }),
    breaks: ['I5', 'I1'],
  },
  {
    name: 'a page that is older than the last answer undoes it',
    rules: () => withManners({ dropsOlderPages: false }),
    breaks: ['I3'],
  },
  {
    name: 'the server’s time is whatever its computer says',
    rules: () => withRules({ startClock: (_persistedMs, source) => () => source.wallMs() }),
    breaks: ['I8'],
  },
  {
    name: 'a release nobody acknowledged is not repeated',
    rules: () => withRules({ isOutstanding: () => false }),
    breaks: ['I7'],
  },
  {
    name: 'a sale ends the trust in its seats, and the allotment still names them',
    rules: () => withRules({ shrunk: () => null }),
    breaks: ['I5'],
  },
  {
    name: 'every sale without the server’s word is called leased',
    rules: () => withRules({ assuranceWithoutAnswer: () => 'leased' }),
    breaks: ['I1', 'I5'],
  },
  {
    name: 'a kiosk forgets what it gave back',
    rules: () =>
      withRules({
        ownSeatsOf: (q, me, showId) => SHIPPED.ownSeatsOf({ ...q, given: new Map() }, me, showId),
      }),
    breaks: ['I1', 'I5'],
  },
  {
    name: 'a closed server takes the last report for the only one',
    rules: () => withRules({ adopt: (report) => SHIPPED.adopt({ ...report, own: null }) }),
    breaks: ['I6', 'I3', 'I7'],
  },
  {
    name: 'expiry is not checked when paying goes on',
    rules: () =>
      judging((c) => {
        if (c.own?.booking.status !== 'expired') return SHIPPED.judge(c);
        const booking = { ...c.own.booking, status: 'paying' as const };
        return SHIPPED.judge({ ...c, own: { ...c.own, booking } });
      }),
    breaks: ['I2'],
  },
  {
    name: 'a row the server stamped is answered with nothing',
    rules: () => withRules({ pushAnswer: () => [] }),
    breaks: ['I2', 'I7'],
  },
  {
    name: 'a recall moves seats before its answer',
    rules: () => withManners({ waitsForTheRelease: false }),
    breaks: ['I1', 'I5'],
  },
  {
    name: 'the server’s state wins without uniting facts',
    rules: () => withRules({ mergeFromServer: (server) => server }),
    breaks: ['I3'],
  },
  {
    name: 'a paid row that cannot have its seats is refused',
    rules: () =>
      judging((c) => {
        const verdict = SHIPPED.judge(c);
        return verdict.store?.booking.status === 'conflicted' ? nothingToDo() : verdict;
      }),
    breaks: ['I3'],
  },
  {
    name: 'a release is answered before it is written down',
    rules: () => withManners({ keepsReleasesFirst: false }),
    breaks: ['I1', 'I5'],
  },
  {
    name: 'a payment whose fate is unknown is begun again',
    rules: () => withManners({ asksTheTerminal: false }),
    breaks: ['I4'],
  },
  {
    name: 'a begun sale does not keep its seats: not from a recall, not from a second sale',
    rules: () =>
      withRules({
        ownSeatsOf: (q, me, showId) => ({ ...SHIPPED.ownSeatsOf(q, me, showId), begun: new Map() }),
      }),
    breaks: ['I1', 'I5'],
  },
  {
    name: 'the sweeper ends a hold that is being paid',
    rules: () =>
      withRules({
        expireBooking: (own, seats, nowMs) =>
          own.booking.status === 'paying'
            ? SHIPPED.yieldBooking(own, seats, nowMs)
            : SHIPPED.expireBooking(own, seats, nowMs),
      }),
    breaks: ['I2'],
  },
  {
    name: 'an answer leaves before its commit',
    rules: () => withManners({ answersAfterCommit: false }),
    breaks: ['I6', 'I7', 'I3', 'I5'],
  },
  {
    name: 'seats are entrusted that somebody holds',
    rules: () => withRules({ planGrants: (pool) => SHIPPED.planGrants({ ...pool, isFree: () => true }) }),
    breaks: ['I5'],
  },
  {
    name: 'money is taken before the journal has it',
    rules: () => withManners({ journalsFirst: false }),
    breaks: ['I3'],
  },
  {
    name: 'a sale that becomes disputed tells nobody',
    rules: () =>
      judging((c) => {
        const verdict = SHIPPED.judge(c);
        return { ...verdict, notify: verdict.notify.filter((what) => what !== 'conflicted') };
      }),
    breaks: ['I11'],
  },
  {
    name: 'an order that was given up does not give way',
    rules: () => judging((c) => SHIPPED.judge({ ...c, unpaidOrders: new Set() })),
    breaks: ['I5'],
  },
];
