import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import { z } from 'zod';
import type { DoubleFrame } from './double.ts';

const WORLD = 'preload';
const BINDING = 'foyerDoubleInvoke';

const Called = z.object({ name: z.string(), payload: z.string(), executionContextId: z.int() });
const Asked = z.object({ id: z.int(), channel: z.string(), args: z.array(z.unknown()) });
const Context = z.object({
  context: z.object({
    id: z.int(),
    origin: z.string(),
    name: z.string(),
    auxData: z.object({ frameId: z.string() }),
  }),
});
const FrameTree = z.object({ frameTree: z.object({ frame: z.object({ id: z.string() }) }) });

/**
 * Runs a built preload in a real browser page the way Electron does: before the page's own scripts, in a world of its
 * own, with a double of `electron` that has the context bridge and `ipcRenderer.invoke`. What crosses between the worlds
 * is structurally cloned by the browser. `invoke` is the main process; it is told the frame that asks.
 */
export async function runIsolatedPreload(
  page: Page,
  preload: string,
  invoke: (frame: DoubleFrame, channel: string, ...args: unknown[]) => Promise<unknown>,
): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const topFrame = FrameTree.parse(await devtools.send('Page.getFrameTree')).frameTree.frame.id;
  const frames = new Map<number, DoubleFrame>();
  devtools.on('Runtime.executionContextCreated', (event) => {
    const { id, origin, name, auxData } = Context.parse(event).context;
    const frame = { origin, parent: null };
    if (name === WORLD) frames.set(id, auxData.frameId === topFrame ? frame : { origin, parent: frame });
  });
  devtools.on('Runtime.bindingCalled', (event) => {
    const { name, payload, executionContextId } = Called.parse(event);
    const frame = frames.get(executionContextId);
    if (name !== BINDING || frame === undefined) return;
    const { id, channel, args } = Asked.parse(JSON.parse(payload));
    const settle = (how: 'answer' | 'fail', value: unknown): Promise<void> =>
      evaluate(
        devtools,
        executionContextId,
        `doubled.${how}(${id}, ${JSON.stringify(value) ?? 'undefined'})`,
      );
    invoke(frame, channel, ...args).then(
      (value) => settle('answer', value),
      (error: unknown) => settle('fail', error instanceof Error ? error.message : String(error)),
    );
  });
  await devtools.send('Page.enable');
  await devtools.send('Runtime.enable');
  await devtools.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD });
  await devtools.send('Page.addScriptToEvaluateOnNewDocument', { source: PAGE_SIDE });
  await devtools.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `${PRELOAD_SIDE}\n(function (require, module, exports) {${readFileSync(preload, 'utf8')}\n})(doubled.require, { exports: {} }, {});`,
    worldName: WORLD,
  });
}

/** A page that has gone meanwhile needs no answer. */
async function evaluate(devtools: CDPSession, contextId: number, expression: string): Promise<void> {
  await devtools.send('Runtime.evaluate', { expression, contextId }).catch(() => undefined);
}

/** In the page's world: functions that say their arguments to the other world and give what it answers. */
const PAGE_SIDE = `(() => {
  const waiting = new Map();
  let last = 0;
  const proxy = (path) => (...args) => new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    dispatchEvent(new CustomEvent('double:call', { detail: structuredClone({ id: last, path, args }) }));
  });
  addEventListener('double:expose', ({ detail: { key, names } }) => {
    if (key in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
    const api = Object.freeze(Object.fromEntries(names.map((name) => [name, proxy([key, name])])));
    Object.defineProperty(window, key, { value: api, enumerable: true });
  });
  addEventListener('double:answer', ({ detail: { id, ok, value } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (ok) resolve(value); else reject(new Error(value));
  });
})();`;

/** In the preload's world: the module \`electron\` as a sandboxed preload gets it, and nothing of Node. */
const PRELOAD_SIDE = `const doubled = (() => {
  const waiting = new Map();
  const exposed = new Map();
  let last = 0;
  const say = (name, detail) => dispatchEvent(new CustomEvent(name, { detail: structuredClone(detail) }));
  const ipcRenderer = {
    invoke: (channel, ...args) => new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      ${BINDING}(JSON.stringify({ id: last, channel, args: structuredClone(args) }));
    }),
  };
  const contextBridge = {
    exposeInMainWorld: (key, api) => {
      for (const call of Object.values(api)) if (typeof call !== 'function') throw new Error('This double exposes functions only.');
      exposed.set(key, api);
      say('double:expose', { key, names: Object.keys(api) });
    },
  };
  addEventListener('double:call', async ({ detail: { id, path: [key, name], args } }) => {
    try {
      say('double:answer', { id, ok: true, value: await exposed.get(key)[name](...args) });
    } catch (error) {
      say('double:answer', { id, ok: false, value: error.message });
    }
  });
  return {
    require: (name) => {
      if (name === 'electron') return { contextBridge, ipcRenderer };
      throw new Error('module not found: ' + name);
    },
    answer: (id, value) => { waiting.get(id).resolve(value); waiting.delete(id); },
    fail: (id, why) => { waiting.get(id).reject(new Error(why)); waiting.delete(id); },
  };
})();`;
