import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { contentSecurityPolicy } from './policy.ts';
import { openSite, type Site } from './site.ts';

const SECRET = 'outside of the pages';

function pages(): { site: Site; folder: string } & Disposable {
  const folder = temporaryFolder();
  const root = join(folder.path, 'out');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(folder.path, 'secret.txt'), SECRET);
  writeFileSync(join(root, 'index.html'), '<html><head><title>Foyer</title></head><body></body></html>');
  writeFileSync(join(root, 'assets', 'index-C0FFEE.js'), 'export {}');
  writeFileSync(join(root, 'assets', 'noto.woff2'), 'font');
  writeFileSync(join(root, 'favicon.svg'), '<svg/>');
  const site = openSite(root, () => 'http://127.0.0.1:8410');
  return { site, folder: folder.path, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}
const text = (body: Uint8Array): string => new TextDecoder().decode(body);

test('[AGT6] hashed files are kept for good, pages never, and each says what it is', async () => {
  using served = pages();
  const script = await served.site.get('/assets/index-C0FFEE.js');
  expect(script.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
  expect((await served.site.get('/assets/noto.woff2')).headers['content-type']).toBe('font/woff2');
  expect((await served.site.get('/favicon.svg')).headers['cache-control']).toBe('no-cache');
  const page = await served.site.get('/');
  expect(page.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  });
});

test('[AGT6] a place within the page is the page, a file that is not there is not', async () => {
  using served = pages();
  for (const place of ['/', '/index.html', '/shows/17', '/desk', '/a.b/c']) {
    const answer = await served.site.get(place);
    expect([place, answer.status]).toEqual([place, 200]);
    expect(text(answer.body)).toContain('<title>Foyer</title>');
  }
  expect((await served.site.get('/assets/gone.js')).status).toBe(404);
});

test('[AGT6] no path leads out of the pages', async () => {
  using served = pages();
  const parts = fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '%5c',
    '\\',
    '/',
    'secret.txt',
    'out',
    '%00',
    '%',
    'x',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(parts, { maxLength: 8 }), async (path) => {
      const answer = await served.site.get(`/${path.join('/')}`);
      expect(text(answer.body)).not.toContain(SECRET);
    }),
  );
  expect((await served.site.get('/..%2fsecret.txt')).status).toBe(400);
});

test('[AGT6] pages may talk to themselves and the one server, and run nothing inline', async () => {
  using served = pages();
  const { headers, body } = await served.site.get('/');
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self' http://127.0.0.1:8410;");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toMatch(/unsafe|\*/);
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  expect(text(body)).toContain(`nonce="${nonce}"`);
  expect((await served.site.get('/')).headers['content-security-policy']).not.toBe(policy);
});

test('[AGT6] no address of a server can add to the policy', () => {
  for (const url of [
    '',
    'x; script-src *',
    'javascript:alert(1)',
    'http://a/; script-src *',
    "http://'self'",
  ]) {
    const policy = contentSecurityPolicy(url, 'n');
    expect(policy.match(/script-src/g)).toHaveLength(1);
    expect(policy.split(';')).toHaveLength(14);
  }
});

test('[AGT6] pages that are not built are said, not shown as an error of the till', async () => {
  using folder = temporaryFolder();
  const answer = await openSite(folder.path, () => '').get('/');
  expect([answer.status, text(answer.body)]).toEqual([
    503,
    'The pages are not built yet. Run: npm run build\n',
  ]);
});
