import { toConfirmed, toPaying } from '#shared/domain/booking/steps.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { MiniServer } from './mini-server.ts';
import { payment, request, seat, till, wired } from './world.ts';

/** The till most tests sell at. */
export const one = till('till-1');

export function held(server: MiniServer, id = 'b1', ...seats: string[]): Booking {
  const ids = seats.length === 0 ? ['A1', 'A2'] : seats;
  const { answer } = server.push(
    one,
    wired(
      request(
        one,
        id,
        ids.map((s) => seat(s, server.seats.get(seat(s).seatId)?.rev ?? 0)),
      ),
    ),
  );
  if (answer?.status !== 'pending') throw new Error(`not held: ${answer?.status} ${answer?.reason}`);
  return answer;
}

export function sold(server: MiniServer, id = 'b1', ...seats: string[]): Booking {
  const paying = toPaying(held(server, id, ...seats), one.id);
  const { answer } = server.push(one, wired(paying));
  if (answer === null) throw new Error('no answer');
  const due = answer.price?.total ?? 0;
  const sale = toConfirmed(answer, one.id, { payments: [payment(`pay-${id}`, due)] });
  return server.push(one, wired(sale)).answer ?? sale;
}
