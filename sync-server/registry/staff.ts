import { hash, verify } from '@node-rs/argon2';
import { invariant } from '#shared/domain/invariant.ts';
import { lockAfter, STAFF_SESSION_SECONDS } from '#shared/domain/sign-in.ts';
import { StaffMember } from '#shared/wire/messages.ts';
import type { CinemaId, DeviceId, StaffId } from '#shared/wire/scalars.ts';
import type { DeviceRecord, Registry } from '../engine.ts';
import type { Tx } from '../store/store.ts';
import type { RegistryContext } from './devices.ts';
import { Remembered } from './remembered.ts';
import { makeToken, secretHash } from './secrets.ts';

const SESSIONS_REMEMBERED_MAX = 2_000;

type Attempt =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'locked'; readonly retryAfterSeconds: number }
  | { readonly kind: 'try'; readonly staff: StaffMember; readonly pinHash: string };

/**
 * Counts the attempt as wrong before the PIN is looked at, so that many at once are no more than one after the
 * other. A right one takes the count back.
 */
async function beginAttempt(tx: Tx, cinemaId: CinemaId, staffId: StaffId, nowMs: number): Promise<Attempt> {
  const row = await tx.cold
    .selectFrom('staff')
    .selectAll()
    .where('cinema_id', '=', cinemaId)
    .where('id', '=', staffId)
    .executeTakeFirst();
  if (row === undefined) return { kind: 'unknown' };
  if (row.locked_until_ms > nowMs)
    return { kind: 'locked', retryAfterSeconds: Math.ceil((row.locked_until_ms - nowMs) / 1_000) };
  const wrong = row.wrong_in_a_row + 1;
  await tx.cold
    .updateTable('staff')
    .set({ wrong_in_a_row: wrong, locked_until_ms: nowMs + lockAfter(wrong) * 1_000 })
    .where('cinema_id', '=', cinemaId)
    .where('id', '=', staffId)
    .execute();
  return { kind: 'try', staff: { id: row.id, name: row.name, role: row.role }, pinHash: row.pin_hash };
}

type Session = { readonly staff: StaffMember; readonly deviceId: DeviceId; readonly endsAtMs: number };

async function openSession(tx: Tx, device: DeviceRecord, staffId: StaffId, tokenHash: string, nowMs: number) {
  await tx.cold
    .updateTable('staff')
    .set({ wrong_in_a_row: 0, locked_until_ms: 0 })
    .where('cinema_id', '=', device.cinemaId)
    .where('id', '=', staffId)
    .execute();
  await tx.cold.deleteFrom('staff_sessions').where('ends_at_ms', '<=', nowMs).execute();
  const ends_at_ms = nowMs + STAFF_SESSION_SECONDS * 1_000;
  const session = { token_hash: tokenHash, staff_id: staffId, device_id: device.id, ends_at_ms };
  await tx.cold.insertInto('staff_sessions').values(session).execute();
}

function signInWith({ commits, now }: RegistryContext): Registry['signIn'] {
  return async (device, staffId, pin) => {
    const attempt = await commits.run(1, (tx) => beginAttempt(tx, device.cinemaId, staffId, now()));
    if (attempt.kind === 'unknown') return { kind: 'wrong' };
    if (attempt.kind === 'locked') return attempt;
    if (!(await verify(attempt.pinHash, pin))) return { kind: 'wrong' };
    const staffToken = makeToken();
    await commits.run(1, (tx) => openSession(tx, device, staffId, secretHash(staffToken), now()));
    return { kind: 'signed-in', staff: attempt.staff, staffToken, expiresInSeconds: STAFF_SESSION_SECONDS };
  };
}

async function findSession(
  { store }: RegistryContext,
  device: DeviceRecord,
  tokenHash: string,
): Promise<Session | null> {
  const row = await store.cold
    .selectFrom('staff_sessions as session')
    .innerJoin('staff', 'staff.id', 'session.staff_id')
    .select(['staff.id', 'staff.name', 'staff.role', 'session.device_id', 'session.ends_at_ms'])
    .where('session.token_hash', '=', tokenHash)
    .where('staff.cinema_id', '=', device.cinemaId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const staff: StaffMember = { id: row.id, name: row.name, role: row.role };
  return { staff, deviceId: row.device_id, endsAtMs: row.ends_at_ms };
}

type StaffVerbs = Pick<Registry, 'addStaff' | 'staffOf' | 'signIn' | 'staffByToken' | 'signOut'>;

/** People and their PINs. A session belongs to the device it was opened on. */
export function staffRegistry(context: RegistryContext): StaffVerbs {
  const { store, commits, now } = context;
  const sessions = new Remembered<string, Session>(SESSIONS_REMEMBERED_MAX);
  return {
    async addStaff(cinemaId, { id, name, role, pin }) {
      const staff = StaffMember.parse({ id, name, role });
      invariant(/^\d{4,12}$/.test(pin), 'a PIN has 4 to 12 digits');
      const pin_hash = await hash(pin);
      const fresh = { cinema_id: cinemaId, wrong_in_a_row: 0, locked_until_ms: 0 };
      await commits.run(1, async (tx) => {
        await tx.cold
          .insertInto('staff')
          .values({ ...staff, ...fresh, pin_hash })
          .onConflict((conflict) =>
            conflict.columns(['cinema_id', 'id']).doUpdateSet({ name, role, pin_hash }),
          )
          .execute();
      });
      // A changed role counts at once.
      sessions.clear();
    },
    staffOf: (cinemaId) =>
      store.cold
        .selectFrom('staff')
        .select(['id', 'name', 'role'])
        .where('cinema_id', '=', cinemaId)
        .orderBy('name')
        .execute(),
    signIn: signInWith(context),
    async staffByToken(device, staffToken) {
      const tokenHash = secretHash(staffToken);
      const session = sessions.get(tokenHash) ?? (await findSession(context, device, tokenHash));
      if (session === null || session.deviceId !== device.id || session.endsAtMs <= now()) return null;
      sessions.set(tokenHash, session);
      return session.staff;
    },
    async signOut(staffToken) {
      const tokenHash = secretHash(staffToken);
      await commits.run(1, async (tx) => {
        await tx.cold.deleteFrom('staff_sessions').where('token_hash', '=', tokenHash).execute();
      });
      sessions.delete(tokenHash);
    },
  };
}
