/**
 * What measures inside a page. Built into one script and put into every page before its own scripts run; the page's
 * own code knows nothing of it. Times are milliseconds of `performance.now()` unless they are called epoch.
 */

/** A tap on one seat: when it was tapped, and when each state was painted. */
export type Tap = {
  readonly tappedAt: number;
  readonly askedAt: number;
  /** Whether the frame after the tap already showed the seat as asked for. */
  readonly isNextFrame: boolean;
  readonly grantedAt: number;
};

export type Frames = { readonly gapsMs: number[]; readonly seconds: number };

const MAP = '.seatmap-sheet';

const seatOf = (seatId: string): Element | null => document.querySelector(`[data-seat="${seatId}"]`);
const stateOf = (seatId: string): string | null => seatOf(seatId)?.getAttribute('data-state') ?? null;

/** The end of the frame that shows what the page has drawn by now. */
function painted(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(null);
    });
  });
}

/** Resolves as soon as `isTrue`, looked at after every change of the page. */
function until(isTrue: () => boolean, whatMs: { what: string; msMax: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    if (isTrue()) {
      resolve();
      return;
    }
    const timer = setTimeout(() => {
      observer.disconnect();
      reject(new Error(`waited in vain for ${whatMs.what}`));
    }, whatMs.msMax);
    const observer = new MutationObserver(() => {
      if (!isTrue()) return;
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

const WAIT_MS_MAX = 30_000;

function mapShows(seats: number, taken: number): boolean {
  const map = document.querySelector(MAP);
  if (map === null || map.querySelectorAll('[data-seat]').length !== seats) return false;
  return map.querySelectorAll('[data-state="booked"], [data-state="held"]').length === taken;
}

/** When a map with so many seats, so many of them taken, is painted. */
async function untilMap(seats: number, taken: number): Promise<number> {
  await until(() => mapShows(seats, taken), {
    what: `a map of ${seats} seats, ${taken} of them taken`,
    msMax: WAIT_MS_MAX,
  });
  return painted();
}

/** From the next click of the page to the painted map that it asks for. */
async function switched(seats: number, taken: number): Promise<number> {
  const tappedAt = await nextClick();
  return (await untilMap(seats, taken)) - tappedAt;
}

function nextClick(): Promise<number> {
  return new Promise((resolve) => {
    document.addEventListener('click', (event) => resolve(event.timeStamp), { capture: true, once: true });
  });
}

async function untilState(seatId: string, states: readonly string[]): Promise<void> {
  await until(() => states.includes(stateOf(seatId) ?? ''), {
    what: `seat ${seatId} to be ${states.join(' or ')}`,
    msMax: WAIT_MS_MAX,
  });
}

/** Watches the next tap on a seat until it is painted as granted. */
async function watchTap(seatId: string): Promise<Tap> {
  const tappedAt = await nextClick();
  let frames = 0;
  let isOver = false;
  const count = (): void => {
    frames += 1;
    if (!isOver) requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
  await untilState(seatId, ['asked', 'mine']);
  const isNextFrame = frames === 0;
  isOver = true;
  const [askedAt, grantedAt] = await Promise.all([painted(), untilState(seatId, ['mine']).then(painted)]);
  return { tappedAt, askedAt, isNextFrame, grantedAt };
}

/** When somebody else's hold of a seat is painted, in epoch milliseconds. */
async function watchSeat(seatId: string, state: string): Promise<number> {
  await untilState(seatId, [state]);
  return performance.timeOrigin + (await painted());
}

/** From a click anywhere to the end of the frame after it, where the page has nothing to do: what a browser takes. */
async function emptyFrame(): Promise<number> {
  const startedAt = performance.now();
  return (await painted()) - startedAt;
}

/** From sending a request by hand to the frame after its answer: what the network and the browser take. */
async function bareRequest(url: string, token: string, body: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body,
  });
  await response.json();
  return (await painted()) - startedAt;
}

/** Measures the gaps between frames for so long. */
function frames(ms: number): Promise<Frames> {
  return new Promise((resolve) => {
    const gapsMs: number[] = [];
    const startedAt = performance.now();
    let before = startedAt;
    const frame = (at: number): void => {
      gapsMs.push(at - before);
      before = at;
      if (at - startedAt < ms) requestAnimationFrame(frame);
      else resolve({ gapsMs: gapsMs.slice(1), seconds: (at - startedAt) / 1_000 });
    };
    requestAnimationFrame(frame);
  });
}

/** How many seats the map drew anew since the last call. */
function countChanges(): () => number {
  let changes = 0;
  const observer = new MutationObserver((records) => {
    changes += records.length;
  });
  observer.observe(document, { subtree: true, attributes: true, attributeFilter: ['data-state'] });
  return () => {
    const counted = changes;
    changes = 0;
    return counted;
  };
}

let takeChanges: (() => number) | null = null;

/** Starts counting changed seats, or tells how many there were and starts anew. */
function changes(): number {
  takeChanges ??= countChanges();
  return takeChanges();
}

/** Today's shows that say how many of their seats are free. */
const showsListed = (): number =>
  [...document.querySelectorAll('nav li')].filter((row) => /\d free/.test(row.textContent ?? '')).length;

/** When the counter can be used: so many shows listed with their free seats, and the map of the first one painted. */
async function untilUsable(shows: number, seats: number, taken: number): Promise<number> {
  await until(() => mapShows(seats, taken) && showsListed() >= shows, {
    what: `${shows} shows and a map of ${seats} seats, ${taken} of them taken`,
    msMax: WAIT_MS_MAX,
  });
  return painted();
}

const PULL = /\/pull$/;

/** When the last page of documents had come, once no pull has been answered for a second. */
async function untilPulled(): Promise<number> {
  for (;;) {
    const pulls = performance.getEntriesByType('resource').filter(({ name }) => PULL.test(name));
    const last = Math.max(0, ...pulls.map((entry) => entry.startTime + entry.duration));
    if (performance.now() - last > 1_000) return last;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const freeSeats = (): string[] =>
  [...document.querySelectorAll('[data-seat][data-state="available"]')].map(
    (seat) => seat.getAttribute('data-seat') ?? '',
  );

/** What was armed before the press that it waits for; a press must not overtake its own probe. */
const armed: { tap?: Promise<Tap>; switch?: Promise<number>; seat?: Promise<number> } = {};

function taken<T>(promise: Promise<T> | undefined): Promise<T> {
  return promise ?? Promise.reject(new Error('nothing was armed'));
}

const probes = {
  untilUsable,
  untilPulled,
  untilMap,
  untilState,
  freeSeats,
  emptyFrame,
  bareRequest,
  frames,
  changes,
  armTap: (seatId: string): void => {
    armed.tap = watchTap(seatId);
  },
  tap: () => taken(armed.tap),
  armSwitch: (seats: number, takenSeats: number): void => {
    armed.switch = switched(seats, takenSeats);
  },
  switched: () => taken(armed.switch),
  armSeat: (seatId: string, state: string): void => {
    armed.seat = watchSeat(seatId, state);
  },
  seat: () => taken(armed.seat),
};

declare global {
  interface Window {
    foyerProbes: typeof probes;
  }
}

window.foyerProbes = probes;
