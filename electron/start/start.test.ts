import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Identity } from '#shared/wire/bridge.ts';
import { freePorts, makeProject, type Project, runStart } from './testing.ts';

const MINUTE = 60_000;

async function identityAt(port: number): Promise<Identity> {
  const answer = await fetch(`http://127.0.0.1:${port}/bridge/identity`, {
    method: 'POST',
    headers: { 'x-foyer-bridge': '1', 'content-type': 'application/json' },
    body: '{}',
  });
  return Identity.parse(await answer.json());
}

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/health`).then(
    () => true,
    () => false,
  );

async function nothingLeft(base: number): Promise<void> {
  await expect
    .poll(() => Promise.all([base, base + 1, base + 2, base + 3].map(answers)), { timeout: 10_000 })
    .toEqual([false, false, false, false]);
}

/** The process number a lock file names. */
const pidIn = (file: string): number => Number(/"pid":(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]);
const agentPid = (project: Project): number => pidIn(join(project.data, 'devices/counter-1/identity.lock'));

test(
  '[RUN2] one command opens server and two enrolled counters, says where they are, and closes all with Ctrl-C',
  async () => {
    using project = makeProject();
    const base = await freePorts();
    const start = runStart(project, { FOYER_PORT: String(base) });
    await start.until('There is no display here');
    expect(start.said()).toContain(`http://127.0.0.1:${base + 1}/`);
    expect(start.said()).toContain(`http://127.0.0.1:${base + 2}/`);
    expect(start.said()).toContain('clerk 1111');
    expect(await (await fetch(`http://127.0.0.1:${base + 1}/`)).text()).toContain('built');
    const [one, two] = [await identityAt(base + 1), await identityAt(base + 2)];
    expect([one.enrolled, two.enrolled]).toEqual([true, true]);
    expect(one).not.toEqual(two);
    start.child.kill('SIGINT');
    expect(await start.ended).toBe(0);
    await nothingLeft(base);

    const again = runStart(project, { FOYER_PORT: String(base) });
    await again.until('There is no display here');
    expect(await identityAt(base + 1)).toEqual(one);
    again.child.kill('SIGTERM');
    expect(await again.ended).toBe(0);

    // A new database knows nobody: the counters are enrolled anew.
    rmSync(join(project.data, 'server.sqlite'));
    const replaced = runStart(project, { FOYER_PORT: String(base) });
    await replaced.until('There is no display here');
    const anew = await identityAt(base + 1);
    expect(anew).toMatchObject({ enrolled: true });
    expect(anew).not.toEqual(one);
    replaced.child.kill('SIGTERM');
    expect(await replaced.ended).toBe(0);
  },
  2 * MINUTE,
);

test(
  '[RUN4] a crashed counter or server is started again, and a second start says that one runs',
  async () => {
    using project = makeProject();
    const base = await freePorts();
    const start = runStart(project, { FOYER_PORT: String(base) });
    await start.until('There is no display here');
    const before = await identityAt(base + 1);
    process.kill(agentPid(project), 'SIGKILL');
    await start.until('Counter 1 ended by itself');
    await expect.poll(() => identityAt(base + 1).catch(() => null), { timeout: 20_000 }).toEqual(before);

    const second = runStart(project, { FOYER_PORT: String(base + 500) });
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(`Foyer is already running here (process ${start.child.pid})`);
    expect(second.said()).toContain(`http://127.0.0.1:${base + 1}/`);
    using elsewhere = makeProject();
    const clash = runStart(elsewhere, { FOYER_PORT: String(base) });
    expect(await clash.ended).toBe(1);
    expect(clash.said()).toMatch(new RegExp(`Port ${base} is taken by another program.*FOYER_PORT`));

    // However the starter ends, nothing it started is left.
    start.child.kill('SIGKILL');
    await start.ended;
    await nothingLeft(base);
  },
  2 * MINUTE,
);

test(
  '[RUN4] a server that cannot start is given up, with its last words',
  async () => {
    using project = makeProject();
    const start = runStart(project, { FOYER_PORT: String(await freePorts()), FAKE_SERVER: 'broken' });
    expect(await start.ended).toBe(1);
    expect(start.said()).toContain('The sync server does not start.\n');
    expect(start.said()).toContain('the database is locked');
  },
  MINUTE,
);

test(
  '[RUN3] asked to end while it opens, it ends, and leaves nothing',
  async () => {
    using project = makeProject();
    const base = await freePorts();
    const start = runStart(project, { FOYER_PORT: String(base) });
    await start.until('Opening the cinema');
    start.child.kill('SIGTERM');
    expect(await start.ended).toBe(0);
    await nothingLeft(base);
  },
  MINUTE,
);

test(
  '[RUN3] a terminal asks everything at once to end: nothing is taken for a crash',
  async () => {
    using project = makeProject();
    const base = await freePorts();
    const start = runStart(project, { FOYER_PORT: String(base) });
    await start.until('There is no display here');
    // A negative number names the group: the starter and all it started.
    process.kill(-Number(start.child.pid), 'SIGINT');
    expect(await start.ended).toBe(0);
    expect(start.said()).not.toContain('ended by itself');
    await nothingLeft(base);
  },
  MINUTE,
);

test(
  '[RUN5] a port that is none is said',
  async () => {
    using project = makeProject();
    const start = runStart(project, { FOYER_PORT: 'http' });
    expect(await start.ended).toBe(1);
    expect(start.said()).toContain('FOYER_PORT is "http". It must be a number from 1 to 65531.');
  },
  MINUTE,
);

test(
  '[RUN6] where there is a display but no Electron, a browser shows the counter, and is closed with the rest',
  async () => {
    using project = makeProject();
    const base = await freePorts();
    const programs = join(project.root, 'programs');
    const note = join(project.root, 'opened with.txt');
    mkdirSync(programs);
    // As root no browser of Chromium's kind is tried: the system's opener stands for it there.
    const stays = process.getuid?.() === 0 ? '' : 'exec sleep 600';
    for (const name of ['chromium', 'xdg-open']) {
      writeFileSync(join(programs, name), `#!/bin/sh\necho "$0 $@" > "${note}"\n${stays}\n`);
      chmodSync(join(programs, name), 0o755);
    }
    const start = runStart(project, {
      FOYER_PORT: String(base),
      FOYER_OPEN: 'browser',
      DISPLAY: ':99',
      PATH: `${programs}:${process.env['PATH'] ?? ''}`,
    });
    await start.until(/Counter 1 is open in/);
    expect(readFileSync(note, 'utf8')).toContain(`http://127.0.0.1:${base + 1}/`);
    start.child.kill('SIGTERM');
    expect(await start.ended).toBe(0);
    await wait(100);
    await nothingLeft(base);
  },
  MINUTE,
);
