import { createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDevice } from './identity.ts';
import { fakeServer, temporaryFolder } from './testing.ts';

const input = { serverUrl: 'http://server', code: 'good', name: 'Counter 1' };

test('[AGT3] a device enrols with a code and is still enrolled after a restart', async () => {
  using folder = temporaryFolder();
  const server = fakeServer();
  const open = () => openDevice({ folder: folder.path, serverUrl: 'http://server', fetch: server.fetch });
  const first = await open();
  expect(first.identity()).toEqual({ enrolled: false, serverUrl: 'http://server' });
  const enrolled = await first.enrol(input);
  expect(enrolled).toMatchObject({ enrolled: true, deviceId: 'dev-1', token: 'token-1', name: 'Counter 1' });
  expect(server.enrolments).toEqual([{ code: 'good', name: 'Counter 1', publicKey: first.publicKey }]);
  first.close();
  const second = await open();
  expect(second.identity()).toEqual(enrolled);
  expect(second.publicKey).toBe(first.publicKey);
  second.close();
});

test('[AGT2] key and token are in files only their owner can read, and nothing half-written stays behind', async () => {
  using folder = temporaryFolder();
  const server = fakeServer();
  const device = await openDevice({ folder: folder.path, serverUrl: 'http://server', fetch: server.fetch });
  await device.enrol(input);
  for (const file of ['device-key', 'identity.json']) {
    expect(statSync(join(folder.path, file)).mode & 0o777).toBe(0o600);
  }
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.draft'))).toEqual([]);
  expect(JSON.stringify(device.identity())).not.toContain('PRIVATE');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: device.publicKey }, format: 'jwk' });
  const bytes = new TextEncoder().encode('ticket');
  expect(verify(null, bytes, key, device.sign(bytes))).toBe(true);
  device.close();
});

test('[AGT1] a device is open in one process at a time', async () => {
  using folder = temporaryFolder();
  const options = { folder: folder.path, serverUrl: 'http://server' };
  const device = await openDevice(options);
  await expect(openDevice(options)).rejects.toThrow(/already open in process \d+\. A device runs once/);
  device.close();
  (await openDevice(options)).close();
});

test('[AGT3] a device its server knows is not enrolled a second time, nor while nobody can be asked', async () => {
  using folder = temporaryFolder();
  const server = fakeServer();
  const device = await openDevice({ folder: folder.path, serverUrl: 'http://server', fetch: server.fetch });
  await device.enrol(input);
  await expect(device.enrol(input)).rejects.toThrow(/enrolled as Counter 1, and its server knows it/);
  server.down = true;
  await expect(device.enrol(input)).rejects.toThrow(/gives no answer/);
  expect(server.enrolments).toHaveLength(1);
  device.close();
});

test('[AGT3] once the server has lost the device it can be enrolled anew, and what it was is kept', async () => {
  using folder = temporaryFolder();
  const server = fakeServer();
  const device = await openDevice({ folder: folder.path, serverUrl: 'http://server', fetch: server.fetch });
  await device.enrol(input);
  server.tokens.clear();
  expect(await device.standing()).toBe('unknown');
  expect(await device.enrol(input)).toMatchObject({ deviceId: 'dev-2', token: 'token-2' });
  expect(await device.standing()).toBe('known');
  expect(readFileSync(join(folder.path, 'identity-was-dev-1.json'), 'utf8')).toContain('token-1');
  device.close();
});

test('[AGT3] why an enrolment failed is said in a sentence, and the device stays as it was', async () => {
  using folder = temporaryFolder();
  const server = fakeServer();
  const device = await openDevice({ folder: folder.path, serverUrl: 'http://server', fetch: server.fetch });
  await expect(device.enrol({ ...input, code: 'bad' })).rejects.toThrow(
    'The server refused the code: no such code',
  );
  await expect(device.enrol({ ...input, serverUrl: 'ftp://x' })).rejects.toThrow(/http:\/\/ or https:/);
  server.down = true;
  await expect(device.enrol(input)).rejects.toThrow(/No answer from http:\/\/server/);
  expect(device.identity().enrolled).toBe(false);
  device.close();
});

test('[AGT3] two enrolments at once use up one code', async () => {
  using folder = temporaryFolder();
  const server = fakeServer();
  const device = await openDevice({ folder: folder.path, serverUrl: 'http://server', fetch: server.fetch });
  const both = await Promise.allSettled([device.enrol(input), device.enrol(input)]);
  expect(both.map((one) => one.status)).toEqual(['fulfilled', 'rejected']);
  expect(server.enrolments).toHaveLength(1);
  device.close();
});

test('[AGT2] a damaged identity or key is said, never replaced', async () => {
  using folder = temporaryFolder();
  const options = { folder: folder.path, serverUrl: 'http://server' };
  (await openDevice(options)).close();
  writeFileSync(join(folder.path, 'identity.json'), '{');
  await expect(openDevice(options)).rejects.toThrow(/is damaged/);
  expect(readFileSync(join(folder.path, 'identity.json'), 'utf8')).toBe('{');
  writeFileSync(join(folder.path, 'device-key'), 'no key');
  await expect(openDevice(options)).rejects.toThrow(/cannot be read as this device's key/);
});
