import {
  answerRecall,
  assuranceWithoutAnswer,
  begunSeats,
  isOutstanding,
  ownSeatsOf,
  safeSeats,
  withLeases,
} from '#shared/domain/allotment/kiosk.ts';
import { planGrants } from '#shared/domain/allotment/plan.ts';
import { recallsFor } from '#shared/domain/allotment/recall.ts';
import { revoked, ruleOnRelease, shrunk } from '#shared/domain/allotment/trust.ts';
import { expireBooking, yieldBooking } from '#shared/domain/booking/expire.ts';
import { judge } from '#shared/domain/booking/judge.ts';
import { mergeFromServer } from '#shared/domain/booking/merge.ts';
import { adopt } from '#shared/domain/restore/adopt.ts';
import { openShow } from '#shared/domain/restore/opening.ts';
import { pushAnswer } from '#sync-server/arbiter/answer.ts';
import { startClock } from '#sync-server/clock/server-clock.ts';

/** The order in which the parts do things, where no function decides it. All true is how Foyer works. */
export type Manners = {
  /** An answer leaves the server after its commit is durable. */
  readonly answersAfterCommit: boolean;
  /** A ruling reads what the transactions before it wrote, committed or not. */
  readonly readsItsOwnWrites: boolean;
  /** A seat is written only where its revision is the one the ruling saw. */
  readonly comparesRevisions: boolean;
  /** Seats leave an allotment by the holder's answer, not by asking for them. */
  readonly waitsForTheRelease: boolean;
  /** A pull from another epoch is told so. */
  readonly tellsEpochs: boolean;
  /** Opening a restored server revokes the allotments of devices that have not reported. */
  readonly revokesAtOpening: boolean;
  /** A kiosk writes down what it gives back before it says so. */
  readonly keepsReleasesFirst: boolean;
  /** A payment whose fate is unknown is asked for at its terminal, not begun again. */
  readonly asksTheTerminal: boolean;
  /** A page that left the server before the last answer does not undo it. */
  readonly dropsOlderPages: boolean;
  /** The host's journal has a payment before anything else knows of it. */
  readonly journalsFirst: boolean;
};

const FOYERS_MANNERS: Manners = {
  answersAfterCommit: true,
  readsItsOwnWrites: true,
  comparesRevisions: true,
  waitsForTheRelease: true,
  tellsEpochs: true,
  revokesAtOpening: true,
  keepsReleasesFirst: true,
  asksTheTerminal: true,
  dropsOlderPages: true,
  journalsFirst: true,
};

/** What decides in the simulated cinema: the functions that ship. A deliberate fault replaces one of them. */
export const SHIPPED = {
  judge,
  expireBooking,
  yieldBooking,
  recallsFor,
  ruleOnRelease,
  shrunk,
  revoked,
  planGrants,
  adopt,
  openShow,
  pushAnswer,
  startClock,
  mergeFromServer,
  begunSeats,
  ownSeatsOf,
  safeSeats,
  answerRecall,
  isOutstanding,
  withLeases,
  assuranceWithoutAnswer,
  manners: FOYERS_MANNERS,
};

export type Rules = Readonly<typeof SHIPPED>;
