import type { Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import { invariant } from '#shared/domain/invariant.ts';
import type { Device, DeviceKind } from '#shared/wire/catalog.ts';
import { type CinemaId, DeviceId } from '#shared/wire/scalars.ts';
import type { GroupCommit } from '../arbiter/group-commit.ts';
import type { DeviceRecord, Registry } from '../engine.ts';
import type { Store, Tx } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import { deleteUnusedCodes, insertCodes, makeCodes } from './codes.ts';
import { prefixOfNth } from './prefix.ts';
import { Remembered } from './remembered.ts';
import { retireDevice } from './retire.ts';
import { makeToken, plainCode, secretHash } from './secrets.ts';

const DEVICES_REMEMBERED_MAX = 2_000;

export type RegistryContext = {
  readonly store: Store;
  readonly commits: GroupCommit;
  readonly now: () => number;
};

function recordOf(row: Selectable<Tables['devices']>): DeviceRecord {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    cinemaId: row.cinema_id,
    prefix: row.prefix,
    publicKey: row.public_key,
    retired: row.retired === 1,
  };
}

/** Replicas learn names and keys of their cinema's devices from its document. */
async function announce(tx: Tx, device: DeviceRecord): Promise<void> {
  const cinema = await tx.document(device.cinemaId, 'cinemas', device.cinemaId);
  invariant(cinema !== null, `there is no cinema ${device.cinemaId}`);
  const entry: Device = {
    id: device.id,
    name: device.name,
    kind: device.kind,
    prefix: device.prefix,
    ...(device.publicKey === null ? {} : { publicKey: device.publicKey }),
    ...(device.retired ? { retired: true } : {}),
  };
  await tx.writeDocument(device.cinemaId, 'cinemas', { ...cinema, devices: [...cinema.devices, entry] });
}

type CodeRow = { readonly cinema_id: CinemaId; readonly kind: DeviceKind };

async function spendCode(tx: Tx, codeHash: string, deviceId: DeviceId): Promise<CodeRow | null> {
  const spent = await tx.cold
    .updateTable('enrolment_codes')
    .set({ device_id: deviceId })
    .where('code_hash', '=', codeHash)
    .where('device_id', 'is', null)
    .returning(['cinema_id', 'kind'])
    .executeTakeFirst();
  return spent ?? null;
}

type Newcomer = {
  readonly id: DeviceId;
  readonly name: string;
  readonly publicKey: string | null;
  readonly tokenHash: string;
  readonly nowMs: number;
  readonly retired?: true;
};

async function addDevice(tx: Tx, code: CodeRow, newcomer: Newcomer): Promise<DeviceRecord> {
  const { count } = await tx.cold
    .selectFrom('devices')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('cinema_id', '=', code.cinema_id)
    .executeTakeFirstOrThrow();
  const row: Selectable<Tables['devices']> = {
    id: newcomer.id,
    cinema_id: code.cinema_id,
    kind: code.kind,
    name: newcomer.name,
    prefix: prefixOfNth(Number(count)),
    public_key: newcomer.publicKey,
    retired: newcomer.retired === true ? 1 : 0,
    token_hash: newcomer.tokenHash,
    enrolled_at_ms: newcomer.nowMs,
    last_seen_ms: newcomer.nowMs,
  };
  await tx.cold.insertInto('devices').values(row).execute();
  return recordOf(row);
}

async function addFormer(
  tx: Tx,
  cinemaId: CinemaId,
  { id, name, kind }: Pick<DeviceRecord, 'id' | 'name' | 'kind'>,
  nowMs: number,
): Promise<DeviceRecord> {
  const known = await tx.cold.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst();
  if (known !== undefined) return recordOf(known);
  // Nobody is ever told the token, so nobody can be this device.
  const unknowable = { publicKey: null, tokenHash: secretHash(makeToken()), retired: true } as const;
  const added = await addDevice(tx, { cinema_id: cinemaId, kind }, { id, name, nowMs, ...unknowable });
  await announce(tx, added);
  return added;
}

type DeviceVerbs = Pick<
  Registry,
  'createCodes' | 'dropUnusedCodes' | 'enrol' | 'addFormerDevice' | 'retire' | 'deviceByToken'
>;

/** Enrolment by one-time codes, and devices by their tokens. */
export function deviceRegistry({ store, commits, now }: RegistryContext): DeviceVerbs {
  const byToken = new Remembered<string, DeviceRecord>(DEVICES_REMEMBERED_MAX);
  let retirements = 0;
  return {
    async createCodes(cinemaId, kind, count) {
      const codes = makeCodes(count);
      await commits.run(1, (tx) => insertCodes(tx.cold, cinemaId, kind, codes, now()));
      return codes;
    },
    dropUnusedCodes: (cinemaId, kind) => commits.run(1, (tx) => deleteUnusedCodes(tx.cold, cinemaId, kind)),
    async enrol(code, name, publicKey) {
      const token = makeToken();
      const tokenHash = secretHash(token);
      const device = await commits.run(1, async (tx) => {
        const id = DeviceId.parse(uuid());
        const spent = await spendCode(tx, secretHash(plainCode(code)), id);
        if (spent === null) return null;
        const added = await addDevice(tx, spent, { id, name, publicKey, tokenHash, nowMs: now() });
        await announce(tx, added);
        return added;
      });
      return device === null ? null : { device, token };
    },
    addFormerDevice: (cinemaId, device) => commits.run(1, (tx) => addFormer(tx, cinemaId, device, now())),
    async retire(cinemaId, deviceId) {
      const retired = await commits.run(1, (tx) => retireDevice(tx, cinemaId, deviceId));
      // Whoever is remembered as a till in service is looked up again.
      retirements += 1;
      byToken.clear();
      return retired;
    },
    async deviceByToken(token) {
      const hash = secretHash(token);
      const known = byToken.get(hash);
      if (known !== undefined) return known;
      const before = retirements;
      const row = await store.cold
        .selectFrom('devices')
        .selectAll()
        .where('token_hash', '=', hash)
        .executeTakeFirst();
      if (row === undefined) return null;
      const device = recordOf(row);
      // What was read while a device was being retired may be what it was before.
      if (before === retirements) byToken.set(hash, device);
      return device;
    },
  };
}
