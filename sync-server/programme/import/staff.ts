import { randomInt } from 'node:crypto';
import type { Role } from '#shared/wire/messages.ts';
import { type CinemaId, StaffId } from '#shared/wire/scalars.ts';
import type { ProgrammeEngine } from '../writing.ts';

const COUNTER_CODES = 2;
const PIN_DIGITS = 4;
const NAMES: Record<Role, string> = { clerk: 'Clerk', supervisor: 'Supervisor', manager: 'Manager' };
const ROLES = ['clerk', 'supervisor', 'manager'] as const satisfies readonly Role[];

/** What opens a new cinema's doors; it is only ever seen here. Empty when the cinema had its staff already. */
export type Keys = {
  readonly pins: readonly { readonly role: Role; readonly pin: string }[];
  /** One-time codes for counters, made together with the staff. */
  readonly counterCodes: readonly string[];
};

/** Staff with PINs of chance, and the codes for the first counters: once, with the cinema. */
export async function addStaff(engine: ProgrammeEngine, cinemaId: CinemaId): Promise<Keys> {
  const known = new Set((await engine.registry.staffOf(cinemaId)).map(({ id }) => id));
  const missing = ROLES.map((role) => ({ role, id: StaffId.parse(`${cinemaId}.${role}`) })).filter(
    ({ id }) => !known.has(id),
  );
  if (missing.length === 0) return { pins: [], counterCodes: [] };
  const pins = missing.map(({ role, id }) => ({ role, id, pin: newPin() }));
  for (const { id, role, pin } of pins) {
    await engine.registry.addStaff(cinemaId, { id, role, pin, name: NAMES[role] });
  }
  return {
    pins: pins.map(({ role, pin }) => ({ role, pin })),
    counterCodes: await engine.registry.createCodes(cinemaId, 'counter', COUNTER_CODES),
  };
}

function newPin(): string {
  return String(randomInt(10 ** PIN_DIGITS)).padStart(PIN_DIGITS, '0');
}
