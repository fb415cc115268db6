import { JSON_DEPTH_MAX } from './bounds.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** How deep arrays and objects nest in a JSON text; brackets inside strings do not count. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (inString) {
      if (unit === BACKSLASH) at += 1;
      else if (unit === QUOTE) inString = false;
    } else if (unit === QUOTE) inString = true;
    else if (unit === 0x5b || unit === 0x7b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (unit === 0x5d || unit === 0x7d) depth -= 1;
  }
  return deepest;
}

type Container = unknown[] | Record<string, unknown>;

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** Replaces whatever nests deeper than `depthMax` by null, in place and without recursion. */
function cutDeeper(root: unknown, depthMax: number): void {
  let level: Container[] = isContainer(root) ? [root] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    const below: Container[] = [];
    for (const container of level) {
      for (const [key, child] of Object.entries(container)) {
        if (!isContainer(child)) continue;
        if (depth < depthMax) below.push(child);
        else Reflect.set(container, key, null);
      }
    }
    level = below;
  }
}

/** Takes out the keys by which a careless copy could change an object's prototype. */
function dropPrototypeKeys(root: unknown): void {
  let level: Container[] = isContainer(root) ? [root] : [];
  while (level.length > 0) {
    const below: Container[] = [];
    for (const container of level) {
      if (Object.hasOwn(container, '__proto__')) Reflect.deleteProperty(container, '__proto__');
      for (const child of Object.values(container)) if (isContainer(child)) below.push(child);
    }
    level = below;
  }
}

/**
 * Parses a body. One bad row must not fail its batch, so what is dangerous is made harmless instead of refused: parts
 * nested too deep become null (they would overflow the stack of whoever walks them) and `__proto__` keys go. Both are
 * looked for in the text first, so that an ordinary body pays next to nothing.
 * Throws SyntaxError for anything that is not JSON; an empty body is undefined.
 */
export function parseBody(text: string): unknown {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (plain.trim() === '') return undefined;
  const value: unknown = JSON.parse(plain);
  if (depthOf(plain) > JSON_DEPTH_MAX) cutDeeper(value, JSON_DEPTH_MAX);
  // An escaped spelling of the key still needs a backslash and a `u`.
  if (plain.includes('__proto__') || plain.includes('\\u')) dropPrototypeKeys(value);
  return value;
}
