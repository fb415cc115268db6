/**
 * What a page of ours may load and where it may talk to: itself and the one server. `nonce` lets the interface
 * library add its one style element; inline style and script are forbidden otherwise.
 */
export function contentSecurityPolicy(serverUrl: string, nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    `connect-src 'self' ${originOf(serverUrl)}`.trim(),
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'none'",
  ].join('; ');
}

/** Only an origin may stand in a policy: any other text could add to it. */
function originOf(serverUrl: string): string {
  if (!URL.canParse(serverUrl)) return '';
  const { origin, protocol } = new URL(serverUrl);
  return protocol === 'http:' || protocol === 'https:' ? origin : '';
}

/** Headers of every answer. */
export const HARDENING_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
} as const;

/** Sent by scripts of our own pages: another site cannot set it without asking first, and no host says yes. */
export const BRIDGE_HEADER = 'x-foyer-bridge';
