import { expect, test } from 'vitest';
import { order, SHOW_ID, screen, seatId, show } from '#renderer/replica/testing/house.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { Seatmap } from '#shared/wire/catalog.ts';
import { lostSeats, proposalFor } from './dispute.ts';

const sold = (...seats: string[]): Booking => order(1, 'sale', seats);

/** Seats of the show by who has them, each at revision 2. */
function seatmap(owners: Readonly<Record<string, string>>): Seatmap {
  const booked = Object.entries(owners).map(([id, bookingId]) => [
    id,
    { status: 'booked', rev: 2, bookingId, deviceId: 'till-2' },
  ]);
  return Seatmap.parse({
    id: SHOW_ID,
    showId: SHOW_ID,
    cinemaId: 'cinema-1',
    startsAt: show.startsAt,
    seats: Object.fromEntries(booked),
  });
}

const seatsOf = (proposal: ReturnType<typeof proposalFor>) => proposal?.seats.map(({ seatId: id }) => id);

test('[DSK6] lost is what this till sees in other hands, or in nobody’s', () => {
  const map = seatmap({ A1: 'sale', A2: 'rival' });
  expect([...lostSeats(sold('A1', 'A2', 'A3'), map)]).toEqual(['A2', 'A3']);
  expect([...lostSeats(sold('A1'), null)]).toEqual(['A1']);
});

test('[DSK6] a sale that has all its seats is offered those', () => {
  const map = seatmap({ A1: 'sale', A2: 'sale' });
  expect(proposalFor(sold('A1', 'A2'), screen, map)).toEqual({
    everybodyMoves: false,
    seats: ['A1', 'A2'].map((id) => ({ seatId: seatId(id), ticketType: 'adult', rev: 2 })),
  });
});

test('[DSK6] a lost seat is replaced beside those the party keeps, at the revision this till has seen', () => {
  const map = seatmap({ A1: 'rival', A2: 'sale' });
  expect(proposalFor(sold('A1', 'A2'), screen, map)).toEqual({
    everybodyMoves: false,
    seats: [
      { seatId: seatId('A3'), ticketType: 'adult', rev: 0 },
      { seatId: seatId('A2'), ticketType: 'adult', rev: 2 },
    ],
  });
});

test('[DSK6] nothing is offered that this till knows to be somebody else’s, or that was refused before', () => {
  const map = seatmap({ A1: 'rival', A2: 'rival', A3: 'rival', B3: 'rival' });
  const first = seatsOf(proposalFor(sold('A1', 'A2'), screen, map));
  expect(first).toHaveLength(2);
  const second = seatsOf(proposalFor(sold('A1', 'A2'), screen, map, new Set(first)));
  expect(second).toHaveLength(2);
  expect(second?.filter((id) => first?.includes(id) === true || ['A3', 'B3'].includes(id))).toEqual([]);
});

test('[DSK6] where there is no room nothing is offered', () => {
  const others = Object.fromEntries(screen.seats.map(({ id }) => [id, 'rival']));
  expect(proposalFor(sold('A1', 'A2'), screen, seatmap(others))).toBeNull();
});
