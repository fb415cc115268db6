import type { SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { Leases } from '../allotment/kiosk.ts';
import { type DrillFacts, findingsOf, lasting, numbersOf } from './checks.ts';
import type { DrillReport, Finding } from './drill.ts';

/** What is known of a drill besides its facts. */
export type DrillFrame = Pick<DrillReport, 'what' | 'startedAt' | 'endedAt' | 'endedBy' | 'reconcileMs'>;

const LISTED_MAX = 100;

/** What a drill has shown. `before`: what the last look found; only what lasts is told. */
export function reportOf(frame: DrillFrame, facts: DrillFacts, before: readonly Finding[]): DrillReport {
  const { sales, waiting } = facts;
  const answered = sales.filter(({ id }) => !waiting.has(id));
  return {
    ...frame,
    numbers: numbersOf(facts),
    accepted: answered.filter(({ status }) => status === 'confirmed' || status === 'cancelled').length,
    conflicted: answered.filter(({ status }) => status === 'conflicted').map(({ code }) => code),
    waiting: sales.length - answered.length,
    returned: returnedOf(facts),
    findings: lasting(before, findingsOf(facts)).slice(0, LISTED_MAX),
  };
}

/** Seats the till had of its own, has no more, and has not sold. */
function returnedOf({ entrusted, leases, sales }: DrillFacts): number {
  const sold = new Set(
    sales.flatMap(({ showId, seats }) => seats.map(({ seatId }) => keyOf(showId, seatId))),
  );
  const gone = (showId: ShowId, mine: Leases): number =>
    [...mine.keys()].filter(
      (seatId) => leases.get(showId)?.has(seatId) !== true && !sold.has(keyOf(showId, seatId)),
    ).length;
  return [...entrusted].reduce((sum, [showId, mine]) => sum + gone(showId, mine), 0);
}

const keyOf = (showId: ShowId, seatId: SeatId): string => `${showId} ${seatId}`;
