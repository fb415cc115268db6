import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { makePrivateFolder } from '#electron/abilities/durable.ts';
import { openKioskExit } from '#electron/abilities/kiosk-exit.ts';
import { fakeServer, temporaryFolder } from '#electron/abilities/testing.ts';

export const KIOSK_PIN = '482913';

/** Where a host lives during one test: a device's folder, and a sync server that can be cut off. */
export type Place = AsyncDisposable & {
  readonly folder: string;
  readonly deviceFolder: string;
  readonly serverUrl: string;
  readonly server: ReturnType<typeof fakeServer>;
  /** Everything the host has on disk, as one line per file. */
  contents(): string[];
  /** The files that hold the device's secrets, as they lie on disk. */
  secrets(): { name: string; text: string; isPrivate: boolean }[];
};

export async function openPlace(): Promise<Place> {
  const folder = temporaryFolder();
  const deviceFolder = join(folder.path, 'desktop');
  await makePin(deviceFolder);
  const server = fakeServer();
  const http = createServer((request, response) => {
    answer(server, request).then(
      async (answered) => {
        response.writeHead(answered.status, { 'content-type': 'application/json' });
        response.end(await answered.text());
      },
      // A line that is cut gives no answer at all.
      () => response.destroy(),
    );
  });
  await new Promise<void>((done) => {
    http.listen(0, '127.0.0.1', done);
  });
  const address = http.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  return {
    folder: folder.path,
    deviceFolder,
    serverUrl: `http://127.0.0.1:${address.port}`,
    server,
    contents: () => filesIn(deviceFolder),
    secrets: () =>
      ['device-key', 'identity.json', 'sign-in-pepper', 'sign-ins'].map((name) => {
        const file = join(deviceFolder, name);
        const isPrivate = process.platform === 'win32' || (statSync(file).mode & 0o077) === 0;
        return { name, text: readFileSync(file, 'utf8'), isPrivate };
      }),
    [Symbol.asyncDispose]: async () => {
      http.closeAllConnections();
      await new Promise<void>((done) => {
        http.close(() => done());
      });
      folder[Symbol.dispose]();
    },
  };
}

async function makePin(deviceFolder: string): Promise<void> {
  makePrivateFolder(deviceFolder);
  await openKioskExit(deviceFolder, Date.now).setPin(KIOSK_PIN);
}

async function answer(server: Place['server'], request: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { authorization } = request.headers;
  return server.fetch(`http://server${request.url ?? '/'}`, {
    method: request.method ?? 'GET',
    headers: authorization === undefined ? {} : { authorization },
    ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks).toString('utf8') }),
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => `${file} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`);
}
