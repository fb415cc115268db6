import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { ErrorAnswer } from '#shared/wire/messages.ts';
import { DayQuery, DayReport, DrillPage, DrillQuery, HeatQuery, ScreenHeat } from '#shared/wire/reports.ts';
import type { Caller } from '../../engine.ts';
import { askingOf, type Context } from '../context.ts';
import { HttpError } from '../errors.ts';

/** Turnover is for a manager's device, and at a counter for whoever leads there. */
export function mayRead({ device, staff }: Caller): boolean {
  if (device.kind === 'manager') return true;
  return device.kind === 'counter' && staff !== null && staff.role !== 'clerk';
}

const found = <T>(answer: T | null): T => {
  if (answer === null) throw new HttpError(404, 'unknown-cinema', 'There is no such cinema.');
  return answer;
};

/** A cinema's sales by business day. */
export function reportRoutes(app: FastifyInstance, context: Context): void {
  const { engine, gate } = context;
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    await gate.reader(request, reply);
    if (!mayRead(askingOf(request).caller)) {
      throw new HttpError(403, 'not-allowed', 'Only managers and supervisors see the sales of the day.');
    }
  };
  const cinemaOf = (request: FastifyRequest) => askingOf(request).caller.device.cinemaId;
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.route({
    method: 'GET',
    url: '/reports/day',
    onRequest,
    schema: {
      summary: 'The figures of one business day, from what was really paid.',
      querystring: DayQuery,
      response: { 200: DayReport, '4xx': ErrorAnswer },
    },
    handler: async (request) => found(await engine.reports.day(cinemaOf(request), request.query.day)),
  });
  typed.route({
    method: 'GET',
    url: '/reports/day/bookings',
    onRequest,
    schema: {
      summary: 'The bookings behind a figure, the latest money first.',
      querystring: DrillQuery,
      response: { 200: DrillPage, '4xx': ErrorAnswer },
    },
    handler: async (request) => found(await engine.reports.bookings(cinemaOf(request), request.query)),
  });
  typed.route({
    method: 'GET',
    url: '/reports/day/seats',
    onRequest,
    schema: {
      summary: 'Which seats of a screen sold on one business day, and in which turn.',
      querystring: HeatQuery,
      response: { 200: ScreenHeat, '4xx': ErrorAnswer },
    },
    handler: async (request) => {
      const { day, screenId } = request.query;
      return found(await engine.reports.seats(cinemaOf(request), day, screenId));
    },
  });
}
