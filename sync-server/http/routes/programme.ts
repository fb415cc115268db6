import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { businessDayOf, businessDayRange } from '#shared/domain/time.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import { ErrorAnswer } from '#shared/wire/messages.ts';
import type { CinemaId, Day } from '#shared/wire/scalars.ts';
import { CinemaList, type House, ScheduleAnswer, ScheduleQuery } from '#shared/wire/schedule.ts';
import type { Engine } from '../../engine.ts';
import { askingOf, type Context } from '../context.ts';
import { HttpError } from '../errors.ts';

type Programme = Pick<Engine, 'list' | 'now'>;

/** One business day of one cinema, by start and screen; null when there is no such cinema. */
export async function scheduleOf(
  engine: Programme,
  cinemaId: CinemaId,
  wanted: Day | undefined,
): Promise<ScheduleAnswer | null> {
  const cinema = (await engine.list(cinemaId, 'cinemas')).find((one) => one.id === cinemaId);
  if (cinema === undefined) return null;
  const { zone, businessDayEndsAt } = cinema;
  const day = wanted ?? businessDayOf(engine.now(), zone, businessDayEndsAt);
  const { fromMs, toMs } = businessDayRange(day, zone, businessDayEndsAt);

  const shows = (await engine.list(cinemaId, 'shows'))
    .filter((show) => {
      const startsAtMs = Date.parse(show.startsAt);
      return startsAtMs >= fromMs && startsAtMs < toMs;
    })
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt) || a.screenId.localeCompare(b.screenId));
  const played = new Set(shows.map((show) => show.movieId));
  const used = new Set(shows.map((show) => show.screenId));
  const movies = (await engine.list(cinemaId, 'movies')).filter((movie) => played.has(movie.id));
  const screens = (await engine.list(cinemaId, 'screens'))
    .filter((screen) => used.has(screen.id))
    .map(({ id, name }) => ({ id, name }));
  return { cinema: withoutDevices(cinema), day, shows, movies, screens };
}

function withoutDevices(cinema: Cinema): House {
  const { devices: _devices, ...house } = cinema;
  return house;
}

/** The programme of any house of the chain: for reading, sold elsewhere. */
export function programmeRoutes(app: FastifyInstance, context: Context): void {
  const { engine, gate } = context;
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.route({
    method: 'GET',
    url: '/cinemas',
    onRequest: gate.reader,
    schema: {
      summary: 'The cinemas of the chain.',
      response: { 200: CinemaList, '4xx': ErrorAnswer },
    },
    handler: async () => ({ cinemas: (await engine.cinemas()).map(withoutDevices) }),
  });
  typed.route({
    method: 'GET',
    url: '/schedule',
    onRequest: gate.reader,
    schema: {
      summary: "One business day of one cinema; the asking device's own and the present one when left out.",
      querystring: ScheduleQuery,
      response: { 200: ScheduleAnswer, '4xx': ErrorAnswer },
    },
    handler: async (request) => {
      const cinemaId = request.query.cinemaId ?? askingOf(request).caller.device.cinemaId;
      const schedule = await scheduleOf(engine, cinemaId, request.query.day);
      if (schedule === null) throw new HttpError(404, 'unknown-cinema', 'There is no such cinema.');
      return schedule;
    },
  });
}
