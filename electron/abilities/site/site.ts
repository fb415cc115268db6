import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { systemCode } from '../host-error.ts';
import { contentSecurityPolicy, HARDENING_HEADERS } from './policy.ts';

export type SiteAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
};

export type Site = {
  /** Answers for the path of a URL, as it stands in the URL. */
  get(pathname: string): Promise<SiteAnswer>;
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};
/** The build puts a hash of the content into the names of these: they never change. */
const HASHED = /^\/assets\//;
const A_YEAR = 'public, max-age=31536000, immutable';

/** The built pages in `root`; `serverUrl` is asked at each page load, because enrolling changes it. */
export function openSite(root: string, serverUrl: () => string): Site {
  const base = resolve(root);
  return {
    get: async (pathname) => {
      const file = fileOf(base, pathname);
      if (file === null) return plain(400, 'That is no path.');
      const type = TYPES[extname(file)];
      if (type !== undefined && file !== join(base, 'index.html')) {
        const body = await contentOf(file);
        // Browsers ask for this one by themselves, and complain when it is not there.
        if (body === null && pathname === '/favicon.ico') return plain(204, '');
        if (body === null) return plain(404, 'There is nothing here.');
        return { status: 200, headers: assetHeaders(type, pathname), body };
      }
      // Anything that is no file of a known kind is a place within the page.
      const html = await contentOf(join(base, 'index.html'));
      if (html === null) return plain(503, 'The pages are not built yet. Run: npm run build');
      return page(html, serverUrl());
    },
  };
}

function fileOf(base: string, pathname: string): string | null {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (path.includes('\0') || path.includes('\\')) return null;
  const file = resolve(base, `.${path.startsWith('/') ? path : `/${path}`}`);
  return file === base || file.startsWith(base + sep) ? file : null;
}

async function contentOf(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return null;
    throw error;
  }
}

function page(html: Uint8Array, serverUrl: string): SiteAnswer {
  const nonce = randomBytes(16).toString('base64');
  // The base keeps relative files reachable when a page within the page is loaded anew.
  const head = `<head><base href="/"><meta property="csp-nonce" nonce="${nonce}">`;
  const body = new TextDecoder().decode(html).replace('<head>', head);
  return {
    status: 200,
    headers: {
      ...HARDENING_HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': contentSecurityPolicy(serverUrl, nonce),
    },
    body: new TextEncoder().encode(body),
  };
}

function assetHeaders(type: string, pathname: string): Record<string, string> {
  return {
    ...HARDENING_HEADERS,
    'content-type': type,
    'cache-control': HASHED.test(pathname) ? A_YEAR : 'no-cache',
    // A picture opened by itself is a page too, and may run nothing.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  };
}

export function plain(status: number, sentence: string): SiteAnswer {
  return {
    status,
    headers: {
      ...HARDENING_HEADERS,
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
    },
    body: new TextEncoder().encode(sentence === '' ? '' : `${sentence}\n`),
  };
}
