import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KIOSK_STEPS } from '#shared/domain/booking/life.ts';
import { isSaidBefore, mergeFromServer } from '#shared/domain/booking/merge.ts';
import { toCancelled, toConfirmed, toPaying, toPending, withSeats } from '#shared/domain/booking/steps.ts';
import { sameJson } from '#shared/domain/equal.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { MiniServer } from '../support/mini-server.ts';
import { NOW_MS, PRICE, payment, request, seat, till, wired } from '../support/world.ts';

const SEATS = ['A1', 'A2', 'A3', 'A4'];
const one = till('till-1', 'counter', 'clerk');
const two = till('till-2', 'counter', 'clerk');

const someSeats = fc.uniqueArray(fc.constantFrom(...SEATS), { minLength: 1, maxLength: 3 });
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('seats' as const), seats: someSeats }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'pay' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'sell' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'back' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'cancel' as const }) },
  { weight: 6, arbitrary: fc.constant({ kind: 'send' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('arrive' as const), which: fc.nat(9), keep: fc.boolean() }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('answer' as const), which: fc.nat(9), lost: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rival' as const), seats: someSeats }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('time' as const), seconds: fc.constantFrom(30, 300, 700) }),
  },
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

/** One till with one booking, its pushes and answers under way, and a server that a rival uses too. */
class Till {
  readonly server = new MiniServer();
  readonly sent: unknown[] = [];
  readonly answers: Booking[] = [];
  readonly captured = new Map<string, number>();
  local: Booking = request(one, 'b1', [seat('A1')]);
  private payments = 0;
  private rivals = 0;

  private mayStep(status: Booking['status']): boolean {
    return this.local.status === status || KIOSK_STEPS[this.local.status].includes(status);
  }

  private seen(ids: readonly string[]) {
    return ids.map((id) => seat(id, this.server.seats.get(seat(id).seatId)?.rev ?? 0));
  }

  act(e: Event): void {
    switch (e.kind) {
      case 'seats':
        if (['requested', 'pending', 'rejected', 'expired'].includes(this.local.status))
          this.local = withSeats(this.local, one.id, this.seen(e.seats));
        return;
      case 'pay':
        if (this.mayStep('paying')) this.local = toPaying(this.local, one.id);
        return;
      case 'back':
        if (this.local.status === 'paying') this.local = toPending(this.local, one.id);
        return;
      case 'sell':
        if (this.local.status === 'paying') this.sell();
        return;
      case 'cancel':
        if (this.mayStep('cancelled') && this.local.status !== 'cancelled')
          this.local = toCancelled(this.local, one.id);
        return;
      case 'send':
        if (this.sent.length < 6) this.sent.push(wired(this.local));
        return;
      case 'arrive':
        this.arrive(e.which, e.keep);
        return;
      case 'answer':
        this.take(e.which, e.lost);
        return;
      case 'rival':
        this.rivals += 1;
        this.server.push(
          two,
          wired(request(two, `rival-${this.rivals}`, this.seen(e.seats), this.server.nowMs)),
        );
        return;
      case 'time':
        this.server.nowMs += e.seconds * 1_000;
        this.server.sweep();
    }
  }

  private sell(): void {
    this.payments += 1;
    const id = `p${this.payments}`;
    const amount = this.local.seats.length * PRICE;
    this.captured.set(id, amount);
    this.local = toConfirmed(this.local, one.id, { payments: [payment(id, amount)] });
  }

  /** A push reaches the server; with `keep` it reaches it again later. */
  private arrive(which: number, keep: boolean): void {
    const index = which % Math.max(1, this.sent.length);
    const raw = this.sent[index];
    if (raw === undefined) return;
    if (!keep) this.sent.splice(index, 1);
    const { answer } = this.server.push(one, raw);
    if (answer !== null && this.answers.length < 6) this.answers.push(answer);
  }

  private take(which: number, lost: boolean): void {
    const [answer] = this.answers.splice(which % Math.max(1, this.answers.length), 1);
    // RxDB never applies an older master over a newer one it has pulled; the replica's own checkpoint sees to that.
    if (answer !== undefined && !lost && answer.rev >= this.local.rev)
      this.local = mergeFromServer(answer, this.local, one.id);
  }

  /** The line is good again: push and merge until both sides say the same. Returns the rounds it took. */
  settle(): number {
    for (let round = 1; round <= 6; round += 1) {
      const { answer } = this.server.push(one, wired(this.local));
      if (answer === null) return round;
      this.local = mergeFromServer(answer, this.local, one.id);
      if (sameJson(this.local, answer)) return round;
    }
    return Number.POSITIVE_INFINITY;
  }
}

function checkSeats(server: MiniServer): void {
  for (const { booking } of server.bookings.values()) {
    const owned = server.ownedBy(booking.id);
    const wants = booking.seats.map((s) => String(s.seatId)).sort();
    if (['pending', 'paying', 'confirmed'].includes(booking.status)) expect(owned).toEqual(wants);
    if (['rejected', 'expired'].includes(booking.status)) expect(owned).toEqual([]);
  }
}

test('[I3] in any interleaving of edits, pushes, answers and repeats no payment disappears and both sides agree', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const till = new Till();
      for (const e of events) {
        till.act(e);
        checkSeats(till.server);
      }
      const wanted = till.local.edit?.n ?? 0;
      expect(till.settle()).toBeLessThanOrEqual(4);
      checkSeats(till.server);
      const end = till.server.booking('b1');
      expect(end).toEqual(till.local);
      // The last thing the person did was judged, not dropped.
      expect(end.edit?.n).toBe(wanted);
      for (const [id, amount] of till.captured) {
        const kept = end.payments.find((p) => p.id === id);
        expect(kept).toMatchObject({ amount, status: 'success' });
      }
      if (till.captured.size > 0)
        expect(['confirmed', 'conflicted', 'paying', 'cancelled']).toContain(end.status);
    }),
    { numRuns: 1_500 },
  );
});

