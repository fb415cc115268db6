import { createPublicKey, verify } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isCounterSigned } from '#shared/domain/journal/head.ts';
import type { JournalHead } from '#shared/wire/journal-head.ts';
import { instant } from '#shared/wire/scalars.ts';
import type { JournalEntry } from '#shared/wire/till.ts';
import type { Caller } from '../engine.ts';
import { markRestored } from '../restore/mark.ts';
import { CINEMA, caller, NOON_MS, row, temporaryDirectory } from '../store/house.fixture.ts';
import { type OpenHouse, openHouse } from '../store/open-house.fixture.ts';
import { drawers, TILL_KEY } from './entries.fixture.ts';

let house: OpenHouse;
const till = caller('till-1');

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const push = (entries: readonly JournalEntry[], who: Caller = till) =>
  house.engine.push(who, 'journal', entries.map(row));
const headOf = async (who: Caller = till): Promise<JournalHead | null> =>
  (await house.engine.journal.head(who.device)).head;

async function isSigned(head: JournalHead | null): Promise<boolean> {
  const { serverKey } = await house.engine.journal.head(till.device);
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: serverKey }, format: 'jwk' });
  return head !== null && isCounterSigned(head, (bytes, signature) => verify(null, bytes, key, signature));
}

test('[JHD1] the head is the last entry that is there without a gap, signed with the time of its acceptance', async () => {
  expect(await headOf()).toBeNull();
  const entries = drawers('till-1', 3);
  await push(entries);
  const head = await headOf();
  expect(head).toMatchObject({ deviceId: 'till-1', seq: 3, hash: entries[2]?.hash, at: instant(NOON_MS) });
  expect(await isSigned(head)).toBe(true);
  for (const change of [{ seq: 2 }, { hash: entries[1]?.hash ?? '' }, { at: instant(NOON_MS + 1) }])
    expect(await isSigned(head === null ? null : { ...head, ...change })).toBe(false);
  house.clock.pass(60_000);
  await push(entries);
  expect(await headOf()).toEqual(head);
});

test('[JHD1] entries come in any order; the head waits for the gap to close', async () => {
  const entries = drawers('till-1', 5);
  const [first, second, ...later] = entries;
  if (first === undefined || second === undefined) throw new Error('five entries');
  await push(later.toReversed());
  expect(await headOf()).toBeNull();
  await push([first]);
  expect(await headOf()).toMatchObject({ seq: 1 });
  await push([second]);
  expect(await headOf()).toMatchObject({ seq: 5, hash: entries[4]?.hash });
});

test('[JHD2] the server stands for no entry that breaks the chain, nor for what follows it', async () => {
  const [first, second, third] = drawers('till-1', 3);
  if (first === undefined || second === undefined || third === undefined) throw new Error('three entries');
  await push([first, { ...second, event: { kind: 'drawer', reason: 'changed' } }, third]);
  expect(await headOf()).toMatchObject({ seq: 1, hash: first.hash });
});

test('[JHD3] heads and the key they are signed with outlive a restart', async () => {
  await push(drawers('till-1', 2));
  const before = await house.engine.journal.head(till.device);
  await house.reopen();
  expect(await house.engine.journal.head(till.device)).toEqual(before);
});

test('[JHD3] a server brought back from a backup signs with the same key, and what it forgot is reported again', async () => {
  const backups = temporaryDirectory();
  const entries = drawers('till-1', 6);
  await push(entries.slice(0, 2));
  await house.engine.close();
  copyFileSync(house.options.file, backups.file('backup.sqlite'));
  await house.reopen();
  await push(entries.slice(2));
  const { serverKey, head } = await house.engine.journal.head(till.device);
  await house.engine.close();
  copyFileSync(backups.file('backup.sqlite'), house.options.file);
  await markRestored(house.options.file);
  await house.reopen();
  expect(await house.engine.journal.head(till.device)).toMatchObject({ serverKey, head: { seq: 2 } });
  await push(entries);
  expect(await headOf()).toMatchObject({ seq: 6, hash: head?.hash });
});

test('[JHD4] a head names the key the device was enrolled with, and leaders read those of the cinema', async () => {
  const { registry } = house.engine;
  const [code = ''] = await registry.createCodes(CINEMA, 'counter', 1);
  const enrolled = await registry.enrol(code, 'Till 9', TILL_KEY);
  if (enrolled === null) throw new Error('a fresh code was refused');
  const who: Caller = { device: enrolled.device, staff: null, replicaId: null };
  await push(drawers(who.device.id, 1), who);
  await push(drawers('till-1', 1));
  expect(await headOf(who)).toMatchObject({ publicKey: TILL_KEY });
  const { heads } = await house.engine.journal.heads(CINEMA);
  expect(heads.map(({ deviceId }) => deviceId).sort()).toEqual([who.device.id, 'till-1'].sort());
  for (const head of heads) expect(await isSigned(head)).toBe(true);
});
