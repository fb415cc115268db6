import { writeSync } from 'node:fs';
import { openEngine } from '../open-engine.ts';
import { ALL_SEATS, caller, furnish, handClock, request, row, silent } from '../store/house.fixture.ts';

/*
 * A server under traffic, to be killed: eight clients hold and release seats of the cinema in the database named on
 * the command line. Every answer is told on standard output after it has left the engine, one JSON line each.
 */
const [, , file = ''] = process.argv;
const engine = await openEngine({ file, log: silent, clock: handClock() });
await furnish(engine);

const tell = (line: object): void => {
  writeSync(1, `${JSON.stringify(line)}\n`);
};

async function client(n: number): Promise<never> {
  const who = caller(`till-${n}`);
  const seats = ALL_SEATS.slice(n * 5, n * 5 + 3);
  for (let rev = 0; ; rev += 2) {
    const wanted = request(seats.map((seatId) => ({ seatId, rev })));
    const [held] = await engine.push(who, 'bookings', [row(wanted)]);
    tell({ id: wanted.id, status: held?.['status'], rev: held?.['rev'], seats, seatRev: rev + 1 });
    const [freed] = await engine.push(who, 'bookings', [row({ ...held, status: 'cancelled' })]);
    tell({ id: wanted.id, status: freed?.['status'], rev: freed?.['rev'], seats, seatRev: rev + 2 });
  }
}

await Promise.all(Array.from({ length: 8 }, (_, n) => client(n)));
