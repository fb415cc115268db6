import { create } from 'zustand';
import type { SeatWish } from '#renderer/commands/context.ts';
import type { BookingReason } from '#shared/wire/booking.ts';
import type { PrintResult } from '#shared/wire/bridge.ts';
import type { BookingId, MovieId, SeatId, ShowId } from '#shared/wire/scalars.ts';
import type { LostWish } from './counter.ts';

/** Where the visitor is. `attract` is before the first step, `done` after the last. */
export type LobbyStep = 'attract' | 'movie' | 'time' | 'tickets' | 'seats' | 'pay' | 'done';

export const PARTY_KINDS = ['adult', 'child', 'student', 'senior', 'wheelchair', 'companion'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];
/** How many of each; a wheelchair place is sold at the ticket for disabled guests. */
export type Party = Readonly<Record<PartyKind, number>>;

/** What went wrong; each has a short code that staff can be told. */
export type LobbyTrouble =
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'declined' }
  | { readonly kind: 'refused'; readonly reason: BookingReason }
  | { readonly kind: 'journal' }
  | { readonly kind: 'terminal' }
  | { readonly kind: 'fault' }
  | { readonly kind: 'error' };

/** Something said about the seats until it has been dealt with. */
export type LobbyNotice =
  /** `leaving`: held seats of theirs that the visitor wanted to give for the lost ones. */
  | { readonly kind: 'lost'; readonly lost: readonly LostWish[]; readonly leaving: readonly SeatId[] }
  | { readonly kind: 'expired' }
  | { readonly kind: 'no-room' }
  | { readonly kind: 'kept-for-wheelchair' }
  | { readonly kind: 'pairs-only' }
  | LobbyTrouble;

export type LobbyPay =
  | { readonly kind: 'idle' }
  /** `calledOff`: the visitor has changed their mind, and the terminal may yet agree. */
  | { readonly kind: 'working'; readonly calledOff: boolean }
  /** The terminal has not said whether it charged: nothing else may be begun. */
  | { readonly kind: 'unsettled'; readonly bookingId: BookingId };

export type LobbySold = { readonly bookingId: BookingId; readonly print: PrintResult };

/** How the page is made easier to see and to reach; forgotten with the visitor. */
export type LobbyAccess = { readonly large: boolean; readonly contrast: boolean; readonly low: boolean };

export type LobbyState = {
  readonly step: LobbyStep;
  readonly movieId: MovieId | null;
  readonly showId: ShowId | null;
  readonly party: Party;
  readonly orderId: BookingId | null;
  /** What the visitor wants the order to be, until the server has ruled on it. */
  readonly asked: readonly SeatWish[] | null;
  /** Best seats are being looked for. */
  readonly isFinding: boolean;
  /** Seats of the order by the server's last ruling. */
  readonly granted: readonly SeatId[];
  /** The seat that the next press on a free one moves; null: the one that was moved longest ago. */
  readonly moving: SeatId | null;
  readonly seatsAs: 'map' | 'list';
  readonly notice: LobbyNotice | null;
  readonly pay: LobbyPay;
  readonly sold: LobbySold | null;
  readonly access: LobbyAccess;
  readonly accessOpen: boolean;
  readonly help: boolean;
  /** "Still there?" is being asked. */
  readonly asking: boolean;
  readonly staff: 'closed' | 'pin' | 'open';
};

export const NOBODY: Party = { adult: 0, child: 0, student: 0, senior: 0, wheelchair: 0, companion: 0 };

export const LOBBY_IDLE: LobbyState = {
  step: 'attract',
  movieId: null,
  showId: null,
  party: NOBODY,
  orderId: null,
  asked: null,
  isFinding: false,
  granted: [],
  moving: null,
  seatsAs: 'map',
  notice: null,
  pay: { kind: 'idle' },
  sold: null,
  access: { large: false, contrast: false, low: false },
  accessOpen: false,
  help: false,
  asking: false,
  staff: 'closed',
};

/** What the lobby page shows; nothing here outlives the visitor. */
export const useLobby = create<LobbyState>()(() => LOBBY_IDLE);

export const lobby = {
  get: useLobby.getState,
  set: (change: Partial<LobbyState>): void => useLobby.setState(change),
};

/** The order is over or given up: the next one begins at nothing. */
export function forgetLobbyOrder(): void {
  useLobby.setState({ orderId: null, asked: null, granted: [], moving: null });
}