test('[MRG1] an edit made while its predecessor is in flight survives the answer and is pushed again', () => {
  const server = new MiniServer();
  const first = request(one, 'b1', [seat('A1')], NOW_MS);
  const { answer } = server.push(one, wired(first));
  if (answer === null) throw new Error('no answer');
  const local = mergeFromServer(answer, withSeats(first, one.id, [seat('A1'), seat('A2')]), one.id);
  expect(local).toMatchObject({ status: 'requested', rev: 1, seats: [{ seatId: 'A1' }, { seatId: 'A2' }] });
  const second = server.push(one, wired(local)).answer;
  expect(second).toMatchObject({ status: 'pending', seats: [{ seatId: 'A1' }, { seatId: 'A2' }] });
});

test('[MRG2] a payment added while a push is in flight survives the answer', () => {
  const server = new MiniServer();
  const first = request(one, 'b1', [seat('A1')], NOW_MS);
  const pending = server.push(one, wired(first)).answer;
  if (pending === null) throw new Error('no answer');
  const paying = toPaying(pending, one.id);
  const sold = toConfirmed(paying, one.id, { payments: [payment('p1', PRICE)] });
  const answer = server.push(one, wired(paying)).answer;
  if (answer === null) throw new Error('no answer');
  const merged = mergeFromServer(answer, sold, one.id);
  expect(merged).toMatchObject({ status: 'confirmed', payments: [{ id: 'p1' }] });
  expect(server.push(one, wired(merged)).answer).toMatchObject({ status: 'confirmed' });
});

test('[MRG4] of a copy the wishes are its own till’s to say; only its facts are kept', () => {
  const server = new MiniServer();
  const answer = server.push(one, wired(request(one, 'b1', [seat('A1')], NOW_MS))).answer;
  if (answer === null) throw new Error('no answer');
  const newer = { ...withSeats(answer, one.id, [seat('B1')]), payments: [payment('p1', PRICE)] };
  const copied = mergeFromServer(answer, newer, till('till-2').id);
  expect(copied).toEqual({ ...answer, payments: newer.payments });
  expect(mergeFromServer(answer, newer, one.id)).toMatchObject({ seats: [{ seatId: 'B1' }] });
});

test('[MRG5] what was said later has the higher revision or, from a closed server, the later edit', () => {
  const edit = (n: number) => ({ rev: 3, edit: { deviceId: one.id, n } });
  expect(isSaidBefore({ ...edit(9), rev: 2 }, edit(1))).toBe(true);
  expect(isSaidBefore(edit(1), edit(2))).toBe(true);
  expect(isSaidBefore({ rev: 3 }, edit(1))).toBe(true);
  for (const [earlier, later] of [
    [edit(2), edit(2)],
    [edit(3), edit(2)],
    [edit(1), { rev: 2 }],
  ] as const)
    expect(isSaidBefore(earlier, later)).toBe(false);
});

test('[MRG3] what equals the server is the server’s own object again, so replication has nothing left to push', () => {
  const server = new MiniServer();
  const answer = server.push(one, wired(request(one, 'b1', [seat('A1')], NOW_MS))).answer;
  if (answer === null) throw new Error('no answer');
  expect(mergeFromServer(answer, answer, one.id)).toBe(answer);
});
