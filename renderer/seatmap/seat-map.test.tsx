import i18next from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { expect, test } from 'vitest';
import { en } from '#renderer/i18n/en/index.ts';
import { seatNumber } from '#shared/domain/catalog.ts';
import { Screen, type Seat, SeatType } from '#shared/wire/catalog.ts';
import { SeatId } from '#shared/wire/scalars.ts';
import { SeatLegend } from './legend.tsx';
import { legendOf } from './legend-entries.ts';
import { SeatMap } from './seat-map.tsx';
import { createSeatStore } from './seat-store.ts';
import type { SeatView } from './seat-view.ts';
import { badgeOf, PLACE_SHAPE, seatShape, signOf } from './shapes.ts';

await i18next.use(initReactI18next).init({ lng: 'en', resources: { en } });

const screen = Screen.parse({
  id: 's',
  cinemaId: 'c',
  name: 'Screen 3',
  rows: ['A', 'B'],
  curve: 40,
  cleaningMinutes: 10,
  seats: [
    { id: 'A1', row: 'A', column: 1, label: '1', type: 'regular', wheelchair: true },
    { id: 'A2', row: 'A', column: 2, label: 'A2', type: 'regular', companion: true },
    { id: 'B1', row: 'B', column: 1, label: '1', type: 'premium', partner: 'B2' },
    { id: 'B2', row: 'B', column: 2, label: '2', type: 'premium', partner: 'B1' },
  ],
});
const regular: Seat = { id: SeatId.parse('A1'), row: 'A', column: 1, label: '1', type: 'regular' };

test('[MAP11] every seat is a button with the name the page gives it', () => {
  const source = createSeatStore(new Map([[SeatId.parse('B1'), { state: 'mine' }]]));
  const map = renderToStaticMarkup(
    <SeatMap
      screen={screen}
      source={source}
      describe={(seat, view) => `Row ${seat.row}, seat ${seatNumber(seat)}, ${seat.type}, ${view.state}`}
      onToggle={() => {}}
    />,
  );
  const buttons = map.match(/<g role="button"[^>]*>/g) ?? [];
  expect(buttons).toHaveLength(4);
  expect(buttons[1]).toMatch(/aria-label="Row A, seat 2, regular, available".*aria-pressed="false"/);
  expect(buttons[2]).toMatch(/aria-label="Row B, seat 1, premium, mine".*aria-pressed="true"/);
  expect(map).toContain('aria-label="Seat map of Screen 3"');
});

test('[MAP2] the map stays left-to-right on a right-to-left page', () => {
  const map = renderToStaticMarkup(
    <SeatMap screen={screen} source={createSeatStore()} describe={() => 'seat'} onToggle={() => {}} />,
  );
  expect(map).toMatch(/<div dir="ltr" class="seatmap/);
});

test('[MAP12] kinds of seats differ in shape, marks in their badge, states in sign, fill or line', () => {
  const shapes = [...SeatType.options.map((type) => seatShape(type, null)), PLACE_SHAPE].map((shape) =>
    JSON.stringify(shape),
  );
  expect(new Set(shapes).size).toBe(SeatType.options.length + 1);

  const badges = [{ companion: true }, { restrictedView: true }, { house: true }, {}].map((mark) =>
    badgeOf({ ...regular, ...mark }),
  );
  expect(new Set(badges).size).toBe(4);

  const signed: readonly SeatView[] = [
    { state: 'mine' },
    { state: 'asked' },
    { state: 'blocked' },
    { state: 'held', lost: true },
  ];
  const signs = signed.map((view) => signOf(regular, view));
  expect(signs.every((sign) => sign !== null)).toBe(true);
  expect(new Set(signs).size).toBe(4);
  expect(signOf(regular, { state: 'available' })).toBeNull();
});

test('[MAP13] the legend shows the kinds and marks this screen has, and every state', () => {
  expect(legendOf(screen, false).map((entry) => entry.key)).toEqual([
    'type.regular',
    'type.premium',
    'mark.wheelchair',
    'mark.companion',
    'mark.loveSeat',
    'state.asked',
    'state.mine',
    'state.held',
    'state.booked',
    'state.blocked',
    'state.lost',
  ]);
  const legend = renderToStaticMarkup(<SeatLegend screen={screen} />);
  for (const words of ['Wheelchair place', 'Love seat', 'Held by others', 'Just taken']) {
    expect(legend).toContain(words);
  }
});

test.each([
  ['F', '12', '12'],
  ['F', 'F12', '12'],
  ['F', 'F-12', '12'],
])('[MAP13] in row %s the seat labelled %s carries the number %s', (row, label, number) => {
  expect(seatNumber({ ...regular, row, label })).toBe(number);
});
