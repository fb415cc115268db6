import { type Screen, type Seat, SeatType } from '#shared/wire/catalog.ts';
import { SeatId } from '#shared/wire/scalars.ts';
import type { Spot } from './plan.ts';
import { AVAILABLE, SEAT_STATES, type SeatLook, type SeatView } from './seat-view.ts';

type Mark = 'wheelchair' | 'companion' | 'loveSeat' | 'restrictedView' | 'house';
type LegendKey = `type.${SeatType}` | `mark.${Mark}` | `state.${SeatLook}` | 'state.lost' | 'state.unsure';

export type LegendEntry = {
  key: LegendKey;
  seats: readonly { seat: Seat; joined: Spot['joined'] }[];
  view: SeatView;
};

const LEFT_HALF = SeatId.parse('legend-1');
const RIGHT_HALF = SeatId.parse('legend-2');
const plain = (type: SeatType): Seat => ({ id: LEFT_HALF, row: 'A', column: 1, label: '1', type });

const MARKS: readonly { mark: Mark; isOn: (seat: Seat) => boolean }[] = [
  { mark: 'wheelchair', isOn: (seat) => seat.wheelchair === true },
  { mark: 'companion', isOn: (seat) => seat.companion === true },
  { mark: 'loveSeat', isOn: (seat) => seat.partner !== undefined },
  { mark: 'restrictedView', isOn: (seat) => seat.restrictedView === true },
  { mark: 'house', isOn: (seat) => seat.house === true },
];

/** The entries of a screen's legend: the kinds and marks it has, then every state. `isOld`: the picture may be old. */
export function legendOf(screen: Screen, isOld: boolean): readonly LegendEntry[] {
  const types = SeatType.options.filter((type) => screen.seats.some((seat) => seat.type === type));
  const marks = MARKS.filter(({ isOn }) => screen.seats.some(isOn));
  const own = types[0] ?? 'regular';
  return [
    ...types.map((type) => entry(`type.${type}`, plain(type), AVAILABLE)),
    ...marks.map(({ mark }) => markEntry(mark, own)),
    ...SEAT_STATES.filter((state) => state !== 'available').map((state) =>
      entry(`state.${state}`, plain(own), { state }),
    ),
    entry('state.lost', plain(own), { state: 'held', lost: true }),
    ...(isOld ? [entry('state.unsure', plain(own), { state: 'available', unsure: true })] : []),
  ];
}

function entry(key: LegendKey, seat: Seat, view: SeatView): LegendEntry {
  return { key, seats: [{ seat, joined: null }], view };
}

function markEntry(mark: Mark, own: SeatType): LegendEntry {
  if (mark !== 'loveSeat') return entry(`mark.${mark}`, { ...plain(own), [mark]: true }, AVAILABLE);
  const halves: LegendEntry['seats'] = [
    { seat: plain(own), joined: 'right' },
    { seat: { ...plain(own), id: RIGHT_HALF }, joined: 'left' },
  ];
  return { key: 'mark.loveSeat', seats: halves, view: AVAILABLE };
}
