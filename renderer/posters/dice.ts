/** Chance that is the same every time: a poster is thrown once, by its movie. */
export type Dice = {
  /** From 0 (included) to 1 (excluded). */
  next: () => number;
  /** A number from `low` to `high`. */
  between: (low: number, high: number) => number;
  /** A whole number from `low` to `high`, both included. */
  whole: (low: number, high: number) => number;
  pick: <Item>(items: readonly [Item, ...Item[]]) => Item;
};

/** Dice thrown by a number and a text: equal ones fall alike, on every machine. */
export function createDice(seed: number, text: string): Dice {
  let state = mixed(seed, text);
  // Mulberry32: small, fast and even enough for pictures.
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number): number => low + next() * (high - low);
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return { next, between, whole, pick: (items) => items[Math.floor(next() * items.length)] ?? items[0] };
}

/** FNV-1a over the seed and the text. */
function mixed(seed: number, text: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const sign of `${seed}:${text}`) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return hash;
}
