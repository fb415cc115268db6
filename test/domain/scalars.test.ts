import { expect, test } from 'vitest';
import { Day, Instant } from '#shared/wire/scalars.ts';

test.each(['2026-02-31', '2026-13-01', '2025-02-29', '26-01-01'])('[WIRE3] %s is no day', (text) => {
  expect(Day.safeParse(text).success).toBe(false);
  expect(Instant.safeParse(`${text}T10:00:00Z`).success).toBe(false);
});

test.each(['2026-11-23T10:00:00Z', '2028-02-29T23:59:59.9Z', '2026-11-23T10:00:00.123Z'])(
  '[WIRE3] %s is an instant',
  (text) => {
    expect(Instant.parse(text)).toBe(text);
  },
);

test.each(['2026-11-23T24:30:00Z', '2026-11-23T10:00:00+01:00', '2026-11-23', ''])(
  '[WIRE3] %s is no instant',
  (text) => {
    expect(Instant.safeParse(text).success).toBe(false);
  },
);
