import type { Clerk } from '../kiosk/clerk.ts';
import type { Cinema } from './cinema.ts';
import type { Trouble } from './weather.ts';

const HOUR_MS = 3_600_000;

/** Whatever breaks a cinema's evening. */
export class Nemesis {
  readonly #cinema: Cinema;

  constructor(cinema: Cinema) {
    this.#cinema = cinema;
  }

  strike(): void {
    const { world } = this.#cinema;
    const kinds = [...world.weather.troubles].filter((trouble) => trouble in this.#blows);
    const kind = world.pick(kinds);
    if (kind !== undefined) this.#blows[kind]?.();
  }

  readonly #blows: Partial<Record<Trouble, () => void>> = {
    partitions: () => this.#cut(),
    'server-crashes': () => this.#crashServer(),
    'server-clock': () => this.#turnServerClock(),
    restores: () => this.#backUpOrRestore(),
    'kiosk-crashes': () => this.#crashKiosk(false),
    'cleared-replicas': () => this.#crashKiosk(true),
    'kiosk-clocks': () => this.#turnKioskClock(),
    revocations: () => this.#revoke(),
  };

  #someone(): Clerk | undefined {
    return this.#cinema.world.pick(this.#cinema.clerks);
  }

  #cut(): void {
    const { world } = this.#cinema;
    const line = this.#someone()?.kiosk.line;
    const name = this.#cinema.clerks.find((one) => one.kiosk.line === line)?.kiosk.name ?? '';
    if (line === undefined) return;
    const which = world.pick(['both', 'both', 'both', 'up', 'down'] as const) ?? 'both';
    line.upCut = which !== 'down';
    line.downCut = which !== 'up';
    if (world.telling) world.tell('nemesis', `cuts the line of ${name} (${which})`);
    world.in(world.chance.int(500, 90_000), () => {
      line.upCut = false;
      line.downCut = false;
      if (world.telling) world.tell('nemesis', `mends the line of ${name}`);
    });
  }

  #crashServer(): void {
    const { world, server } = this.#cinema;
    if (!server.isUp) return;
    if (world.telling) world.tell('nemesis', 'kills the server');
    server.crash();
    world.in(world.chance.int(200, 20_000), () => server.start());
  }

  /** Its wall clock is set to anything; the server reads it at its next start. */
  #turnServerClock(): void {
    const { world, server } = this.#cinema;
    server.wallOffMs = world.chance.int(-10, 10) * HOUR_MS;
    server.crystal.run(0.7 + world.chance.next() * 0.6);
    if (world.telling) world.tell('nemesis', `sets the server's clock ${server.wallOffMs / HOUR_MS} h off`);
    if (world.chance.maybe(0.5)) this.#crashServer();
  }

  #turnKioskClock(): void {
    const { world } = this.#cinema;
    const kiosk = this.#someone()?.kiosk;
    if (kiosk === undefined) return;
    const hours = world.chance.int(-10, 10);
    kiosk.wallOffMs = hours * HOUR_MS;
    // A clock that is far off is a bad one: it runs up to a quarter fast or slow as well.
    kiosk.crystal.run(1 + hours / 40);
    if (world.telling) world.tell('nemesis', `sets the clock of ${kiosk.name} ${hours} h off`);
  }

  #backUpOrRestore(): void {
    const { world, server, clerks } = this.#cinema;
    if (server.working.closed) {
      if (world.chance.maybe(0.3)) server.open();
      return;
    }
    if (server.backup === null || world.chance.maybe(0.4)) {
      server.backup = server.committed;
      if (world.telling) world.tell('nemesis', 'takes a backup');
      return;
    }
    if (!server.isUp) return;
    server.crash();
    server.restore(clerks.map(({ kiosk }) => kiosk.deviceId));
    if (world.telling) world.tell('nemesis', `puts the backup back: ${server.committed.epoch}`);
    world.in(world.chance.int(200, 10_000), () => server.start());
  }

  #crashKiosk(clears: boolean): void {
    const { world } = this.#cinema;
    const kiosk = this.#someone()?.kiosk;
    if (kiosk === undefined || !kiosk.isUp) return;
    kiosk.crash();
    if (clears) kiosk.clear();
    if (world.telling) world.tell('nemesis', `${clears ? 'clears' : 'kills'} ${kiosk.name}`);
    world.in(world.chance.int(200, 20_000), () => kiosk.start());
  }

  #revoke(): void {
    const kiosk = this.#someone()?.kiosk;
    if (kiosk !== undefined) this.#cinema.server.revoke(kiosk.deviceId);
  }
}
