import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openEngine } from '../open-engine.ts';
import { CINEMA, handClock, SHOW, silent, temporaryDirectory } from '../store/house.fixture.ts';

const Told = z.object({
  id: z.string(),
  status: z.enum(['pending', 'cancelled']),
  rev: z.int(),
  seats: z.array(z.string()),
  seatRev: z.int(),
});

/** Runs a server under traffic on `file` and kills it without warning after `answers` answers; what it had told. */
async function killedAfter(file: string, answers: number): Promise<z.infer<typeof Told>[]> {
  const script = fileURLToPath(new URL('./durability-child.fixture.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told: z.infer<typeof Told>[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    told.push(Told.parse(JSON.parse(line)));
    if (told.length === answers) child.kill('SIGKILL');
  }
  return told;
}

test.each([1, 40, 333])(
  '[I6] a server killed under traffic, after %i answers, has kept everything it answered',
  async (answers) => {
    const directory = temporaryDirectory();
    const file = directory.file('server.sqlite');
    const told = await killedAfter(file, answers);
    expect(told.length).toBeGreaterThanOrEqual(answers);

    const engine = await openEngine({ file, log: silent, clock: handClock() });
    const bookings = new Map<string, { rev: number; status: string }>(
      (await engine.list(CINEMA, 'bookings')).map((booking) => [booking.id, booking]),
    );
    const seats: Readonly<Record<string, { rev: number; bookingId?: string | undefined; status: string }>> =
      (await engine.list(CINEMA, 'seatmaps')).find(({ id }) => id === SHOW)?.seats ?? {};
    for (const { id, status, rev, seats: names, seatRev } of told) {
      const stored = bookings.get(id);
      expect(stored?.rev).toBeGreaterThanOrEqual(rev);
      if (stored?.rev === rev) expect(stored.status).toBe(status);
      for (const name of names) expect(seats[name]?.rev).toBeGreaterThanOrEqual(seatRev);
    }
    // Nothing half-written: what is held is held whole, by a booking that says so.
    for (const seat of Object.values(seats))
      if (seat.status === 'held') expect(bookings.get(seat.bookingId ?? '')?.status).toBe('pending');
    await engine.close();
    directory.remove();
  },
  30_000,
);
