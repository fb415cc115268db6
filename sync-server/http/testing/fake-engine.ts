import { COLLECTION_NAMES, type CollectionName } from '#shared/wire/collections.ts';
import type { PullAnswer, PushAnswer, StaffMember } from '#shared/wire/messages.ts';
import { CinemaId, DeviceId, StaffId } from '#shared/wire/scalars.ts';
import type { Caller, Change, DeviceRecord, Engine } from '../../engine.ts';

export const CINEMA = CinemaId.parse('cinema-1');
export const OTHER_CINEMA = CinemaId.parse('cinema-2');
export const EPOCH = 'epoch-1';

type Numbered = { readonly lwt: number; readonly document: PullAnswer['documents'][number] };

/** An engine in memory for tests of what stands in front of it: it rules on nothing and does as it is told. */
export type FakeEngine = Engine & {
  /** Stores a document and tells the subscribers, as a commit would. */
  commit(collection: CollectionName, document: { readonly id: string }): void;
  /** Tells the subscribers without storing anything. */
  announce(change: Change): void;
  addDevice(token: string, device: Partial<DeviceRecord>): DeviceRecord;
  signInAs(staffToken: string, staff: StaffMember): void;
  /** What the next pushes do instead of taking every row as it is. */
  onPush: ((caller: Caller, rows: readonly unknown[]) => PushAnswer | Promise<PushAnswer>) | null;
  /** Codes that enrol. */
  readonly codes: Set<string>;
  readonly pushed: unknown[];
  readonly quarantined: unknown[];
  lookups: number;
  readonly subscribers: number;
};

/** The till behind `good-token`. */
export const DEVICE: DeviceRecord = {
  id: DeviceId.parse('till-1'),
  name: 'Till 1',
  kind: 'counter',
  cinemaId: CINEMA,
  prefix: 'AA',
  publicKey: null,
  retired: false,
};

export const CLERK: StaffMember = { id: StaffId.parse('clerk-1'), name: 'Ada', role: 'clerk' };
export const RIGHT_PIN = '1234';

function fakeRegistry(state: {
  devices: Map<string, DeviceRecord>;
  people: Map<string, StaffMember>;
  codes: Set<string>;
  onLookup(): void;
}): Engine['registry'] {
  return {
    createCodes: async (_cinemaId, kind, count) => {
      const made = Array.from({ length: count }, (_, index) => `${kind}-${state.codes.size + index}`);
      for (const code of made) state.codes.add(code);
      return made;
    },
    dropUnusedCodes: async () => 0,
    retire: async (_cinemaId, id) => {
      for (const [token, device] of state.devices)
        if (device.id === id) state.devices.set(token, { ...device, retired: true });
      return [...state.devices.values()].some((device) => device.id === id);
    },
    enrol: async (code, name) => {
      if (!state.codes.delete(code)) return null;
      const device = { ...DEVICE, id: DeviceId.parse(`till-${state.devices.size + 1}`), name };
      const token = `token-of-${device.id}`;
      state.devices.set(token, device);
      return { device, token };
    },
    addFormerDevice: async (cinemaId, device) => ({ ...DEVICE, ...device, cinemaId, retired: true }),
    deviceByToken: async (token) => {
      state.onLookup();
      return state.devices.get(token) ?? null;
    },
    addStaff: async () => undefined,
    staffOf: async () => [CLERK],
    signIn: async (_device, staffId, pin) => {
      if (staffId !== CLERK.id) return { kind: 'locked', retryAfterSeconds: 60 };
      if (pin !== RIGHT_PIN) return { kind: 'wrong' };
      state.people.set('staff-token', CLERK);
      return { kind: 'signed-in', staff: CLERK, staffToken: 'staff-token', expiresInSeconds: 3_600 };
    },
    staffByToken: async (_device, staffToken) => state.people.get(staffToken) ?? null,
    signOut: async (staffToken) => {
      state.people.delete(staffToken);
    },
  };
}

