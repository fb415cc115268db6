import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { Booking, PushedBooking } from '#shared/wire/booking.ts';
import { Screen, Seatmap, Show } from '#shared/wire/catalog.ts';
import {
  type Checkpoint,
  EnrolAnswer,
  ErrorAnswer,
  PullAnswer,
  PushAnswer,
  SignInAnswer,
  StaffList,
} from '#shared/wire/messages.ts';
import { CinemaList, ScheduleAnswer } from '#shared/wire/schedule.ts';
import { listen, until } from '../http/testing/server.ts';
import { type Running, run, type Started, started, stopped } from './testing/process.ts';

/** A demo server as a process of its own, over the real engine. */
// Every test starts processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const directory = mkdtempSync(join(tmpdir(), 'foyer demo '));
const ARGS = ['--port', '0', '--db', join(directory, 'server.sqlite'), '--demo', '--hold-seconds', '60'];
let running: Running;
let line: Started;

type Device = z.infer<typeof EnrolAnswer>;
let till: Device;
let rival: Device;

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${line.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const as = (device: Device) => ({ authorization: `Bearer ${device.token}` });
const enrol = async (code: string | undefined) =>
  EnrolAnswer.parse(await (await post('/enrol', { code, name: 'Till' })).json());
const push = async (device: Device, rows: readonly unknown[]) =>
  PushAnswer.parse(await (await post('/bookings/1/push', rows, as(device))).json());

async function pullAll<T extends z.ZodType>(collection: string, schema: T): Promise<z.infer<T>[]> {
  const all: z.infer<T>[] = [];
  for (let from: Checkpoint = { lwt: 0, id: '' }; ; ) {
    const query = `lwt=${from.lwt}&id=${from.id}&limit=1000`;
    const answer = await fetch(`${line.url}/${collection}/1/pull?${query}`, { headers: as(till) });
    const { documents, checkpoint } = PullAnswer.parse(await answer.json());
    all.push(...documents.map(({ _deleted, ...document }) => schema.parse(document)));
    if (documents.length < 1_000) return all;
    from = checkpoint;
  }
}

type Place = { show: Show; seatIds: string[] };
/** Untouched seats of a show that is still to come; each call gives others. */
const free = (() => {
  let used = 0;
  let places: Promise<Place> | null = null;
  const find = async (): Promise<Place> => {
    const shows = await pullAll('shows', Show);
    const show = shows.find((one) => Date.parse(one.startsAt) > Date.now() + 24 * 3_600_000);
    const screen = (await pullAll('screens', Screen)).find((one) => one.id === show?.screenId);
    const touched = (await pullAll('seatmaps', Seatmap)).find((one) => one.id === show?.id)?.seats ?? {};
    if (show === undefined || screen === undefined) throw new Error('The demo shows nothing.');
    const plain = screen.seats.filter((seat) => !seat.wheelchair && !seat.companion && !seat.house);
    return { show, seatIds: plain.filter((seat) => !(seat.id in touched)).map((seat) => seat.id) };
  };
  return async (count: number): Promise<Place> => {
    places ??= find();
    const { show, seatIds } = await places;
    used += count;
    return { show, seatIds: seatIds.slice(used - count, used) };
  };
})();

let made = 0;
function holdOf({ show, seatIds }: Place): PushedBooking {
  made += 1;
  return PushedBooking.parse({
    id: `demo-test-${made}`,
    showId: show.id,
    cinemaId: show.cinemaId,
    status: 'requested',
    rev: 0,
    seats: seatIds.map((seatId) => ({ seatId, rev: 0, ticketType: 'adult' })),
  });
}

beforeAll(async () => {
  running = run(ARGS);
  line = await started(running);
  till = await enrol(line.codes.counter[0]);
  rival = await enrol(line.codes.counter[1]);
});
afterAll(async () => {
  await stopped(running);
  rmSync(directory, { recursive: true, force: true });
});

test('[CLI2] the line holds twenty or more codes of every kind, all different, and the PINs', () => {
  for (const codes of Object.values(line.codes)) expect(codes.length).toBeGreaterThanOrEqual(20);
  const all = Object.values(line.codes).flat();
  expect(new Set(all).size).toBe(all.length);
  expect(new Set(Object.keys(line.pins))).toEqual(new Set(['clerk', 'supervisor', 'manager']));
});

test('[CLI2] every kind of code enrols a device of its kind at the largest cinema', async () => {
  for (const kind of ['counter', 'lobby', 'door', 'manager'] as const) {
    const device = await enrol(line.codes[kind].at(-1));
    expect(device).toMatchObject({ kind, cinemaId: till.cinemaId });
  }
});

test('[CLI6] codes made beside the running server enrol devices at it', async () => {
  const db = ['--db', ARGS[3] ?? ''];
  const asked = run(['codes', ...db, '--cinema', till.cinemaId, '--kind', 'door', '--count', '3']);
  const { code, out } = await asked.ended;
  expect(code).toBe(0);
  const { codes } = z.strictObject({ codes: z.array(z.string()).length(3) }).parse(JSON.parse(out));
  expect(await enrol(codes[2])).toMatchObject({ kind: 'door', cinemaId: till.cinemaId });
});

test('[CLI2] the PINs of the line sign the demo staff in', async () => {
  const { staff } = StaffList.parse(await (await fetch(`${line.url}/staff`, { headers: as(till) })).json());
  const clerk = staff.find((member) => member.role === 'clerk');
  const answer = await post('/sign-in', { staffId: clerk?.id, pin: line.pins['clerk'] }, as(till));
  const { staffToken } = SignInAnswer.parse(await answer.json());
  const headers = { ...as(till), 'foyer-staff': staffToken };
  expect(await (await fetch(`${line.url}/me`, { headers })).json()).toMatchObject({
    staff: { id: clerk?.id },
  });
});

test('[HTTP3] of two tills that want the same seat one gets it, and the other is told', async () => {
  const place = await free(2);
  const [[first], [second]] = await Promise.all([
    push(till, [{ newDocumentState: holdOf(place) }]),
    push(rival, [{ newDocumentState: holdOf(place) }]),
  ]);
  const outcomes = [first, second].map((booking) => booking?.['status']);
  expect(new Set(outcomes)).toEqual(new Set(['pending', 'rejected']));
});

test('[HTTP3] a bad row is answered by itself and fails none of the good rows beside it', async () => {
  const good = holdOf(await free(1));
  const after = holdOf(await free(1));
  const rows = [
    { newDocumentState: good },
    17,
    null,
    { newDocumentState: { id: 'bad-1', status: 'requested' } },
    { newDocumentState: { ...holdOf(await free(1)), id: 'bad-2', surprise: true } },
    { newDocumentState: { ...holdOf(await free(1)), id: 'bad-3', rev: 'one' } },
    { newDocumentState: { id: 'bad\u0000id' } },
    { newDocumentState: after },
  ];
  const answer = new Map((await push(till, rows)).map((document) => [document.id, document]));
  expect(answer.get(good.id)).toMatchObject({ status: 'pending' });
  expect(answer.get(after.id)).toMatchObject({ status: 'pending' });
  for (const id of ['bad-1', 'bad-2', 'bad-3']) {
    expect(answer.get(id)).toMatchObject({ _deleted: true, _refused: { code: 'malformed' } });
  }
  expect(running.said.err).toContain('rows refused');
});

test('[STR2] a hold at one till is poked about at the other within a moment', async () => {
  const stream = await listen(`${line.url}/stream?collections=seatmaps`, as(rival));
  await until(() => stream.heard.some((one) => one.kind === 'message'));
  const before = stream.heard.length;
  const sentMs = performance.now();
  await push(till, [{ newDocumentState: holdOf(await free(1)) }]);
  await until(() => stream.heard.slice(before).some((one) => one.kind === 'message'));
  expect(performance.now() - sentMs).toBeLessThan(1_000);
  stream.stop();
});

test('[HTTP5] a checkpoint of a foreign epoch is 409 with the right one', async () => {
  const { epoch } = await (await fetch(`${line.url}/health`)).json();
  const answer = await fetch(`${line.url}/shows/1/pull?lwt=1&id=elsewhere`, { headers: as(till) });
  expect([answer.status, (await answer.json()).epoch]).toEqual([409, epoch]);
});

test('[HTTP14] the programme of a day has its shows in order, their movies and screens, and no devices', async () => {
  const { cinemas } = CinemaList.parse(
    await (await fetch(`${line.url}/cinemas`, { headers: as(till) })).json(),
  );
  expect(JSON.stringify(cinemas)).not.toContain('devices');
  const today = await fetch(`${line.url}/schedule`, { headers: as(till) });
  const schedule = ScheduleAnswer.parse(await today.json());
  const starts = schedule.shows.map((show) => Date.parse(show.startsAt));
  expect(starts.length).toBeGreaterThan(0);
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  const movies = new Set<string>(schedule.movies.map((movie) => movie.id));
  expect(schedule.shows.every((show) => movies.has(show.movieId))).toBe(true);
  const unknown = await fetch(`${line.url}/schedule?cinemaId=nowhere`, { headers: as(till) });
  expect([unknown.status, ErrorAnswer.parse(await unknown.json()).error.code]).toEqual([
    404,
    'unknown-cinema',
  ]);
  expect((await fetch(`${line.url}/schedule?day=2026-13-01`, { headers: as(till) })).status).toBe(400);
});

test('[HTTP14] the whole chain can be read: every cinema, and a day of each', async () => {
  const list = await fetch(`${line.url}/cinemas`, { headers: as(till) });
  const { cinemas } = CinemaList.parse(await list.json());
  const ids = cinemas.map((cinema) => cinema.id);
  expect(ids).toContain(till.cinemaId);
  expect(ids.length).toBeGreaterThan(1);
  for (const id of ids) {
    const asked = await fetch(`${line.url}/schedule?cinemaId=${id}`, { headers: as(till) });
    const { cinema, shows, screens } = ScheduleAnswer.parse(await asked.json());
    expect(cinema.id).toBe(id);
    expect(shows.length).toBeGreaterThan(0);
    expect(new Set(shows.map((show) => show.screenId))).toEqual(new Set(screens.map((screen) => screen.id)));
  }
});

test('[HTTP4] sixty megabytes pushed in pieces cost the server no memory', async () => {
  const memory = async () => {
    const text = await (await fetch(`${line.url}/metrics`)).text();
    return Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1]);
  };
  const before = await memory();
  const piece = Buffer.alloc(1024 * 1024, 0x20);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { ...as(till), 'content-type': 'application/json' };
    const sending = request(`${line.url}/bookings/1/push`, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sending.once('error', reject);
    const send = (left: number): void => {
      if (left === 0) sending.end();
      else sending.write(piece, () => send(left - 1));
    };
    send(60);
  });
  expect(status).toBe(413);
  expect((await memory()) - before).toBeLessThan(40 * 1024 * 1024);
});

