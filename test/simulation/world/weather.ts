import type { DeviceKind } from '#shared/wire/catalog.ts';
import type { Chance } from '#sync-server/programme/chance.ts';

/** What can go wrong in one simulated cinema. Each schedule has some of it, so that each kind meets the others. */
export const TROUBLES = [
  'drops',
  'duplicates',
  'delays',
  'partitions',
  'server-crashes',
  'restores',
  'server-clock',
  'kiosk-crashes',
  'cleared-replicas',
  'kiosk-clocks',
  'revocations',
  'slow-terminals',
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** How one schedule's cinema is made. */
export type Weather = {
  readonly kiosks: readonly DeviceKind[];
  readonly shows: number;
  readonly troubles: ReadonlySet<Trouble>;
  /** Of the orders, so many in a hundred are for seats somebody may have. */
  readonly rivalryPercent: number;
};

/** Draws a schedule's weather; `calm` takes troubles out of it again without drawing otherwise. */
export function weatherOf(chance: Chance, calm: ReadonlySet<Trouble>): Weather {
  const kinds = ['counter', 'lobby', 'counter'] as const;
  const more = Array.from({ length: chance.int(1, 3) }, () => kinds[chance.int(0, 2)] ?? 'counter');
  const share = 0.2 + 0.6 * chance.next();
  const troubles = TROUBLES.filter((trouble) => chance.maybe(share) && !calm.has(trouble));
  return {
    kiosks: ['counter', ...more],
    shows: chance.maybe(0.3) ? 2 : 1,
    troubles: new Set(troubles),
    rivalryPercent: chance.int(5, 40),
  };
}
