import type { DaySales, Drill, DrillPage, ReportShow, ScreenHeat } from '#shared/wire/reports.ts';
import type { Day, ScreenId, StaffId } from '#shared/wire/scalars.ts';
import type { Answer } from '../../server/ask.ts';

/** One business day as the page shows it, wherever it comes from. */
export type DayData = {
  readonly source: 'replica' | 'server';
  readonly sales: DaySales;
  /** Shows that the figures name. */
  readonly shows: ReadonlyMap<string, ReportShow>;
  readonly asOfMs: number;
  /** The bookings behind a figure, from the given place on. */
  bookings(drill: Drill, from: number, limit: number): Promise<Answer<DrillPage>>;
  seats(screenId: ScreenId): Promise<Answer<ScreenHeat>>;
};

/** A day that is wanted, as far as it is known. */
export type DayState =
  | { readonly kind: 'ready'; readonly data: DayData }
  | { readonly kind: 'asking' }
  | { readonly kind: 'no-line' }
  | { readonly kind: 'refused'; readonly message: string };

export type StaffNames = ReadonlyMap<StaffId, string>;

/** What is compared: the day, and last week's same weekday up to the same time of day. */
export type Compared = {
  readonly day: Day;
  readonly isToday: boolean;
  /** `HH:MM` up to which the other day counts; null: all of it. */
  readonly until: string | null;
};
