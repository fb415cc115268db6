import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Currency, Money, PaymentId } from '#shared/wire/scalars.ts';
import { temporaryFolder } from '../../testing.ts';
import { type Note, openBook, STANDINGS_MAX } from './book.ts';
import { openBookFile } from './book-file.ts';

const begun = (id: string): Note => ({
  kind: 'begun',
  id: PaymentId.parse(id),
  order: 'payment',
  amount: Money.parse(1_500),
  currency: Currency.parse('EUR'),
  via: 'simulated zvt',
  mark: 'nothing',
});
const declined = (id: string): Note => ({
  kind: 'declined',
  id: PaymentId.parse(id),
  message: 'Card declined',
});

test('[TRM2] notes are on disk in order, and a torn last line is cut off', async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'book.jsonl');
  const first = await openBookFile(folder.path);
  await Promise.all([first.record(begun('p1')), first.record(declined('p1')), first.record(begun('p2'))]);
  await first.close();
  appendFileSync(path, '{"kind":"declined","id":"p2"');
  const second = await openBookFile(folder.path);
  expect(second.known).toEqual([begun('p1'), declined('p1'), begun('p2')]);
  await second.record(declined('p2'));
  await second.close();
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(5);
  truncateSync(path, readFileSync(path).length - 3);
  const third = await openBookFile(folder.path);
  expect(third.known).toHaveLength(3);
  await third.close();
});

test('[TRM2] a book that is damaged anywhere else is said, and nothing is charged on it', async () => {
  using folder = temporaryFolder();
  writeFileSync(join(folder.path, 'book.jsonl'), `nonsense\n${JSON.stringify(begun('p1'))}\n`);
  await expect(openBookFile(folder.path)).rejects.toThrow(/damaged at line 1/);
});

test('[TRM2] a book forgets the oldest decided payments, and never an open one', async () => {
  const book = openBook([], async () => undefined);
  await book.note(begun('open'));
  for (let n = 0; n < STANDINGS_MAX + 10; n += 1) await book.note(declined(`p${n}`));
  expect(book.find(PaymentId.parse('p0'))).toBeUndefined();
  expect(book.find(PaymentId.parse(`p${STANDINGS_MAX + 9}`))?.note.kind).toBe('declined');
  expect(book.open().map(({ note }) => note.id)).toEqual(['open']);
});

test('[TRM2] a book that grew long is rewritten as what it says', async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'book.jsonl');
  const lines = Array.from({ length: 6 * STANDINGS_MAX + 2 }, (_, n) =>
    JSON.stringify(n % 2 ? declined('p1') : begun('p1')),
  );
  writeFileSync(path, `${lines.join('\n')}\n`);
  const book = await openBookFile(folder.path);
  await book.record(begun('p2'));
  await book.close();
  const again = await openBookFile(folder.path);
  expect(again.known.map(({ kind, id }) => `${id} ${kind}`)).toEqual(['p1 begun', 'p1 declined', 'p2 begun']);
  await again.close();
});
