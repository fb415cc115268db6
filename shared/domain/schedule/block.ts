import type { Block, Movie, Screen, Show } from '#shared/wire/catalog.ts';

const MINUTE_MS = 60_000;

/** The screen's time, from `fromMs` (included) to `toMs` (excluded), epoch milliseconds. */
export type BlockSpan = { readonly fromMs: number; readonly toMs: number };

/** How long a show keeps its screen busy, in minutes: trailers, feature, interval and cleaning. */
export function blockMinutes(block: Block): number {
  return block.trailerMinutes + block.featureMinutes + block.intervalMinutes + block.cleaningMinutes;
}

/** The block a movie takes in a screen. */
export function blockFor(
  movie: Movie,
  screen: Screen,
  extra: { trailerMinutes: number; intervalMinutes: number },
): Block {
  return { ...extra, featureMinutes: movie.runningMinutes, cleaningMinutes: screen.cleaningMinutes };
}

/** When a show has its screen for itself. The advertised start is when the trailers begin. */
export function blockOf(show: Show): BlockSpan {
  const fromMs = Date.parse(show.startsAt);
  return { fromMs, toMs: fromMs + blockMinutes(show.block) * MINUTE_MS };
}

/**
 * Every pair of shows that want one screen at one time, the earlier first: the rule no schedule may break. A show may
 * begin in the minute in which cleaning ends; cancelled shows need no screen.
 */
export function overlaps(shows: readonly Show[]): readonly (readonly [Show, Show])[] {
  const pairs: (readonly [Show, Show])[] = [];
  for (const ofScreen of byScreen(shows)) {
    const timed = ofScreen.map((show) => ({ show, span: blockOf(show) }));
    timed.sort((a, b) => a.span.fromMs - b.span.fromMs || (a.show.id < b.show.id ? -1 : 1));
    for (const [at, earlier] of timed.entries()) {
      for (let next = at + 1; next < timed.length; next++) {
        const later = timed[next];
        if (later === undefined || later.span.fromMs >= earlier.span.toMs) break;
        pairs.push([earlier.show, later.show]);
      }
    }
  }
  return pairs;
}

function byScreen(shows: readonly Show[]): Iterable<Show[]> {
  const screens = new Map<string, Show[]>();
  for (const show of shows) {
    if (show.cancelled === true) continue;
    const known = screens.get(show.screenId);
    if (known === undefined) screens.set(show.screenId, [show]);
    else known.push(show);
  }
  return screens.values();
}
