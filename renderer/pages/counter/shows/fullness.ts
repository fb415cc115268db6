/** How full a show is. Seats that are held count as taken: they are not to be had just now. */
export type Fullness = { readonly sold: number; readonly held: number; readonly total: number };
export type FullnessLevel = 'empty' | 'filling' | 'nearly-full' | 'full' | 'unknown';

const NEARLY_FULL_SHARE = 0.85;
const FILLING_SHARE = 0.4;

export function freeSeats(fullness: Fullness): number {
  return Math.max(0, fullness.total - fullness.sold - fullness.held);
}

export function fullnessLevel(fullness: Fullness | null): FullnessLevel {
  if (fullness === null || fullness.total === 0) return 'unknown';
  const share = (fullness.sold + fullness.held) / fullness.total;
  if (share >= 1) return 'full';
  if (share >= NEARLY_FULL_SHARE) return 'nearly-full';
  return share >= FILLING_SHARE ? 'filling' : 'empty';
}
