import { expect, test } from 'vitest';
import { customerOf } from './customer.ts';

test('[CTR19] customer fields are optional: what is empty is not stored', () => {
  expect(customerOf({ name: ' Ada ', phone: '', email: ' ' })).toEqual({ name: 'Ada' });
  expect(customerOf({ name: '', phone: '', email: '' })).toEqual({});
});
