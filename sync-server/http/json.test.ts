import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JSON_DEPTH_MAX } from './bounds.ts';
import { depthOf, parseBody } from './json.ts';

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

test('[HTTP8] ordinary JSON is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 10 }), (text) => {
      fc.pre(!text.includes('__proto__'));
      expect(parseBody(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('[HTTP8] depth counts brackets, not those inside strings', () => {
  expect(depthOf('{"a":[1,{"b":"[[[[\\"[["}]}')).toBe(3);
  expect(depthOf(nested(100_000))).toBe(100_000);
});

test('[HTTP8] what nests too deep becomes null, and the rest of the batch stays', () => {
  const value = parseBody(`[{"id":"good"},{"id":"deep","x":${nested(200_000)}}]`);
  expect(JSON.stringify(value).length).toBeLessThan(200);
  expect(value).toMatchObject([{ id: 'good' }, { id: 'deep' }]);
  expect(depthOf(JSON.stringify(value))).toBeLessThanOrEqual(JSON_DEPTH_MAX);
});

test.each(['{"__proto__":{"admin":true},"id":"a"}', '{"\\u005f_proto__":{"admin":true},"id":"a"}'])(
  '[HTTP8] %s cannot change a prototype',
  (text) => {
    const value = parseBody(text);
    expect(Object.keys(Object(value))).toEqual(['id']);
    expect(Object.assign({}, value)).not.toHaveProperty('admin');
  },
);

test('[HTTP8] an empty body is no body, and a byte order mark is no content', () => {
  expect(parseBody('')).toBeUndefined();
  expect(parseBody('  \n')).toBeUndefined();
  expect(parseBody('\ufeff[1]')).toEqual([1]);
});

test('[HTTP8] what is not JSON is a syntax error and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      try {
        parseBody(text);
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError);
      }
    }),
  );
});
