import { join } from 'node:path';
import { z } from 'zod';
import type { BridgeInput, Identity } from '#shared/wire/bridge.ts';
import { DeviceKind } from '#shared/wire/catalog.ts';
import { CinemaId, DeviceId, ShortText } from '#shared/wire/scalars.ts';
import { openDeviceKey } from './device-key.ts';
import { makePrivateFolder, readIfThere, writeDurably } from './durable.ts';
import { askForEnrolment, askForStanding, type Fetch, type Standing, serverAddress } from './enrolment.ts';
import { HostError } from './host-error.ts';
import { acquireLock, LockHeld } from './lock.ts';
import { plainBox, type SecretBox } from './secret-box.ts';

const Enrolment = z.strictObject({
  serverUrl: z.string(),
  deviceId: DeviceId,
  /** Sealed by the host's secret box. */
  token: z.string(),
  kind: DeviceKind,
  cinemaId: CinemaId,
  name: ShortText,
});
type Enrolment = z.infer<typeof Enrolment>;

export type DeviceOptions = {
  readonly folder: string;
  /** The server to name while the device is not enrolled. */
  readonly serverUrl: string;
  readonly box?: SecretBox;
  readonly fetch?: Fetch;
};

/** This device: its enrolment and its key. Whoever has it open has its folder to itself. */
export type Device = {
  readonly folder: string;
  readonly publicKey: string;
  identity(): Identity;
  /** Uses up a one-time code. Refused while the server still knows this device under another enrolment. */
  enrol(input: BridgeInput<'enrol'>): Promise<Identity>;
  /** Whether the server still accepts this device's token. */
  standing(): Promise<Standing>;
  sign(bytes: Uint8Array): Uint8Array;
  close(): void;
};

/** Opens a device's folder, making it on first use. Throws `LockHeld` when another process has it. */
export async function openDevice(options: DeviceOptions): Promise<Device> {
  const { folder, box = plainBox, fetch = globalThis.fetch } = options;
  makePrivateFolder(folder);
  const lock = lockDevice(folder);
  try {
    const key = await openDeviceKey(folder, box);
    const file = join(folder, 'identity.json');
    let enrolment = await readEnrolment(file);
    let enrolling: Promise<unknown> = Promise.resolve();

    const standing = async (): Promise<Standing> =>
      enrolment === null ? 'unknown' : askForStanding(fetch, enrolment.serverUrl, box.open(enrolment.token));
    const enrolNow = async (input: BridgeInput<'enrol'>): Promise<Identity> => {
      const serverUrl = serverAddress(input.serverUrl);
      if (enrolment !== null) await refuseSecondEnrolment(enrolment, await standing());
      const answer = await askForEnrolment(fetch, serverUrl, { ...input, publicKey: key.publicKey });
      // What the device was is kept: its journal and its unsent sales still carry the old id.
      if (enrolment !== null) await writeDurably(join(folder, archiveName(enrolment)), toText(enrolment));
      const { deviceId, kind, cinemaId, token } = answer;
      const next = { serverUrl, deviceId, token: box.seal(token), kind, cinemaId, name: input.name };
      await writeDurably(file, toText(next));
      enrolment = next;
      return identity();
    };
    const identity = (): Identity =>
      enrolment === null
        ? { enrolled: false, serverUrl: options.serverUrl }
        : { ...enrolment, enrolled: true, token: box.open(enrolment.token), publicKey: key.publicKey };

    return {
      folder,
      publicKey: key.publicKey,
      identity,
      standing,
      // One after the other: two at once would use up two codes for one device.
      enrol: (input) => {
        const mine = enrolling.then(() => enrolNow(input));
        enrolling = mine.catch(() => undefined);
        return mine;
      },
      sign: (bytes) => key.sign(bytes),
      close: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function lockDevice(folder: string): { release(): void } {
  try {
    return acquireLock(join(folder, 'identity.lock'));
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error;
    throw new HostError(
      'device-in-use',
      `The device in ${folder} is already open in process ${error.pid}. A device runs once at a time.`,
    );
  }
}

async function readEnrolment(file: string): Promise<Enrolment | null> {
  const text = await readIfThere(file);
  if (text === null) return null;
  try {
    return Enrolment.parse(JSON.parse(text));
  } catch {
    throw new HostError(
      'bad-identity',
      `${file} is damaged. Move it away and enrol this device with a new code.`,
    );
  }
}

async function refuseSecondEnrolment(enrolment: Enrolment, standing: Standing): Promise<void> {
  if (standing === 'unknown') return;
  const why =
    standing === 'known'
      ? 'its server knows it'
      : `its server at ${enrolment.serverUrl} gives no answer, so it cannot be asked whether it still knows it`;
  throw new HostError(
    'already-enrolled',
    `This device is enrolled as ${enrolment.name}, and ${why}. Nothing was changed.`,
  );
}

/** A device id is safe in a URL; a colon is not in a file name on Windows. */
const archiveName = (enrolment: Enrolment): string =>
  `identity-was-${encodeURIComponent(enrolment.deviceId)}.json`;
const toText = (enrolment: Enrolment): string => `${JSON.stringify(enrolment, null, 2)}\n`;
