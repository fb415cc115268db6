import { firstValueFrom } from 'rxjs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeServer } from '#renderer/replica/testing/fake-server.ts';
import { SHOW_ID } from '#renderer/replica/testing/house.ts';
import { until } from '#renderer/replica/testing/till.ts';
import { StaffMember } from '#shared/wire/messages.ts';
import { Currency, Money, StaffId } from '#shared/wire/scalars.ts';
import type { Shift } from '#shared/wire/till.ts';
import type { CommandContext } from '../context.ts';
import { hold } from '../hold.ts';
import { payCash } from '../pay-cash.ts';
import { adults, closeDesk, closeDesks, cut, type Desk, openDesk } from '../testing/desk.ts';
import { FakeHost } from '../testing/host.ts';
import { shiftFiguresNow, zOf } from './books.ts';
import { beginShift, closeShift, countShift, mendShifts, moveCash, tendShift } from './shift.ts';

const HOUSE = { zone: 'Europe/Berlin', businessDayEndsAt: '05:00', currency: Currency.parse('EUR') };
const ANNA = StaffMember.parse({ id: 'anna', name: 'Anna', role: 'clerk' });
let server: FakeServer;
let host: FakeHost;

beforeEach(() => {
  server = new FakeServer();
  host = new FakeHost();
});
afterEach(closeDesks);

const anna = ({ ctx }: Desk): CommandContext => ({ ...ctx, staff: ANNA });
const shiftsOf = (desk: Desk): Promise<readonly Shift[]> => firstValueFrom(desk.till.replica.shifts$);
const sell = async (ctx: CommandContext, ...seats: string[]): Promise<void> => {
  const id = await hold(ctx, { showId: SHOW_ID, seats: adults(...seats) });
  expect(await payCash(ctx, id)).toMatchObject({ kind: 'sold' });
};
const move = (id: string, kind: 'float' | 'in' | 'out' | 'drop' | 'no-sale', minor: number) => ({
  id,
  kind,
  amount: Money.parse(minor),
  reason: 'because',
});

test('[TIL20] a person has one shift at a till, however often it is begun', async () => {
  const desk = await openDesk(server, host);
  const ctx = anna(desk);
  const [one, other] = await Promise.all([beginShift(ctx, HOUSE), beginShift(ctx, HOUSE)]);
  expect(other.id).toBe(one.id);
  const ben = { ...ctx, staff: { ...ANNA, id: StaffId.parse('ben') } };
  expect((await beginShift(ben, HOUSE)).id).not.toBe(one.id);
  expect(await shiftsOf(desk)).toHaveLength(2);
  expect(host.journal.filter(({ event }) => event.kind === 'shift')).toHaveLength(2);
});

test('[TIL20] a shift left open by a crash goes on, also where only the journal knew of it', async () => {
  const before = await openDesk(server, host, { name: 'crash' });
  host.death = 'after-journal';
  void beginShift(anna(before), HOUSE);
  await until(async () => host.journal.length === 1);
  await closeDesk(before);
  host.death = null;
  const desk = await openDesk(server, host, { name: 'crash' });
  const again = await beginShift(anna(desk), HOUSE);
  expect(host.journal[0]?.shiftId).toBe(again.id);
  await moveCash(anna(desk), again, move('m1', 'float', 10_000));
  await closeDesk(desk);
  const third = await openDesk(server, host, { name: 'crash' });
  expect(await beginShift(anna(third), HOUSE)).toMatchObject({ id: again.id, float: 10_000 });
});

test('[TIL21] each act on a shift is in the journal before it counts; without the journal nothing moves', async () => {
  const desk = await openDesk(server, host);
  const ctx = anna(desk);
  const shift = await beginShift(ctx, HOUSE);
  host.disk = 'full';
  await expect(moveCash(ctx, shift, move('m1', 'out', 500))).rejects.toThrow();
  expect((await shiftsOf(desk))[0]?.moves).toEqual([]);
  expect(host.drawer).toEqual([]);
  // The host wrote it although its answer got lost: tried again, it counts once.
  host.disk = 'answer-lost';
  await expect(moveCash(ctx, shift, move('m2', 'in', 300))).rejects.toThrow();
  host.disk = 'works';
  await moveCash(ctx, shift, move('m2', 'in', 300));
  await mendShifts(ctx);
  expect((await shiftsOf(desk))[0]?.moves.map(({ id }) => id)).toEqual(['m2']);
  expect(host.drawer).toEqual(['in because']);
});

