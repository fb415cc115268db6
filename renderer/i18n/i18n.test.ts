import { expect, test } from 'vitest';
import { createFormats } from './format.ts';
import { directionOf, languageFor } from './languages.ts';

test.each([
  ['en-IE', 'EUR', 1550, '€15.50'],
  ['de-DE', 'EUR', 1550, '15,50 €'],
  ['en-US', 'JPY', 1550, '¥1,550'],
  ['en-GB', 'GBP', -5, '-£0.05'],
])('[KIT17] %s writes %s %d as %s', (locale, currency, minor, text) => {
  const { money } = createFormats({ locale, zone: 'UTC', currency });
  expect(money(minor).replace(/\s/g, ' ')).toBe(text);
});

test('[KIT17] times and days are those of the cinema, not of the reader', () => {
  const dublin = createFormats({ locale: 'en-GB', zone: 'Europe/Dublin', currency: 'EUR' });
  const tokyo = createFormats({ locale: 'en-GB', zone: 'Asia/Tokyo', currency: 'JPY' });
  const at = '2026-11-28T20:15:00.000Z';
  expect(`${dublin.day(at)} ${dublin.time(at)}`).toMatch(/^Sat,? 28 Nov 20:15$/);
  expect(`${tokyo.day(at)} ${tokyo.time(at)}`).toMatch(/^Sun,? 29 Nov 05:15$/);
  expect(() => createFormats({ locale: 'en', zone: 'Mars/Olympus', currency: 'EUR' })).toThrow(RangeError);
});

test.each([
  ['ar', 'rtl'],
  ['ar-EG', 'rtl'],
  ['he', 'rtl'],
  ['en-GB', 'ltr'],
  ['hi', 'ltr'],
])('[KIT18] %s is written %s', (locale, direction) => {
  expect(directionOf(locale)).toBe(direction);
});

test('[KIT18] the first language we speak is taken, English if there is none', () => {
  expect(languageFor(['tlh', 'en-GB'])).toBe('en');
  expect(languageFor([])).toBe('en');
});