export function fakeEngine(): FakeEngine {
  const stored = new Map<CollectionName, Map<string, Numbered>>(
    COLLECTION_NAMES.map((name) => [name, new Map()]),
  );
  const listeners = new Set<{ cinemaId: CinemaId; tell: (change: Change) => void }>();
  const devices = new Map<string, DeviceRecord>([['good-token', DEVICE]]);
  const people = new Map<string, StaffMember>();
  const codes = new Set<string>();
  const pushed: unknown[] = [];
  const quarantined: unknown[] = [];
  let head = 0;

  const collection = (name: CollectionName): Map<string, Numbered> => stored.get(name) ?? new Map();
  const fake: FakeEngine = {
    epoch: EPOCH,
    now: () => Date.UTC(2026, 10, 23, 12),
    codes,
    pushed,
    quarantined,
    lookups: 0,
    onPush: null,
    get subscribers() {
      return listeners.size;
    },
    push: async (caller, _collection, rows) => {
      pushed.push(...rows);
      return fake.onPush === null ? [] : fake.onPush(caller, rows);
    },
    pull: async (_caller, name, query) => {
      if ((query.id !== '' && query.id !== EPOCH) || query.lwt > head) return { wrongEpoch: EPOCH };
      const page = [...collection(name).values()]
        .filter((one) => one.lwt > query.lwt)
        .sort((a, b) => a.lwt - b.lwt)
        .slice(0, query.limit);
      const lwt = page.length < query.limit ? head : (page.at(-1)?.lwt ?? head);
      return { documents: page.map((one) => one.document), checkpoint: { lwt, id: EPOCH } };
    },
    heads: async () =>
      new Map(
        COLLECTION_NAMES.map((name) => [
          name,
          Math.max(0, ...[...collection(name).values()].map((one) => one.lwt)),
        ]),
      ),
    subscribe: (cinemaId, tell) => {
      const listener = { cinemaId, tell };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    allotments: {
      attach: () => () => undefined,
      release: async (_caller, releases) => releases.map(() => ({ kind: 'answered', allotment: null })),
      revoke: async () => [],
    },
    devices: async () => [],
    put: async () => ({ written: 0, unchanged: 0 }),
    list: async () => [],
    cinemas: async () => [],
    block: async () => undefined,
    adopt: async ({ bookings }) => ({ adopted: bookings.length, known: 0 }),
    reports: { day: async () => null, bookings: async () => null, seats: async () => null },
    quarantine: async (caller, name, version, rows) => {
      quarantined.push({ by: caller.device.id, collection: name, version, rows });
    },
    attention: {
      quarantine: async () => ({ rows: [], next: null }),
      openItems: async (_cinemaId, { after }) => (after === '' ? { items: [], next: null } : null),
      compareMoney: async () => 0,
    },
    journal: {
      head: async () => ({ serverKey: 'key', head: null }),
      heads: async () => ({ serverKey: 'key', heads: [] }),
    },
    restoration: {
      closed: false,
      awaited: () => [],
      open: async () => ({ closed: false, reported: 0, conflicted: 0, rejected: 0 }),
    },
    figures: () => ({ holds_granted_total: 3, 'odd name': 1, broken: Number.NaN }),
    close: async () => undefined,
    registry: fakeRegistry({
      devices,
      people,
      codes,
      onLookup: () => {
        fake.lookups += 1;
      },
    }),
    announce: (change) => {
      for (const listener of listeners) if (listener.cinemaId === change.cinemaId) listener.tell(change);
    },
    commit: (name, document) => {
      head += 1;
      collection(name).set(document.id, { lwt: head, document: { ...document, _deleted: false } });
      fake.announce({ cinemaId: CINEMA, collection: name, lwt: head });
    },
    addDevice: (token, device) => {
      const added = { ...DEVICE, ...device };
      devices.set(token, added);
      return added;
    },
    signInAs: (staffToken, staff) => {
      people.set(staffToken, staff);
    },
  };
  return fake;
}
