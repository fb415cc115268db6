import { firstValueFrom } from 'rxjs';
import { afterEach, expect, test } from 'vitest';
import { toConfirmed } from '#shared/domain/booking/steps.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { instant, Money, PaymentId } from '#shared/wire/scalars.ts';
import { FakeServer } from '../replica/testing/fake-server.ts';
import { deviceId, order, SHOW_ID, seatId } from '../replica/testing/house.ts';
import { openTill, type Till, until, untilBooking, untilOnline } from '../replica/testing/till.ts';
import type { CommandContext } from './context.ts';
import { hold } from './hold.ts';
import { payCash } from './pay-cash.ts';
import { proposeReseat } from './reseat.ts';
import { sellPromised } from './sell-promised.ts';
import { FakeHost } from './testing/host.ts';

const tills: Till[] = [];
afterEach(async () => {
  await Promise.all(tills.splice(0).map(({ replica }) => replica.close()));
});

const adults = (...seats: string[]) =>
  seats.map((seat) => ({ seatId: seatId(seat), ticketType: 'adult' as const }));

/** Another till sells a seat for cash. */
function sellElsewhere(server: FakeServer, seat: string): void {
  const asked = order(2, 'rival', [seat]);
  const payment = {
    id: PaymentId.parse('rival.p1'),
    tender: 'cash' as const,
    amount: Money.parse(asked.price?.total ?? 0),
    status: 'success' as const,
    at: instant(Date.now()),
  };
  const sale = toConfirmed(asked, deviceId(2), { payments: [payment] });
  server.push('bookings', 2, [{ newDocumentState: sale }]);
}

/** A till that is entrusted with A1. */
async function tillWithSeat() {
  const [server, host] = [new FakeServer(), new FakeHost()];
  const till = await openTill(server, 1);
  tills.push(till);
  const { replica, line } = till;
  const ctx: CommandContext = { replica, bridge: host.bridge, staff: null };
  await untilOnline(till);
  for (const [name, id] of [
    ['cinemas', 'cinema-1'],
    ['tariffs', 'tariff-1'],
    ['screens', 'screen-1'],
    ['shows', SHOW_ID],
    ['movies', 'movie-1'],
    ['seatmaps', SHOW_ID],
  ] as const)
    await until(async () => (await replica.get(name, id)) !== null);
  server.entrust(1, replica.replicaId, 'allotment-1', [seatId('A1')]);
  await until(async () => (await firstValueFrom(replica.ownSeats$(SHOW_ID))).leases.size === 1);
  const sell = async (...seats: string[]): Promise<Booking> => {
    const id = await hold(ctx, { showId: SHOW_ID, seats: adults(...seats) });
    const paid = await payCash(ctx, id);
    const sale = paid.kind === 'no-answer' ? await sellPromised(ctx, id) : paid;
    if (sale.kind !== 'sold') throw new Error(`the sale was ${sale.kind}`);
    return sale.booking;
  };
  const cut = async (): Promise<void> => {
    line.cutNow();
    await until(async () => (await firstValueFrom(replica.connection$)).kind === 'offline');
  };
  /** The line is back; what the server says of sales takes a while. */
  const comeBack = async (): Promise<void> => {
    line.answerDelayMs = (path) => (path === '/bookings/1/push' ? 8_000 : 0);
    line.cut = false;
    await until(async () => (await firstValueFrom(replica.connection$)).kind !== 'offline', 15_000);
  };
  return { server, till, ctx, sell, cut, comeBack };
}

test('[LEA5] what was sold without the line is in no second order, though the server has not answered yet', async () => {
  const { ctx, sell, cut, comeBack } = await tillWithSeat();
  await cut();
  await sell('A1');
  await comeBack();
  const wish = adults('A1', 'A2');
  await expect(hold(ctx, { showId: SHOW_ID, seats: wish })).rejects.toThrow('own-order');
}, 30_000);

test('[LEA5] nor is it held as the replacement for a disputed sale', async () => {
  const { server, till, ctx, sell, cut, comeBack } = await tillWithSeat();
  await cut();
  const { id, seats } = await sell('A2');
  sellElsewhere(server, 'A2');
  till.line.cut = false;
  await untilBooking(till, id, ({ status }) => status === 'conflicted');
  await cut();
  await sell('A1');
  await comeBack();
  const replacement = seats.map((seat) => ({ ...seat, seatId: seatId('A1') }));
  expect(await proposeReseat(ctx, id, replacement)).toMatchObject({ kind: 'refused' });
  expect((await till.replica.get('bookings', id))?.swap).toBeUndefined();
}, 30_000);
