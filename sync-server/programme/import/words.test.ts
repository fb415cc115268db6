import { expect, test } from 'vitest';
import { countryOfZone, knownZone } from './country.ts';
import { roomNames } from './rooms.ts';
import { parseSeats, seatsOf } from './seats.ts';
import { accessIn, formatIn, languageOfNotes, languageOfTitle } from './words.ts';

test.each([
  ['IMAX\nWheelchair Accessible: bays', 'imax'],
  ['IMAX 3D_Web\nWheelchair Accessible', 'imax'],
  ['3D', '3d'],
  ['RealD 3-D', '3d'],
  ['4DX', '4dx'],
  ['ScreenX', 'screenx'],
  ['Screen X', 'screenx'],
  ['Dolby Atmos', 'atmos'],
  ['Climax Unseen', '2d'],
  ['Screen 13D', '2d'],
  ['', '2d'],
])('[IMP6] notes %j mean format %s', (notes, format) => {
  expect(formatIn(notes)).toBe(format);
});

test('[IMP6] access marks come from what is said to be true, in one order', () => {
  expect(accessIn({ babyFriendly: true, audioDescription: true, subtitled: false })).toEqual([
    'audio-description',
    'baby-friendly',
  ]);
  expect(accessIn({ subtitled: true, hardOfHearing: true, relaxed: true })).toEqual([
    'subtitled',
    'hard-of-hearing',
    'relaxed',
  ]);
});

test('[IMP6] a language is read from title and notes', () => {
  expect(languageOfTitle('Sky Force (Hindi)')).toBe('hi');
  expect(languageOfTitle('Saturday Night (2025)')).toBeUndefined();
  expect(languageOfNotes('Event Cinema\nKorean (Audio)\nWheelchair Accessible: bays')).toBe('ko');
  expect(languageOfNotes('Recliner')).toBeUndefined();
});

test('[IMP9] sessions without a screen get as few unnamed screens as keep them apart', () => {
  const stay = (fromMs: number, toMs: number, screen?: string) => ({
    fromMs,
    toMs,
    ...(screen === undefined ? {} : { screen }),
  });
  expect(
    roomNames([
      stay(0, 5),
      stay(1, 4, '9'),
      stay(3, 8),
      stay(5, 9),
      stay(9, 12),
      stay(9, 12, 'studio'),
      stay(20, 21, 'Studio'),
    ]),
  ).toEqual([
    'Unnamed screen 1',
    'Screen 9',
    'Unnamed screen 2',
    'Unnamed screen 1',
    'Unnamed screen 1',
    'studio',
    'studio',
  ]);
});

test('[IMP11] sizes are read for all screens or by screen, and refused out of bounds', () => {
  expect(seatsOf(parseSeats('180') ?? { byScreen: new Map() }, 'Screen 4', 1, true)).toBe(180);
  const some = parseSeats('1=312, Studio =64') ?? { byScreen: new Map() };
  expect([seatsOf(some, 'Screen 1', 1, false), seatsOf(some, 'studio', 1, false)]).toEqual([312, 64]);
  for (const text of ['', '0', '19', '1001', '1=', '=50', '1=5', 'x', '1=50;2=60'])
    expect(parseSeats(text), text).toBeNull();
});

test('[IMP11] without a size a screen gets one that depends on itself alone, larger for IMAX', () => {
  for (let seed = 0; seed < 1_000; seed += 1) {
    const [plain, imax] = [false, true].map((is) => seatsOf({ byScreen: new Map() }, 'Screen 1', seed, is));
    expect(plain).toBeGreaterThanOrEqual(64);
    expect(plain).toBeLessThanOrEqual(260);
    expect(imax).toBeGreaterThanOrEqual(340);
    expect(imax).toBeLessThanOrEqual(420);
  }
});

test.each([
  ['Europe/London', 'GB'],
  ['Europe/Berlin', 'DE'],
  ['Europe/Dublin', 'IE'],
  ['America/New_York', 'US'],
  ['Asia/Kolkata', 'IN'],
  ['UTC', 'ZZ'],
])('[IMP16] the country of %s is %s', (zone, country) => {
  expect(countryOfZone(zone)).toBe(country);
});

test('[IMP16] an unknown zone is known as such', () => {
  expect(knownZone('Mars/Olympus')).toBeNull();
});
