import { expect, test } from 'vitest';
import { BookingId } from '#shared/wire/scalars.ts';
import { ageAsked } from './age.ts';

const order = BookingId.parse('b-1');

test('[CTR18] certificates 15 and 18 ask for the age, once per order; lower ones do not', () => {
  expect(ageAsked({ ageLimit: 18 }, order, [])).toBe(18);
  expect(ageAsked({ ageLimit: 15 }, order, [])).toBe(15);
  expect(ageAsked({ ageLimit: 12 }, order, [])).toBeNull();
  expect(ageAsked({}, order, [])).toBeNull();
  expect(ageAsked({ ageLimit: 18 }, order, [order])).toBeNull();
  expect(ageAsked({ ageLimit: 18 }, null, [])).toBeNull();
});
