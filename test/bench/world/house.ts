import { join } from 'node:path';
import type { z } from 'zod';
import { Seatmap } from '#shared/wire/catalog.ts';
import { EnrolAnswer, SignInAnswer } from '#shared/wire/messages.ts';
import { type Listening, type Program, startServer } from '#test/support/processes.ts';
import type { Run } from '../bench.ts';
import { leaveNothing } from '../leftovers.ts';
import { type Programme, programmeOf, type Size } from './catalogue.ts';
import { CLERK, type Furnished, furnish } from './furnish.ts';
import { pullAll } from './pull.ts';

/** A cinema of a bench: its programme, and its sync server as a process of its own. */
export class House {
  readonly programme: Programme;
  readonly furnished: Furnished;
  private readonly server: Listening & { program: Program };
  private codesUsed = 0;

  private constructor(programme: Programme, furnished: Furnished, server: Listening & { program: Program }) {
    this.programme = programme;
    this.furnished = furnished;
    this.server = server;
  }

  /** Furnishes a new database and serves it. `soldShare` is 0 to 1. */
  static async open(run: Run, name: string, size: Size, soldShare: number): Promise<House> {
    const db = join(run.folder, `${name}.sqlite`);
    const programme = programmeOf(size, Date.now());
    const furnished = await furnish(db, programme, soldShare, run.say);
    const server = await startServer({ db, demo: false });
    leaveNothing(() => server.program.child.kill('SIGKILL'));
    return new House(programme, furnished, server);
  }

  get url(): string {
    return this.server.url;
  }

  /** A code of a counter that nobody has used. */
  code(): string {
    const code = this.furnished.codes[this.codesUsed];
    this.codesUsed += 1;
    if (code === undefined) throw new Error('no enrolment code left');
    return code;
  }

  enrol(name: string): Promise<EnrolAnswer> {
    return enrolAt(this.url, this.code(), name);
  }

  signIn(token: string): Promise<SignInAnswer> {
    return post(`${this.url}/sign-in`, { staffId: CLERK.id, pin: CLERK.pin }, SignInAnswer, token);
  }

  /** Seats of a show that somebody has. */
  async takenSeats(token: string, showId: string): Promise<ReadonlySet<string>> {
    const maps = await pullAll(this.url, token, 'seatmaps', Seatmap);
    const seats = Object.entries(maps.find(({ id }) => id === showId)?.seats ?? {});
    return new Set(seats.filter(([, { status }]) => status !== 'available').map(([id]) => id));
  }

  async close(): Promise<void> {
    await this.server.program.stop();
  }
}

/** Enrols a device with a code of its cinema. */
export const enrolAt = (url: string, code: string, name: string): Promise<EnrolAnswer> =>
  post(`${url}/enrol`, { code, name }, EnrolAnswer);

async function post<T>(address: string, body: object, schema: z.ZodType<T>, token = ''): Promise<T> {
  const response = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
  return schema.parse(await response.json());
}
