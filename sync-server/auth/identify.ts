import type { IncomingHttpHeaders } from 'node:http';
import { REPLICA_HEADER, STAFF_HEADER, type StaffMember } from '#shared/wire/messages.ts';
import { ReplicaId } from '#shared/wire/scalars.ts';
import type { Caller, DeviceRecord, Registry } from '../engine.ts';
import { recent } from './recent.ts';

/** Longest token that is even looked up. */
export const TOKEN_LENGTH_MAX = 256;
const DEVICES_REMEMBERED_MAX = 2_000;
const STAFF_REMEMBERED_MAX = 2_000;
/** How long a retired device, or a person signed out at another process, may still be taken for what they were. */
export const REMEMBERED_MS_MAX = 5_000;

type Identity =
  | { readonly kind: 'known'; readonly caller: Caller; readonly token: string }
  | { readonly kind: 'unknown'; readonly why: 'no-token' | 'unknown-device' | 'malformed-replica' };

export type Identifier = {
  /** Who sends these headers. A staff token that is unknown or has run out means: nobody is signed in. */
  identify(headers: IncomingHttpHeaders): Promise<Identity>;
  /** The device behind a token, as far as it is known now. */
  deviceOf(token: string): Promise<DeviceRecord | null>;
  /** Forgets a staff token at once. */
  forgetStaff(device: DeviceRecord, staffToken: string): void;
};

/** The token of `Authorization: Bearer <token>`; null when there is none that could be one. */
export function bearerToken(header: string | undefined): string | null {
  if (header === undefined || header.length > TOKEN_LENGTH_MAX + 16) return null;
  return /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(header)?.[1] ?? null;
}

/** Reads a header that must be there once; Node joins repeated ones with a comma, which no token contains. */
export function staffTokenOf(headers: IncomingHttpHeaders): string | null {
  const value = headers[STAFF_HEADER];
  return typeof value === 'string' && value.length > 0 && value.length <= TOKEN_LENGTH_MAX ? value : null;
}

/**
 * Looks tokens up in the registry and remembers the last answers for a moment: every request of a till carries the
 * same token. Unknown tokens are not remembered, so nobody can push the known ones out.
 */
export function openIdentifier(registry: Registry, clock?: () => number): Identifier {
  const devices = recent<DeviceRecord>(DEVICES_REMEMBERED_MAX, REMEMBERED_MS_MAX, clock);
  const people = recent<StaffMember>(STAFF_REMEMBERED_MAX, REMEMBERED_MS_MAX, clock);

  const deviceOf = async (token: string): Promise<DeviceRecord | null> => {
    const known = devices.get(token);
    if (known !== undefined) return known;
    const found = await registry.deviceByToken(token);
    if (found !== null) devices.set(token, found);
    return found;
  };

  const staffOf = async (device: DeviceRecord, staffToken: string): Promise<StaffMember | null> => {
    const key = `${device.id} ${staffToken}`;
    const known = people.get(key);
    if (known !== undefined) return known;
    const found = await registry.staffByToken(device, staffToken);
    if (found !== null) people.set(key, found);
    return found;
  };

  return {
    deviceOf,
    forgetStaff: (device, staffToken) => people.delete(`${device.id} ${staffToken}`),
    identify: async (headers) => {
      const token = bearerToken(headers.authorization);
      if (token === null) return { kind: 'unknown', why: 'no-token' };
      const device = await deviceOf(token);
      if (device === null) return { kind: 'unknown', why: 'unknown-device' };
      const replicaHeader = headers[REPLICA_HEADER];
      const replica = replicaHeader === undefined ? null : ReplicaId.safeParse(replicaHeader);
      if (replica !== null && !replica.success) return { kind: 'unknown', why: 'malformed-replica' };
      const staffToken = staffTokenOf(headers);
      const staff = staffToken === null ? null : await staffOf(device, staffToken);
      return { kind: 'known', token, caller: { device, staff, replicaId: replica?.data ?? null } };
    },
  };
}