test('[CLI3] stops in order with streams and pushes open, and what was answered is there afterwards', async () => {
  const stream = await listen(`${line.url}/stream`, as(till));
  const rows = [];
  for (let index = 0; index < 20; index += 1) rows.push(holdOf(await free(1)));
  const pushes = rows.map((row) => push(till, [{ newDocumentState: row }]).catch(() => []));
  await new Promise((resolve) => setTimeout(resolve, 5));
  const stopMs = performance.now();
  const ended = await stopped(running);
  expect(ended.code).toBe(0);
  expect(performance.now() - stopMs).toBeLessThan(5_000);
  await stream.ended;
  const answered = (await Promise.all(pushes)).flat().filter((booking) => booking['status'] === 'pending');

  const before = line;
  running = run(ARGS);
  line = await started(running);
  expect(line.codes.counter.some((code) => before.codes.counter.includes(code))).toBe(false);
  const late = await post('/enrol', { code: before.codes.counter[5], name: 'Late' });
  expect([late.status, ErrorAnswer.parse(await late.json()).error.code]).toEqual([403, 'unknown-code']);
  expect((await enrol(line.codes.counter[0])).cinemaId).toBe(till.cinemaId);
  const ids = new Set<string>((await pullAll('bookings', Booking)).map(({ id }) => id));
  for (const booking of answered) expect(ids.has(booking.id)).toBe(true);
});
