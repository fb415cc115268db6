const MINUTE_MS = 60_000;
const SCREENS = 40;
const SHOWS_A_SCREEN = 10;
/** From one start to the next on a screen: 70 minutes of film, and time to clean. */
const EVERY_MS = 95 * MINUTE_MS;
const RUNNING_MS = 70 * MINUTE_MS;

/** Titles as distributors give them: a whole sentence, none at all of a word's length, and several scripts. */
const TITLES = [
  'The Extraordinary and Not Entirely Truthful Adventures of the Last Projectionist of Westminster Bridge Road',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft: Der Film',
  'Q',
  'Mission: Improbable, the Second to Last Reckoning, Part Three (Subtitled, Live Orchestra, Extended Cut)',
  'رحلة طويلة جدا إلى آخر دار سينما في المدينة القديمة',
  'Le Fabuleux Destin de la Dernière Séance du Cinéma Paradiso et de ses Spectateurs',
  'पुराने शहर के आख़िरी सिनेमाघर की एक बहुत लंबी और अनोखी रात',
  'NT Live: The Importance of Being Earnest, Encore Screening with Introduction by the Director',
] as const;

/** A published programme of one crowded day: four hundred shows, long names. */
export function crowdedDay(midnightMs: number): string {
  const films = TITLES.map((title, n) => ({
    title,
    url: `https://cinema.test/film/${n}`,
    overview: {
      categories: ['Drama'],
      directors: [],
      actors: [],
      duration: RUNNING_MS,
      classification: '12A',
    },
    performances: Array.from({ length: SCREENS }, (_, screen) => screen)
      .filter((screen) => screen % TITLES.length === n)
      .flatMap((screen) =>
        Array.from({ length: SHOWS_A_SCREEN }, (_, turn) => ({
          time: midnightMs + 7 * 60 * MINUTE_MS + (screen % 11) * 5 * MINUTE_MS + turn * EVERY_MS,
          screen: `${screen + 1} Grand Auditorium presented by the Friends of the Cinema`,
          notes: 'Subtitled',
          bookingUrl: `https://cinema.test/book/${screen}-${turn}`,
          status: {},
          accessibility: { audioDescription: true, subtitled: true, hardOfHearing: true },
        })),
      ),
  }));
  return JSON.stringify({ source: 'gallery', snapshot: 'four hundred shows', films });
}
