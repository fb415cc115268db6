import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAbilities } from '#electron/abilities/abilities.ts';
import { callVerb, isVerb } from '#electron/abilities/call-verb.ts';
import { startAgent } from '#electron/agent/agent.ts';
import { bridgeOver, carrierOf } from '#renderer/host/bridge.ts';
import type { BridgeVerb } from '#shared/wire/bridge.ts';
import { openDoubledShell, quit, runPreload, shellSettings } from '../electron/shell.ts';
import { type Host, hostContract } from './host.ts';
import type { Place } from './place.ts';

const unknownVerb = (verb: string): Error => new Error(`There is no verb ${verb}.`);

/** Says any verb through a client's carrier, which only knows verbs there are. */
const throughCarrier =
  (carry: (verb: BridgeVerb, input: unknown) => Promise<unknown>) =>
  async (verb: string, input: unknown): Promise<unknown> => {
    if (!isVerb(verb)) throw unknownVerb(verb);
    return carry(verb, input);
  };

async function inProcess({ deviceFolder, serverUrl }: Place): Promise<Host> {
  const abilities = await openAbilities({ folder: deviceFolder, serverUrl, now: Date.now });
  const { bridge } = abilities;
  const say = throughCarrier((verb, input) => callVerb(bridge, verb, input));
  return { bridge, fillsScreen: false, seals: false, say, close: () => abilities.close() };
}

async function overHttp({ folder, deviceFolder, serverUrl }: Place): Promise<Host> {
  const pages = join(folder, 'pages');
  mkdirSync(pages, { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<html><head></head><body>till</body></html>');
  const abilities = await openAbilities({ folder: deviceFolder, serverUrl, now: Date.now });
  const agent = await startAgent({ abilities, pages, device: 'desktop', port: 0, log: () => undefined });
  // A page's addresses are relative to the agent that serves it.
  const send: typeof fetch = (input, init) => {
    const asked = input instanceof Request ? input.url : input;
    return fetch(new URL(asked, agent.url), init);
  };
  const carry = carrierOf({}, send);
  return {
    bridge: bridgeOver(carry),
    fillsScreen: false,
    seals: false,
    // Without the client's list of verbs: the agent itself must refuse what it does not know.
    say: async (verb, input) => {
      const response = await send(`/bridge/${verb}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-foyer-bridge': '1' },
        ...(input === undefined ? {} : { body: JSON.stringify(input) }),
      });
      if (response.ok) return response.json();
      return isVerb(verb) ? carry(verb, input) : Promise.reject(unknownVerb(verb));
    },
    close: async () => {
      await agent.close();
      await abilities.close();
    },
  };
}

async function inElectron({ folder, deviceFolder, serverUrl }: Place): Promise<Host> {
  const shell = await openDoubledShell(shellSettings(folder, { folder: deviceFolder, serverUrl }));
  const { foyer } = await runPreload(shell);
  const carry = carrierOf({ foyer }, () => Promise.reject(new Error('a page in Electron asks no agent')));
  const close = (): Promise<void> => quit(shell);
  return { bridge: bridgeOver(carry), fillsScreen: true, seals: true, say: throughCarrier(carry), close };
}

hostContract('in this process', inProcess);
hostContract('the loopback agent over HTTP', overHttp);
hostContract('Electron’s main process and preload, on a double', inElectron);