test('[TIL22] payments carry the shift, and the close tells what was expected only after the count', async () => {
  const desk = await openDesk(server, host);
  const shift = await beginShift(anna(desk), HOUSE);
  const ctx = { ...anna(desk), shiftId: shift.id };
  await moveCash(ctx, shift, move('m1', 'float', 10_000));
  await sell(ctx, 'A1', 'A2');
  await moveCash(ctx, shift, move('m2', 'drop', 1_000));
  const x = await shiftFiguresNow(ctx, shift, HOUSE);
  const [sales] = x.sales;
  expect(x).toMatchObject({
    float: 10_000,
    dropped: 1_000,
    net: sales?.amount,
    tickets: { sold: 2, printed: 2 },
  });
  const counted = await countShift(ctx, shift, [{ value: Money.parse(x.expected - 500), count: 1 }], HOUSE);
  expect(counted).toMatchObject({ difference: -500, mustApprove: false });
  const closed = await closeShift(ctx, shift, counted, HOUSE);
  expect(closed).toMatchObject({ status: 'closed', difference: -500, expected: x.expected });
  if (closed === null) return;
  expect(await zOf(ctx, closed, HOUSE)).toMatchObject({ state: 'final', figures: x, changes: [] });
  // A new shift begins; the closed one says the same for ever.
  expect((await beginShift(ctx, HOUSE)).id).not.toBe(shift.id);
  expect((await shiftsOf(desk)).find(({ id }) => id === shift.id)).toMatchObject({ status: 'closed' });
});

test('[TIL23] a difference beyond the limit closes with a supervisor’s word only', async () => {
  const desk = await openDesk(server, host);
  const ctx = anna(desk);
  const shift = await beginShift(ctx, HOUSE);
  const counted = await countShift(ctx, shift, [{ value: Money.parse(501), count: 1 }], HOUSE);
  expect(counted.mustApprove).toBe(true);
  expect(await closeShift(ctx, shift, counted, HOUSE)).toBeNull();
  const boss = StaffId.parse('sue');
  expect(await closeShift(ctx, shift, counted, HOUSE, boss)).toMatchObject({
    status: 'closed',
    approvedBy: 'sue',
  });
});

test('[TIL24] a Z that was printed without the line is provisional, and reconciled when the server has everything', async () => {
  const desk = await openDesk(server, host);
  const ctx = anna(desk);
  const shift = await beginShift(ctx, HOUSE);
  await cut(desk);
  const counted = await countShift(ctx, shift, [], HOUSE);
  const closed = await closeShift(ctx, shift, counted, HOUSE);
  expect(host.journal.at(-1)?.event).toMatchObject({ event: 'closed', z: { reported: false } });
  if (closed === null) throw new Error('it needs no approval');
  expect(await zOf(ctx, closed, HOUSE)).toMatchObject({ state: 'provisional' });
  desk.till.line.cut = false;
  await until(() => desk.till.replica.journalReported());
  expect(await zOf(ctx, closed, HOUSE)).toMatchObject({ state: 'reconciled' });
});

test('[TIL25] a kiosk’s shift begins by itself, and ends by itself with the business day', async () => {
  const desk = await openDesk(server, host, { kind: 'lobby' });
  const evening = Date.parse('2026-11-23T22:00:00Z');
  const at = (ms: number): CommandContext => ({
    ...desk.ctx,
    replica: { ...desk.ctx.replica, nowMs: () => ms },
  });
  const first = await tendShift(at(evening), HOUSE);
  // Until five in the morning it is still the evening before.
  expect((await tendShift(at(evening + 5 * 3_600_000), HOUSE)).id).toBe(first.id);
  const second = await tendShift(at(evening + 7 * 3_600_000), HOUSE);
  expect([first.businessDay, second.businessDay]).toEqual(['2026-11-23', '2026-11-24']);
  const shifts = await shiftsOf(desk);
  expect(shifts.map(({ id, status }) => [id, status]).sort()).toEqual(
    [
      [first.id, 'closed'],
      [second.id, 'open'],
    ].sort(),
  );
  const closed = shifts.find(({ id }) => id === first.id);
  if (closed === undefined) throw new Error('the first shift is gone');
  expect(await zOf(desk.ctx, closed, HOUSE)).toMatchObject({ figures: { net: 0, expected: 0 } });
});
