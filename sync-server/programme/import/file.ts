import { z } from 'zod';

/** Bounds of one file; a year's programme of a large house stays far below them. */
export const PROGRAMME_BYTES_MAX = 64 * 1024 * 1024;
const FILMS_MAX = 5_000;
const PERFORMANCES_PER_FILM_MAX = 20_000;
const SESSIONS_MAX = 50_000;
const RUNNING_MS_MAX = 24 * 60 * 60_000;
/** Outside these a number is no time of a performance in milliseconds; seconds would land in 1970. */
const TIME_MS_MIN = Date.UTC(2000, 0, 1);
const TIME_MS_MAX = Date.UTC(2100, 0, 1);

const Envelope = z.strictObject({
  source: z.string().max(2_000),
  snapshot: z.string().max(2_000),
  films: z.array(z.unknown()).max(FILMS_MAX),
});

const text = z.string().max(10_000);
const Film = z.strictObject({
  title: text.trim().min(1).max(300),
  url: z.url(),
  overview: z.strictObject({
    categories: z.array(text),
    year: z.string().length(4).exactOptional(),
    /** Running time in milliseconds; 0 says that nobody knew it. */
    duration: z.number().min(0).max(RUNNING_MS_MAX).exactOptional(),
    directors: z.array(text),
    actors: z.array(text),
    classification: text.min(1).exactOptional(),
    trailer: text.min(1).exactOptional(),
  }),
  performances: z.array(z.unknown()).min(1).max(PERFORMANCES_PER_FILM_MAX),
  themoviedb: z
    .strictObject({ id: z.number(), title: text.min(1), releaseDate: text.min(1), summary: text })
    .exactOptional(),
});
type Film = z.infer<typeof Film>;
export type FilmFacts = Omit<Film, 'performances'>;

const Performance = z.strictObject({
  /** Epoch milliseconds. */
  time: z
    .int()
    .refine(
      (ms) => ms >= TIME_MS_MIN && ms < TIME_MS_MAX,
      'is not a time in milliseconds between 2000 and 2100',
    ),
  screen: text.trim().min(1).max(100).exactOptional(),
  notes: text,
  bookingUrl: z.url(),
  status: z.strictObject({ soldOut: z.boolean().exactOptional() }),
  accessibility: z.strictObject({
    audioDescription: z.boolean().exactOptional(),
    babyFriendly: z.boolean().exactOptional(),
    hardOfHearing: z.boolean().exactOptional(),
    relaxed: z.boolean().exactOptional(),
    subtitled: z.boolean().exactOptional(),
  }),
});
export type Performance = z.infer<typeof Performance>;

/** One performance with the film it belongs to. */
export type Session = { readonly film: FilmFacts; readonly performance: Performance };
/** An entry that was left out: where it stands in the file, and why. */
export type Skipped = { readonly what: string; readonly why: string };

export type Programme = {
  readonly source: string;
  readonly filmsInFile: number;
  readonly sessionsInFile: number;
  readonly sessions: readonly Session[];
  readonly skippedFilms: readonly Skipped[];
  readonly skippedSessions: readonly Skipped[];
};

export type ReadResult =
  | { readonly kind: 'programme'; readonly programme: Programme }
  /** `why` completes the sentence "<file> is not a programme: …". */
  | { readonly kind: 'not-a-programme'; readonly why: string };

/** Reads a published programme. A bad entry is left out with its reason; only a file of another kind is refused. */
export function readProgramme(json: string): ReadResult {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { kind: 'not-a-programme', why: 'it is not JSON' };
  }
  const envelope = Envelope.safeParse(value);
  if (!envelope.success) {
    return {
      kind: 'not-a-programme',
      why: `it must be an object with source, snapshot and films (${reasonOf(envelope.error)})`,
    };
  }
  return { kind: 'programme', programme: readFilms(envelope.data.source, envelope.data.films) };
}

function readFilms(source: string, films: readonly unknown[]): Programme {
  const sessions: Session[] = [];
  const skippedFilms: Skipped[] = [];
  const skippedSessions: Skipped[] = [];
  let sessionsInFile = 0;
  for (const [index, entry] of films.entries()) {
    const film = Film.safeParse(entry);
    if (!film.success) {
      skippedFilms.push({ what: nameOf(entry, index), why: reasonOf(film.error) });
      continue;
    }
    const { performances, ...facts } = film.data;
    for (const [at, one] of performances.entries()) {
      sessionsInFile += 1;
      const what = `"${facts.title}", performance ${at + 1}`;
      const performance = Performance.safeParse(one);
      if (!performance.success) skippedSessions.push({ what, why: reasonOf(performance.error) });
      else if (sessions.length >= SESSIONS_MAX)
        skippedSessions.push({ what, why: `the file has more than ${SESSIONS_MAX}` });
      else sessions.push({ film: facts, performance: performance.data });
    }
  }
  return { source, filmsInFile: films.length, sessionsInFile, sessions, skippedFilms, skippedSessions };
}

const Titled = z.looseObject({ title: z.string().trim().min(1) });

function nameOf(entry: unknown, index: number): string {
  const titled = Titled.safeParse(entry);
  return titled.success ? `film ${index + 1}, "${titled.data.title.slice(0, 100)}"` : `film ${index + 1}`;
}

const REASONS_MAX = 2;

function reasonOf(error: z.ZodError): string {
  const reasons = error.issues.slice(0, REASONS_MAX).map(({ path, message }) => {
    const place = path.map(String).join('.');
    return place === '' ? message : `${place}: ${message}`;
  });
  const more = error.issues.length - reasons.length;
  return `${reasons.join('; ')}${more > 0 ? `; and ${more} more` : ''}`.slice(0, 300);
}
