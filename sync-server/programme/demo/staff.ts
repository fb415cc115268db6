import type { Role } from '#shared/wire/messages.ts';
import { type CinemaId, StaffId } from '#shared/wire/scalars.ts';

/** Who signs in with what, in every cinema of the demo. Printed at start: nothing here is secret. */
export const DEMO_PINS = { clerk: '1111', supervisor: '2222', manager: '3333' } as const satisfies Record<
  Role,
  string
>;

export type NewStaff = {
  readonly id: StaffId;
  readonly name: string;
  readonly role: Role;
  readonly pin: string;
};

const NAMES: Record<string, Record<Role, string>> = {
  'lantern-greenwich': { clerk: 'Amara Okafor', supervisor: 'Tom Whitlock', manager: 'Priya Raman' },
  'lantern-kilburn': { clerk: 'Siobhán Reilly', supervisor: 'Kwame Mensah', manager: 'Hannah Lowe' },
  'laterne-neukoelln': { clerk: 'Jonas Krämer', supervisor: 'Elif Yıldız', manager: 'Renate Vogt' },
  'lochrann-dublin': { clerk: 'Oisín Byrne', supervisor: 'Gráinne Daly', manager: 'Zofia Nowak' },
};
const ROLES = ['clerk', 'supervisor', 'manager'] as const satisfies readonly Role[];

/** A clerk, a supervisor and a manager for one cinema of the demo. */
export function demoStaff(cinemaId: CinemaId): NewStaff[] {
  return ROLES.map((role) => ({
    id: StaffId.parse(`${cinemaId}.${role}`),
    name: NAMES[cinemaId]?.[role] ?? role,
    role,
    pin: DEMO_PINS[role],
  }));
}
