import { hash, verify } from '@node-rs/argon2';
import { lockAfter, OFFLINE_SIGN_IN_MS, STAFF_SESSION_SECONDS } from '#shared/domain/sign-in.ts';
import type { BridgeOutput } from '#shared/wire/bridge.ts';
import type { StaffMember } from '#shared/wire/messages.ts';
import type { DeviceId, StaffId } from '#shared/wire/scalars.ts';
import type { SecretBox } from '../secret-box.ts';
import { openPepper } from './pepper.ts';
import { PEOPLE_MAX, type Person, type Remembered, readRemembered, writeRemembered } from './store.ts';
import { tillTimeAt } from './till-time.ts';

/** How often the till's own time is written down while somebody is remembered: what a power cut can take from it. */
const NOTE_TIME_EVERY_MS = 5 * 60 * 1_000;

export type SignIns = {
  /** Remembers a sign-in that the server has just granted; it takes back that person's wrong PINs. */
  remember(staff: StaffMember, pin: string): Promise<void>;
  /** Forgets whom the server does not name, and takes over what it says of the others. */
  hear(staff: readonly StaffMember[]): Promise<void>;
  who(): Promise<StaffMember[]>;
  check(staffId: StaffId, pin: string): Promise<BridgeOutput<'signInOffline'>>;
  /** Ends what is being written. */
  close(): Promise<void>;
};

export type SignInsOptions = {
  readonly folder: string;
  readonly box: SecretBox;
  /** Whose sign-ins these are; null while the device is not enrolled. */
  readonly owner: () => DeviceId | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds since this machine was started. */
  readonly uptimeMs: () => number;
};

/**
 * Signing in without the server, for whoever the server let sign in on this device within a day. Only hashes are kept,
 * on this machine alone. A wrong PIN is counted on disk before one is looked at, so that restarting does not help a
 * guesser; a lock and the day both run on the till's own time, so that a clock set ahead ends the one no sooner than it
 * uses up the other.
 */
export function openSignIns(options: SignInsOptions): SignIns {
  const { folder, box, owner, now, uptimeMs } = options;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const write = (remembered: Remembered): Promise<void> => writeRemembered(folder, box, remembered);

  /** Who is remembered at this moment; null before this device is enrolled. */
  const read = async (): Promise<Remembered | null> => {
    const deviceId = owner();
    if (deviceId === null) return null;
    const [wallMs, upMs] = [now(), uptimeMs()];
    const stored = await readRemembered(folder, box);
    if (stored === null || stored.deviceId !== deviceId)
      return { deviceId, time: { ms: 0, wallMs, upMs }, people: [] };
    const time = tillTimeAt(stored.time, wallMs, upMs);
    return { deviceId, time, people: stored.people.filter((person) => isFresh(person, time.ms)) };
  };

  const noteTime = async (): Promise<void> => {
    const remembered = await read();
    if (remembered !== null && remembered.people.length > 0) await write(remembered);
  };
  const quietly = (): void => void inTurn(noteTime).catch(() => undefined);
  // A host that starts on a machine whose clock was set back must notice now, not when somebody comes.
  quietly();
  const timer = setInterval(quietly, NOTE_TIME_EVERY_MS);
  timer.unref();

  return {
    remember: (staff, pin) =>
      inTurn(async () => {
        const [pepper, remembered] = [await openPepper(folder, box), await read()];
        if (remembered === null) return;
        const pinHash = await hash(pin, { secret: pepper.bytes });
        const { time } = remembered;
        const others = pepper.isNew ? [] : remembered.people.filter((person) => person.staff.id !== staff.id);
        const person = { staff, pinHash, grantedMs: time.ms, lockedUntilMs: 0, wrongInARow: 0 };
        await write({ ...remembered, people: [...others.slice(-(PEOPLE_MAX - 1)), person] });
      }),
    hear: (staff) =>
      inTurn(async () => {
        const remembered = await read();
        if (remembered === null || remembered.people.length === 0) return;
        const named = new Map(staff.map((member) => [member.id, member]));
        const people = remembered.people.flatMap((person) => {
          const member = named.get(person.staff.id);
          return member === undefined ? [] : [{ ...person, staff: member }];
        });
        if (JSON.stringify(people) !== JSON.stringify(remembered.people))
          await write({ ...remembered, people });
      }),
    who: () =>
      inTurn(async () =>
        ((await read())?.people ?? [])
          .map(({ staff }) => staff)
          .sort((one, other) => one.name.localeCompare(other.name)),
      ),
    check: (staffId, pin) =>
      inTurn(async () => {
        const remembered = await read();
        const person = remembered?.people.find(({ staff }) => staff.id === staffId);
        if (remembered === null || person === undefined) return { result: 'not-remembered' };
        const pepper = await openPepper(folder, box);
        // Made anew, it fits no hash: nobody's right PIN may count as a wrong one.
        if (pepper.isNew) {
          await write({ ...remembered, people: [] });
          return { result: 'not-remembered' };
        }
        const waitMs = person.lockedUntilMs - remembered.time.ms;
        if (waitMs > 0) return { result: 'locked', retryAfterSeconds: Math.ceil(waitMs / 1_000) };
        const wrongInARow = person.wrongInARow + 1;
        const lockedUntilMs = remembered.time.ms + lockAfter(wrongInARow) * 1_000;
        await write(withPerson(remembered, { ...person, wrongInARow, lockedUntilMs }));
        if (!(await verify(person.pinHash, pin, { secret: pepper.bytes }))) return { result: 'wrong' };
        await write(withPerson(remembered, { ...person, wrongInARow: 0, lockedUntilMs: 0 }));
        return { result: 'right', staff: person.staff, expiresInSeconds: STAFF_SESSION_SECONDS };
      }),
    close: () => {
      clearInterval(timer);
      return inTurn(async () => undefined);
    },
  };
}

const isFresh = ({ grantedMs }: Person, nowMs: number): boolean => nowMs - grantedMs < OFFLINE_SIGN_IN_MS;

const withPerson = (remembered: Remembered, person: Person): Remembered => ({
  ...remembered,
  people: remembered.people.map((known) => (known.staff.id === person.staff.id ? person : known)),
});
