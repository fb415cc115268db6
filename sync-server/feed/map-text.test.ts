import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pullText, travellingMap } from './map-text.ts';

const checkpoint = { lwt: 7, id: 'epoch' };
const maps = fc.record({
  id: fc.string({ minLength: 1 }),
  seats: fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()),
});

test('[FEED7] the remembered text of maps says what they say, and so does that of any other page', () => {
  fc.assert(
    fc.property(fc.array(maps), (several) => {
      const plain = { documents: several.map((map) => ({ ...map, _deleted: false })), checkpoint };
      expect(pullText({ documents: several.map(travellingMap), checkpoint })).toBe(JSON.stringify(plain));
      expect(pullText(plain)).toBe(JSON.stringify(plain));
    }),
  );
});

test('[FEED7] a map is written once, however many kiosks pull it, and again when it has changed', () => {
  let written = 0;
  const map = () => ({
    id: 'show-1',
    seats: {
      toJSON: () => {
        written += 1;
        return {};
      },
    },
  });
  const before = map();
  for (let kiosk = 0; kiosk < 3; kiosk += 1) pullText({ documents: [travellingMap(before)], checkpoint });
  expect(written).toBe(1);
  pullText({ documents: [travellingMap(map())], checkpoint });
  expect(written).toBe(2);
});
