import type { Movie } from '#shared/wire/catalog.ts';
import type { BookingId } from '#shared/wire/scalars.ts';

/** From this certificate on the counter asks; younger limits are left to the parents and the door. */
export const AGE_ASKED_FROM = 15;

/** The age to ask for, once per order; null: nothing (any more) to ask. */
export function ageAsked(
  movie: Pick<Movie, 'ageLimit'> | null,
  orderId: BookingId | null,
  checked: readonly BookingId[],
): number | null {
  const age = movie?.ageLimit ?? 0;
  if (age < AGE_ASKED_FROM || orderId === null || checked.includes(orderId)) return null;
  return age;
}
