import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { acquireLock, LockHeld } from './lock.ts';
import { temporaryFolder } from './testing.ts';

const MODULE = JSON.stringify(pathToFileURL(join(import.meta.dirname, 'lock.ts')).href);

function holdElsewhere(file: string): ReturnType<typeof spawn> {
  const code = `const { acquireLock } = await import(${MODULE}); acquireLock(${JSON.stringify(file)}, 'at home'); console.log('held'); setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('[AGT1] a lock is held once, says by whom, and is free again when released', () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'x.lock');
  const lock = acquireLock(file, 'http://127.0.0.1:8411/');
  expect(() => acquireLock(file)).toThrow(LockHeld);
  try {
    acquireLock(file);
  } catch (error) {
    expect(error).toMatchObject({ pid: process.pid, says: 'http://127.0.0.1:8411/' });
  }
  lock.release();
  acquireLock(file).release();
});

test('[AGT1] another process is kept out while the holder lives, and takes over when it was killed', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'x.lock');
  const holder = holdElsewhere(file);
  if (holder.stdout === null) throw new Error('no output');
  await once(holder.stdout, 'data');
  expect(() => acquireLock(file)).toThrow(LockHeld);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  acquireLock(file).release();
});

test('[AGT1] a lock whose process number now belongs to somebody else is taken over', () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'x.lock');
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  for (const holder of [
    { pid: dead, born: '', nonce: 'n', says: '' },
    { pid: process.pid, born: 'another-boot/1', nonce: 'n', says: '' },
  ]) {
    writeFileSync(file, JSON.stringify(holder));
    if (process.platform !== 'linux' && holder.pid === process.pid) continue;
    acquireLock(file).release();
  }
  writeFileSync(file, '{"pid":');
  acquireLock(file).release();
});

test('[AGT1] releasing never removes the lock of a successor', () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'x.lock');
  const first = acquireLock(file);
  writeFileSync(file, JSON.stringify({ pid: process.pid, born: '', nonce: 'successor', says: '' }));
  first.release();
  expect(readFileSync(file, 'utf8')).toContain('successor');
});
