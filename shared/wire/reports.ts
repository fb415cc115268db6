import { z } from 'zod';
import { Booking } from './booking.ts';
import { Currency, Day, Instant, MovieId, ScreenId, SeatId, ShortText, ShowId, StaffId } from './scalars.ts';

/** Sums of money, in minor units: `refunds` is positive, `net` = `gross` − `refunds`. */
export const Figures = z.object({
  gross: z.int(),
  refunds: z.int(),
  net: z.int(),
  ticketsSold: z.int(),
  ticketsUndone: z.int(),
});
export type Figures = z.infer<typeof Figures>;

/** One bar of a breakdown; `key` is an id, an hour, a tender … `null` where the money names none. */
export const Bar = Figures.extend({ key: z.string().max(64).nullable() });
export type Bar = z.infer<typeof Bar>;

/** Tax contained in the day's net takings, by rate in basis points. */
export const TaxFigure = z.object({ rate: z.int(), net: z.int(), tax: z.int() });
export type TaxFigure = z.infer<typeof TaxFigure>;

const seatCounts = { sold: z.int().min(0), seats: z.int().min(0) };
/** Seats sold of seats there are. */
export const SeatCount = z.object(seatCounts);
export type SeatCount = z.infer<typeof SeatCount>;

/** Breakdowns that group a day's money, each summing to the same total. */
export const DIMENSIONS = [
  'hour',
  'movie',
  'show',
  'screen',
  'ticketType',
  'tender',
  'channel',
  'clerk',
  'device',
] as const;
export const Dimension = z.enum(DIMENSIONS);
export type Dimension = z.infer<typeof Dimension>;

const bars = z.array(Bar).max(2_000);

/** A business day's sales. */
export const DaySales = z.object({
  day: Day,
  currency: Currency,
  total: Figures,
  /** Bookings with money on this day. */
  bookings: z.int().min(0),
  /** Refunds paid on this day. */
  refundsPaid: z.int().min(0),
  /** By quarter hour of the day, `HH:MM` local, in the order of the business day. */
  byQuarter: bars,
  by: z.record(Dimension, bars),
  tax: z.array(TaxFigure).max(50),
  /** Payments and refunds in these figures that only a till's journal or only a booking knows, and their net. */
  provisional: z.object({ count: z.int().min(1), net: z.int() }).exactOptional(),
  /** Of the shows that start on this business day. */
  occupancy: SeatCount.extend({ shows: z.array(z.object({ showId: ShowId, ...seatCounts })).max(2_000) }),
});
export type DaySales = z.infer<typeof DaySales>;

/** What names a show in a report. */
export const ReportShow = z.object({
  id: ShowId,
  movieId: MovieId,
  screenId: ScreenId,
  startsAt: Instant,
  number: z.int(),
});
export type ReportShow = z.infer<typeof ReportShow>;

/** `GET /reports/day?day=`: the asking device's cinema. */
export const DayQuery = z.object({ day: Day });
export const DayReport = z.object({
  sales: DaySales,
  /** Every show that the figures name. */
  shows: z.array(ReportShow).max(5_000),
  staff: z.array(z.object({ id: StaffId, name: ShortText })).max(500),
  /** When it was reckoned, by the server's clock. */
  asOf: Instant,
});
export type DayReport = z.infer<typeof DayReport>;

/** What stands behind a figure: everything, the refunds, or one bar of a breakdown (`key` absent: the bar without one). */
export const Drill = z.object({
  dimension: z.enum([...DIMENSIONS, 'all', 'refunds']),
  key: z.string().max(64).nullable(),
});
export type Drill = z.infer<typeof Drill>;

/** Bookings in one answer of {@link DrillPage}. */
export const DRILL_PAGE_MAX = 200;
/** `GET /reports/day/bookings?day=&dimension=&key=&from=&limit=`. */
export const DrillQuery = z.object({
  day: Day,
  dimension: Drill.shape.dimension.default('all'),
  key: z.string().max(64).optional(),
  from: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(DRILL_PAGE_MAX).default(50),
});
export type DrillQuery = z.infer<typeof DrillQuery>;
/** One booking behind a figure, with its part of it. */
export const DrillEntry = z.object({
  booking: Booking,
  figures: Figures,
  /** The latest of its money in this figure. */
  at: Instant,
});
export type DrillEntry = z.infer<typeof DrillEntry>;
export const DrillPage = z.object({
  total: z.int().min(0),
  entries: z.array(DrillEntry).max(DRILL_PAGE_MAX),
  shows: z.array(ReportShow).max(DRILL_PAGE_MAX),
});
export type DrillPage = z.infer<typeof DrillPage>;

/** How one seat of a screen sold on one day. */
export const SeatHeat = z.object({
  seatId: SeatId,
  /** Shows for which it was sold. */
  sold: z.int().min(0),
  /** When it sold, on average: 0 the first of its show, 1 the last. */
  turn: z.number().min(0).max(1),
});
export type SeatHeat = z.infer<typeof SeatHeat>;
/** `GET /reports/day/seats?day=&screenId=`. */
export const HeatQuery = z.object({ day: Day, screenId: ScreenId });
export const ScreenHeat = z.object({
  screenId: ScreenId,
  /** Shows on this screen on this day, cancelled ones left out. */
  shows: z.int().min(0),
  seats: z.array(SeatHeat).max(2_000),
});
export type ScreenHeat = z.infer<typeof ScreenHeat>;
