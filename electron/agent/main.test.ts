import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../abilities/testing.ts';
import { choosePort, rememberPort } from './port.ts';

type Started = { child: ChildProcess; url: string; said: () => string };

async function start(data: string, ...args: string[]): Promise<Started> {
  const script = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [
    '--import',
    'tsx',
    script,
    '--data',
    data,
    '--server',
    'http://127.0.0.1:1',
    ...args,
  ]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  const url = /"url":"([^"]+)"/.exec(said)?.[1] ?? '';
  return { child, url, said: () => said };
}

async function end({ child }: Started, signal: NodeJS.Signals): Promise<number | null> {
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
  return child.exitCode;
}

test('[AGT9] the agent says where it serves, stops cleanly, and frees the device', async () => {
  using folder = temporaryFolder();
  const first = await start(folder.path, '--port', '0', '--pages', folder.path);
  expect(await (await fetch(`${first.url}health`)).json()).toEqual({ status: 'ok', device: 'counter-1' });
  const second = await start(folder.path, '--port', '0');
  expect(second.child.exitCode ?? (await once(second.child, 'exit'))[0]).toBe(1);
  await expect
    .poll(() => second.said())
    .toMatch(/already open in process \d+\. A device runs once at a time/);
  expect(await end(first, 'SIGTERM')).toBe(0);
  const third = await start(folder.path, '--port', '0');
  expect(third.url).not.toBe('');
  expect(await end(third, 'SIGINT')).toBe(0);
}, 60_000);

test('[AGT9] the port of last time is taken again, and another one is noticed', async () => {
  using folder = temporaryFolder();
  expect(await choosePort(folder.path, null, 8411)).toEqual({ port: 8411, movedFrom: null });
  await rememberPort(folder.path, 9001);
  expect(await choosePort(folder.path, null, 8411)).toEqual({ port: 9001, movedFrom: null });
  expect(await choosePort(folder.path, 9001, 8411)).toEqual({ port: 9001, movedFrom: null });
  expect(await choosePort(folder.path, 9002, 8411)).toEqual({ port: 9002, movedFrom: 9001 });
  expect(await choosePort(folder.path, 0, 8411)).toEqual({ port: 0, movedFrom: null });
});
