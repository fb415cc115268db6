import { bestAvailable } from '#shared/domain/seating/best.ts';
import type { Screen } from '#shared/wire/catalog.ts';
import { CinemaId, ScreenId, type SeatId } from '#shared/wire/scalars.ts';
import { chanceFrom } from '#sync-server/programme/chance.ts';
import { screenWith } from '#sync-server/programme/layout.ts';
import { type Bench, insist, type Run } from './bench.ts';
import { median, type Outcome, timed, within } from './figures.ts';

const SEATS = 1_000;
const PARTY = { size: 6 };
const LIMIT_MS = 2;

/** Auditoriums in which seats are taken at random: nothing can be learnt from one for the next. */
function soldOf(screen: Screen, share: number, seed: number): ReadonlySet<SeatId> {
  const chance = chanceFrom(seed);
  return new Set(screen.seats.filter(() => chance.maybe(share)).map(({ id }) => id));
}

function measure(screen: Screen, share: number, times: number): number[] {
  const houses = Array.from({ length: 20 }, (_, seed) => soldOf(screen, share, seed));
  const values: number[] = [];
  for (let n = -Math.floor(times / 5); n < times; n += 1) {
    const sold = houses[Math.abs(n) % houses.length] ?? new Set();
    const startedMs = performance.now();
    const best = bestAvailable({
      screen,
      isFree: (seat) => !sold.has(seat),
      party: PARTY,
      keepAccessibleFree: true,
    });
    // The first ones only warm up.
    if (n >= 0) values.push(performance.now() - startedMs);
    insist(best === null || best.seatIds.every((seat) => !sold.has(seat)), 'a sold seat was offered');
    insist(share > 0 || best?.seatIds.length === PARTY.size, 'an empty house has no six seats');
  }
  return values;
}

async function run({ quick, say }: Run): Promise<Outcome> {
  const screen = screenWith({
    id: ScreenId.parse('large'),
    cinemaId: CinemaId.parse('bench'),
    name: 'Large',
    seats: SEATS,
    seed: 1,
    cleaningMinutes: 15,
  });
  const times = quick ? 50 : 1_000;
  const houses = [
    { name: 'empty', share: 0 },
    { name: '30 % sold', share: 0.3 },
    { name: '80 % sold', share: 0.8 },
  ].map(({ name, share }) => {
    say(`${SEATS} seats, ${name}`);
    return { name, values: measure(screen, share, times) };
  });
  return {
    figures: houses.map(({ name, values }) => timed(`best six of ${SEATS} seats, ${name}`, values)),
    targets: houses.map(({ name, values }) =>
      within('P9', `best available, 1,000 seats, party of 6, ${name}, median`, median(values), LIMIT_MS),
    ),
  };
}

export const bestAvailableBench: Bench = {
  name: 'best',
  about: 'best available seats for a party of six in 1,000 seats',
  run,
};
