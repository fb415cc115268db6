/** The ESC/POS commands the simulator acts on or must step over, by what follows them. */
export const ESC = 0x1b;
export const GS = 0x1d;
export const FS = 0x1c;
export const DLE = 0x10;

const ascii = (char: string): number => char.charCodeAt(0);
const sizes = (table: Record<string, number>): ReadonlyMap<number, number> =>
  new Map(Object.entries(table).map(([char, count]) => [ascii(char), count]));

/**
 * How many parameter bytes follow a command that nothing is drawn for. Commands that are in no table and have no
 * handler are taken to have none, as printers do: what follows is then printed as text.
 */
export const SKIPPED: Readonly<Record<'esc' | 'gs' | 'fs', ReadonlyMap<number, number>>> = {
  esc: sizes({
    ' ': 1,
    '#': 1,
    $: 2,
    '%': 1,
    '2': 0,
    '3': 1,
    '4': 0,
    '5': 0,
    '<': 0,
    '=': 1,
    '?': 1,
    L: 0,
    R: 1,
    S: 0,
    T: 1,
    U: 1,
    V: 1,
    W: 8,
    '\\': 2,
    '\f': 0,
    r: 1,
    s: 1,
    u: 1,
    v: 0,
    '{': 1,
    z: 1,
  }),
  gs: sizes({
    '"': 0,
    '#': 1,
    $: 2,
    ')': 0,
    ',': 1,
    '0': 0,
    '1': 0,
    ':': 0,
    E: 1,
    F: 1,
    H: 1,
    L: 2,
    P: 2,
    T: 1,
    W: 2,
    '\\': 2,
    '^': 3,
    b: 1,
    g: 4,
    z: 3,
    c: 0,
    f: 1,
    h: 1,
    j: 1,
    w: 1,
    x: 1,
  }),
  fs: sizes({ '!': 1, '&': 0, '-': 1, '.': 0, C: 1, S: 2, W: 1, '?': 2, p: 2, '2': 74 }),
};

/** Bytes of memory one command may fill; what comes beyond is stepped over. */
export const COMMAND_BYTES_MAX = 1024 * 1024;
export const IMAGE_DOTS_MAX = 2_400;
