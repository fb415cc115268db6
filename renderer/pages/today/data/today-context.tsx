import { createContext, type ReactNode, useContext } from 'react';
import type { Calendar } from '#shared/domain/reports/calendar.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import type { DaySales, Drill } from '#shared/wire/reports.ts';
import type { Compared, DayData } from './day-data.ts';
import type { Labels } from './use-labels.ts';

/** Everything a part of the page works with. */
export type TodayView = {
  readonly cinema: Cinema;
  readonly calendar: Calendar;
  readonly data: DayData;
  /** Last week's same weekday; null while it is not known. */
  readonly before: DaySales | null;
  readonly compared: Compared;
  readonly nowMs: number;
  readonly labels: Labels;
  readonly open: (drill: Drill) => void;
};

const TodayContext = createContext<TodayView | null>(null);

export function TodayProvider(props: { view: TodayView; children: ReactNode }): ReactNode {
  return <TodayContext value={props.view}>{props.children}</TodayContext>;
}

/** Throws outside a `TodayProvider`. */
export function useToday(): TodayView {
  const view = useContext(TodayContext);
  if (view === null) throw new Error('useToday needs a TodayProvider above it');
  return view;
}
