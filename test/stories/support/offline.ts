import { expect, type Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { House, Till } from './house.ts';

/** How long a till may take to pull what the server has just written: pokes come ten times a second. */
const PULL_MS = 1_500;

/** Waits until every device of the house that sells has been entrusted seats, and has heard of it. */
export async function entrusted(house: House, page: Page): Promise<void> {
  const count = (): number => {
    const db = new Database(house.db, { readonly: true });
    try {
      return z.int().parse(db.prepare('SELECT count(*) FROM allotted_seats').pluck().get());
    } finally {
      db.close();
    }
  };
  // Shows are gone through one after another: when nothing is added any more, every show has had its turn.
  let before = -1;
  await expect
    .poll(
      () => {
        const now = count();
        const isDone = now > 0 && now === before;
        before = now;
        return isDone;
      },
      { timeout: 60_000, intervals: [2_500] },
    )
    .toBe(true);
  await page.waitForTimeout(PULL_MS);
}

export const offline = (page: Page): Promise<void> =>
  expect(page.getByText(/Offline since/).first()).toBeVisible();

export const online = (page: Page): Promise<void> =>
  expect(page.getByText('Online', { exact: true }).first()).toBeVisible({ timeout: 20_000 });

/** Ids of seats side by side that are the till's own: it can only tell them from others while its line is cut. */
export async function safeRun(till: Till, length: number): Promise<string[]> {
  till.line.cut();
  await offline(till.page);
  const free = till.page.getByRole('button', { name: /^Row [A-Z]+, seat [A-Z]*\d+, \w+, available/ });
  await expect(free.first()).toBeVisible();
  const ids = await free.evaluateAll((seats) => seats.map((seat) => seat.getAttribute('data-seat') ?? ''));
  till.line.mend();
  await online(till.page);
  for (let from = 0; from + length <= ids.length; from += 1) {
    const run = ids.slice(from, from + length);
    const numbers = run.map((id) => Number(id.replace(/^[A-Z]+/, '')));
    const rows = new Set(run.map((id) => id.replace(/\d+$/, '')));
    if (rows.size === 1 && numbers.every((n, i) => n === (numbers[0] ?? 0) + i)) return run;
  }
  throw new Error(`no ${length} own seats side by side`);
}

const Enrolled = z.object({ token: z.string() });
const Cinemas = z.object({
  documents: z.array(z.object({ devices: z.array(z.object({ id: z.string(), name: z.string() })) })),
});

/** A manager takes back the seats a till is entrusted with. */
export async function revoke(house: House, name: string): Promise<void> {
  const ask = async (path: string, init: RequestInit): Promise<unknown> => {
    const response = await fetch(`${house.url}${path}`, init);
    expect(response.ok, `${path} was answered ${response.status}`).toBe(true);
    return response.json();
  };
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ code: house.code('manager'), name: 'Office' });
  const { token } = Enrolled.parse(await ask('/enrol', { method: 'POST', headers: json, body }));
  const headers = { authorization: `Bearer ${token}` };
  const { documents } = Cinemas.parse(await ask('/cinemas/1/pull?limit=10', { headers }));
  const device = documents.flatMap(({ devices }) => devices).find((one) => one.name === name);
  await ask(`/admin/devices/${device?.id ?? ''}/revoke`, { method: 'POST', headers });
}
