import { afterEach, expect, test } from 'vitest';
import { FakeServer } from './testing/fake-server.ts';
import { order } from './testing/house.ts';
import { openTill, type Till, until, untilBooking } from './testing/till.ts';

let till: Till | null = null;
afterEach(() => till?.replica.close());

test('[REP13] an empty replica fills what a page shows first; past bookings come after it', async () => {
  till = await openTill(new FakeServer(), 1);
  const { line } = till;
  await until(() => line.asked.includes('/bookings/1/pull'));
  const before = line.asked.slice(0, line.asked.indexOf('/bookings/1/pull'));
  for (const name of ['cinemas', 'screens', 'movies', 'shows', 'tariffs', 'seatmaps'])
    expect(before).toContain(`/${name}/1/pull`);
});

test('[REP13] what stands still does not keep the bookings waiting for ever, and sales do not wait at all', async () => {
  const server = new FakeServer();
  till = await openTill(server, 1);
  const { line, replica } = till;
  line.fate = (path) => (path.startsWith('/seatmaps/') ? 'request-lost' : 'passes');
  await replica.insertBooking(order(1, 'booking-1', ['A1']));
  await untilBooking(till, order(1, 'booking-1', ['A1']).id, ({ status }) => status === 'pending');
  expect(line.asked).not.toContain('/bookings/1/pull');
  await until(() => line.asked.includes('/bookings/1/pull'), 8_000);
}, 15_000);
