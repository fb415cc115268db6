import { Screen, type SeatType } from '#shared/wire/catalog.ts';
import { SeatId } from '#shared/wire/scalars.ts';

/**
 * A screen drawn as text, front row first, for tests a manager can read: `.` regular, `P` premium, `V` vip,
 * `L` half of a love seat (two and two), `W` wheelchair, `C` companion, `H` house, `B` broken, `R` restricted view,
 * `x` sold, blank: no seat. The seat in row A, third column, is `A3`.
 */
export type Drawn = {
  readonly screen: Screen;
  readonly isFree: (seatId: SeatId) => boolean;
  readonly lines: readonly string[];
};

export function drawn(...lines: string[]): Drawn {
  const rows = lines.map((_, at) => String.fromCharCode(65 + at));
  const taken = new Set<string>();
  const seats = lines.flatMap((line, at) => {
    const row = rows[at] ?? '';
    let halves = 0;
    return line.split('').flatMap((sign, column) => {
      if (sign === ' ') return [];
      const id = `${row}${column + 1}`;
      if (sign === 'x') taken.add(id);
      if (sign === 'L') halves++;
      const partner = `${row}${halves % 2 === 1 ? column + 2 : column}`;
      return [{ id, row, column: column + 1, label: id, type: typeOf(sign), ...marks(sign, partner) }];
    });
  });
  const screen = Screen.parse({
    id: 'screen-1',
    cinemaId: 'cinema-1',
    name: 'Screen 1',
    curve: 0,
    cleaningMinutes: 15,
    rows,
    seats,
  });
  return { screen, isFree: (seatId) => !taken.has(seatId), lines };
}

/** The drawing with the chosen seats as `o`. */
export function picture(layout: Drawn, chosen: readonly SeatId[]): string[] {
  const signs = layout.lines.map((line) => line.split(''));
  for (const seatId of chosen) {
    const line = signs[seatId.charCodeAt(0) - 65];
    if (line !== undefined) line[Number(seatId.slice(1)) - 1] = 'o';
  }
  return signs.map((line) => line.join(''));
}

export function seat(text: string): SeatId {
  return SeatId.parse(text);
}

function typeOf(sign: string): SeatType {
  if (sign === 'P') return 'premium';
  if (sign === 'V') return 'vip';
  return 'regular';
}

function marks(sign: string, partner: string): Record<string, boolean | string> {
  const known: Record<string, Record<string, boolean | string>> = {
    L: { partner },
    W: { wheelchair: true },
    C: { companion: true },
    H: { house: true },
    B: { broken: true },
    R: { restrictedView: true },
  };
  return known[sign] ?? {};
}
