import { PARTY_KINDS, type Party, type PartyKind } from '#renderer/stores/lobby.ts';
import type { TicketType } from '#shared/wire/catalog.ts';
import type { PartyPart } from '../counter/order-line.ts';

/** More than a family or a group of friends is better served by a person. */
export const PARTY_SIZE_MAX = 10;

export const sizeOf = (party: Party): number => PARTY_KINDS.reduce((sum, kind) => sum + party[kind], 0);

/** One more or one fewer, within what a kiosk sells. A companion goes with a wheelchair place, one for each. */
export function changed(party: Party, kind: PartyKind, by: 1 | -1): Party {
  if (!mayChange(party, kind, by)) return party;
  const next = { ...party, [kind]: party[kind] + by };
  return { ...next, companion: Math.min(next.companion, next.wheelchair) };
}

export function mayChange(party: Party, kind: PartyKind, by: 1 | -1): boolean {
  if (by === -1) return party[kind] > 0;
  if (sizeOf(party) >= PARTY_SIZE_MAX) return false;
  return kind !== 'companion' || party.companion < party.wheelchair;
}

export const ticketTypeOf = (kind: PartyKind): TicketType => (kind === 'wheelchair' ? 'disabled' : kind);

/** The party as the search for the best seats takes it. */
export const partsOf = (party: Party): PartyPart[] =>
  PARTY_KINDS.filter((kind) => party[kind] > 0).map((kind) => ({
    ticketType: ticketTypeOf(kind),
    count: party[kind],
    wheelchair: kind === 'wheelchair',
  }));
