import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT } from '../support/source.ts';
import { expect, signIn, test } from './support/house.ts';
import { chooseDay, dayAhead, freeRun, order, seatOf, sellExact } from './support/steps.ts';

const DATA = resolve(ROOT, '../shared/data/cinema-schedules');
const PROGRAMMES = [
  { file: 'cineworld-o2-greenwich.json', name: 'The O2', city: 'Greenwich' },
  { file: 'odeon-kingston.json', name: 'Rotunda', city: 'Kingston' },
];

for (const { file, name, city } of PROGRAMMES) {
  test(`[STY40] the real programme ${file} is imported, and a ticket sold for one of its shows`, async ({
    house,
  }) => {
    expect(existsSync(join(DATA, file)), `the programmes belong beside the repository, at ${DATA}`).toBe(
      true,
    );
    await house.killServer();
    const from = dayAhead(1);
    const args = [
      join(DATA, file),
      '--name',
      name,
      '--city',
      city,
      '--zone',
      'Europe/London',
      '--currency',
      'GBP',
    ];
    const report = execFileSync(
      process.execPath,
      ['--import', 'tsx', 'sync-server/cli/import.ts', ...args, '--shift-to', from, '--db', house.db],
      { cwd: ROOT, encoding: 'utf8' },
    );
    const code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(report)?.[0];
    const pin = /clerk\D*(\d{4,12})/i.exec(report)?.[1];
    expect([code, pin], report).not.toContain(undefined);
    await house.startServer();
    const till = await house.till('counter', 'Counter 1', code);
    await signIn(till.page, pin ?? '');
    const { page } = till;
    const shows = page.getByRole('button', { name: /^Show \d+, .*free$/ });
    // The first performances land within the week after the day they were moved to.
    for (let ahead = 2; ahead <= 8; ahead += 1) {
      await chooseDay(page, dayAhead(ahead));
      if (
        await shows
          .first()
          .waitFor({ timeout: 1_500 })
          .then(
            () => true,
            () => false,
          )
      )
        break;
    }
    await shows.first().click();
    const [seat = ''] = await freeRun(page, 1);
    await seatOf(page, seat).click();
    await expect(order(page)).toContainText('Held');
    await sellExact(page);
  });
}
