import { z } from 'zod';
import { Cinema, Movie, Screen, Show } from './catalog.ts';
import { CinemaId, Day } from './scalars.ts';

/** A cinema of the chain as the others see it: without its devices. */
export const House = z.object(Cinema.shape).omit({ devices: true });
export type House = z.infer<typeof House>;

/** `GET /cinemas`. */
export const CinemaList = z.object({ cinemas: z.array(House) });

export const ScheduleQuery = z.object({
  cinemaId: CinemaId.optional(),
  /** A business day of that cinema; its present one when left out. */
  day: Day.optional(),
});

/** `GET /schedule`: one business day of one cinema, for reading only. */
export const ScheduleAnswer = z.object({
  cinema: House,
  day: Day,
  /** By start, then by screen. */
  shows: z.array(Show),
  movies: z.array(Movie),
  screens: z.array(z.object(Screen.shape).pick({ id: true, name: true })),
});
export type ScheduleAnswer = z.infer<typeof ScheduleAnswer>;
