import { join } from 'node:path';
import { pino } from 'pino';
import { addDays } from '#shared/domain/time.ts';
import { DayReport } from '#shared/wire/reports.ts';
import type { Day } from '#shared/wire/scalars.ts';
import { openEngine } from '#sync-server/open-engine.ts';
import { startServer } from '#test/support/processes.ts';
import { type Bench, insist, type Run } from '../bench.ts';
import { median, type Outcome, quantile, timed, within } from '../figures.ts';
import { leaveNothing } from '../leftovers.ts';
import { CINEMA_ID, type Programme, programmeOf } from '../world/catalogue.ts';
import { enrolAt } from '../world/house.ts';
import { daysBefore, sellDay, type Trade, todayOf } from './past.ts';

const SCREENS = 20;
const LIMIT_MS = 300;
/** A day that is measured: five shows a screen, more than half of the seats sold. */
const BUSY: Trade = { shows: SCREENS * 5, orders: 60 };
/** Every other day of two years: enough to be in the way of whoever looks through all of it. */
const THIN: Trade = { shows: 10, orders: 20 };
const WEEK = 7;
/** The server looks into books again that it opened a moment ago. */
const FORGOTTEN_MS = 5_500;

type Sizes = {
  readonly days: number;
  readonly asked: number;
  readonly rounds: number;
  readonly busy: Trade;
};
const FULL: Sizes = { days: 730, asked: WEEK, rounds: 3, busy: BUSY };
const QUICK: Sizes = { days: 10, asked: 1, rounds: 1, busy: { shows: 20, orders: 3 } };

type Past = { readonly code: string; readonly orders: number; readonly today: Day };

/** Two years of sales. Today's last shows are yet to come, and sold. */
async function furnish(file: string, programme: Programme, sizes: Sizes, run: Run): Promise<Past> {
  const engine = await openEngine({ file, log: pino({ level: 'warn' }, pino.destination(2)) });
  try {
    await engine.put(CINEMA_ID, 'cinemas', [programme.cinema]);
    await engine.put(CINEMA_ID, 'tariffs', [programme.tariff]);
    await engine.put(CINEMA_ID, 'movies', programme.movies);
    await engine.put(CINEMA_ID, 'screens', programme.screens);
    const today = todayOf(programme, engine.now());
    let orders = 0;
    for (const [at, day] of [today, ...daysBefore(today, sizes.days)].entries()) {
      if (at % 100 === 0) run.say(`${at} of ${sizes.days} days sold`);
      orders += await sellDay(engine, programme, day, at < sizes.asked + WEEK ? sizes.busy : THIN);
    }
    const [code = ''] = await engine.registry.createCodes(CINEMA_ID, 'manager', 1);
    return { code, orders, today };
  } finally {
    await engine.close();
  }
}

/** A day and last week's same weekday, asked for together as the page does; checked against what was sold. */
async function ask(url: string, token: string, day: Day, busy: Trade): Promise<number> {
  const startedMs = performance.now();
  const answers = await Promise.all(
    [day, addDays(day, -WEEK)].map(async (one) => {
      const response = await fetch(`${url}/reports/day?day=${one}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      insist(response.ok, `the sales of ${one} were answered ${response.status}`);
      return response.json();
    }),
  );
  const tookMs = performance.now() - startedMs;
  for (const answer of answers) {
    const { sales } = DayReport.parse(answer);
    const sold = busy.shows * busy.orders;
    insist(sales.bookings === sold, `${sales.day} has ${sales.bookings} bookings, and ${sold} were sold`);
  }
  return tookMs;
}

async function run(run: Run): Promise<Outcome> {
  const sizes = run.quick ? QUICK : FULL;
  const db = join(run.folder, 'today.sqlite');
  const size = { screens: SCREENS, seatsPerScreen: 300, shows: 0, largeScreenSeats: 0 };
  const { code, orders, today } = await furnish(db, programmeOf(size, Date.now()), sizes, run);
  const { url, program } = await startServer({ db, demo: false });
  leaveNothing(() => program.child.kill('SIGKILL'));
  try {
    const { token } = await enrolAt(url, code, 'Manager');
    const days = [today, ...daysBefore(today, sizes.asked - 1)];
    const values: number[] = [];
    for (let round = 1; round <= sizes.rounds; round += 1) {
      run.say(`round ${round} of ${sizes.rounds}`);
      for (const day of days) values.push(await ask(url, token, day, sizes.busy));
      await new Promise((resolve) => setTimeout(resolve, FORGOTTEN_MS));
    }
    const what = 'a day’s sales and last week’s, asked to answered';
    const note = `${sizes.busy.shows * sizes.busy.orders} orders a day, ${orders} in ${sizes.days} days`;
    return {
      figures: [timed(what, values, note)],
      targets: [
        within('P10', `${what}, median`, median(values), LIMIT_MS),
        within('P10', `${what}, p99`, quantile(values, 0.99), LIMIT_MS),
      ],
    };
  } finally {
    await program.stop();
  }
}

export const todayBench: Bench = {
  name: 'today',
  about: 'a business day’s figures for a cinema of twenty screens with two years of sales',
  run,
};
