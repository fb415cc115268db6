import { hash32 } from '#shared/domain/hash.ts';
import { blockMinutes } from '#shared/domain/schedule/block.ts';
import { addDays, instantAt } from '#shared/domain/time.ts';
import { type AccessMark, type Block, type Format, type Screen, Show } from '#shared/wire/catalog.ts';
import { type Day, instant, type TariffId } from '#shared/wire/scalars.ts';
import { type Chance, chanceFrom } from '../chance.ts';
import type { UnnumberedShow } from '../numbers.ts';
import { choosePicture } from './choosing.ts';
import type { House } from './houses.ts';
import type { Picture } from './movies.ts';

const MINUTES_PER_DAY = 24 * 60;
/** Starts are printed on boards: round to five minutes. */
const STEP_MINUTES = 5;
/** Show numbers have two digits. */
export const SHOWS_PER_DAY_MAX = 99;
const INTERVAL_FROM_MINUTES = 170;

/** A show before it has a number. */
type Slot = { readonly startMinute: number; readonly show: UnnumberedShow };

/** Other draws for a day that came out thin, before it is taken as it is. */
const REDRAWS_MAX = 9;

/** One business day of a house: never two blocks at once on a screen; the same day is the same programme whenever it is made. */
export function dayOf(
  house: House,
  screens: readonly Screen[],
  tariffId: TariffId,
  day: Day,
): UnnumberedShow[] {
  let slots = drawDay(house, screens, tariffId, day, 0);
  for (
    let redraw = 1;
    redraw <= REDRAWS_MAX && countBeforeMidnight(slots) < house.showsADayMin;
    redraw += 1
  ) {
    slots = drawDay(house, screens, tariffId, day, redraw);
  }
  return slots.map(({ show }) => show);
}

function countBeforeMidnight(slots: readonly Slot[]): number {
  return slots.filter((slot) => slot.startMinute < MINUTES_PER_DAY).length;
}

function drawDay(
  house: House,
  screens: readonly Screen[],
  tariffId: TariffId,
  day: Day,
  redraw: number,
): Slot[] {
  const slots = screens.flatMap((screen, at) => {
    const chance = chanceFrom(hash32(`${screen.id}|${day}`, redraw));
    return screenDay({ house, screen, at, tariffId, day, chance });
  });
  slots.sort((a, b) => a.startMinute - b.startMinute || (a.show.id < b.show.id ? -1 : 1));
  // Too many for two digits: the quietest, the first of the morning, are not put on.
  return slots.slice(-SHOWS_PER_DAY_MAX);
}

type ScreenDay = { house: House; screen: Screen; at: number; tariffId: TariffId; day: Day; chance: Chance };

function screenDay(of: ScreenDay): Slot[] {
  const { house, screen, at, day, chance } = of;
  const format = house.auditoriums[at]?.format;
  const closes = lastStart(day, at);
  const slots: Slot[] = [];
  let minute = house.opensAtMinute + chance.int(0, 6) * STEP_MINUTES;
  let before: Picture | undefined;
  while (minute <= closes) {
    const picture = choosePicture(chance, { minute, at, screens: house.auditoriums.length, format, before });
    const block = blockFor(picture, screen, chance);
    const show = draftShow({ ...of, minute, picture, block, format });
    slots.push({ startMinute: minute, show });
    before = picture;
    minute = roundUp(minute + blockMinutes(block) + chance.int(0, 6));
  }
  return slots;
}

/** Late shows on Friday and Saturday nights, and every night on the two largest screens. */
function lastStart(day: Day, at: number): number {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const isLate = weekday === 5 || weekday === 6 || at < 2;
  return isLate ? MINUTES_PER_DAY + 40 : MINUTES_PER_DAY - 25;
}

const roundUp = (minute: number): number => Math.ceil(minute / STEP_MINUTES) * STEP_MINUTES;

function blockFor(picture: Picture, screen: Screen, chance: Chance): Block {
  return {
    trailerMinutes: chance.int(8, 15),
    featureMinutes: picture.minutes,
    intervalMinutes: picture.minutes >= INTERVAL_FROM_MINUTES ? 15 : 0,
    cleaningMinutes: screen.cleaningMinutes,
  };
}

type Draft = ScreenDay & { minute: number; picture: Picture; block: Block; format: Format | undefined };

function draftShow(draft: Draft): UnnumberedShow {
  const { house, screen, tariffId, day, minute, picture, block, format, chance } = draft;
  const clock = clockText(minute % MINUTES_PER_DAY);
  const date = addDays(day, Math.floor(minute / MINUTES_PER_DAY));
  const isOriginal = house.dubsInto === undefined || picture.language === house.dubsInto || chance.maybe(0.3);
  const { number: _, ...show } = Show.parse({
    id: `${screen.id}.${day}.${clock.replace(':', '')}`,
    cinemaId: house.cinema.id,
    movieId: picture.id,
    screenId: screen.id,
    startsAt: instant(instantAt(date, clock, house.cinema.zone)),
    tariffId,
    block,
    format: format !== undefined && picture.formats.includes(format) ? format : '2d',
    access: accessMarks(picture, minute, isOriginal && picture.language !== (house.dubsInto ?? 'en'), chance),
    language: isOriginal ? picture.language : (house.dubsInto ?? picture.language),
    saleWindows: { lobbyMinutes: 10, counterMinutes: 30 },
    number: 1,
  });
  return show;
}

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Near half of all shows carry one, mostly audio description; what is not in the house's language has subtitles. */
function accessMarks(picture: Picture, minute: number, foreign: boolean, chance: Chance): AccessMark[] {
  const marks: AccessMark[] = [];
  if (chance.maybe(picture.draw >= 6 ? 0.38 : 0.16)) marks.push('audio-description');
  if (foreign || chance.maybe(0.06)) marks.push('subtitled');
  if (chance.maybe(0.05)) marks.push('hard-of-hearing');
  if (picture.audience === 'family' && minute < 12 * 60 && chance.maybe(0.25)) marks.push('relaxed');
  if (picture.audience === 'general' && minute < 13 * 60 && chance.maybe(0.1)) marks.push('baby-friendly');
  return marks;
}
