import type { z } from 'zod';
import {
  BRIDGE,
  type Bridge,
  type BridgeInput,
  type BridgeOutput,
  type BridgeVerb,
} from '#shared/wire/bridge.ts';
import { ErrorAnswer } from '#shared/wire/messages.ts';
import { bareBridge } from './bare.ts';
import { HostError } from './host-error.ts';

declare global {
  interface Window {
    /** What Electron's preload exposes: the same verbs, over IPC. */
    readonly foyer?: { readonly [Verb in BridgeVerb]?: (input: unknown) => Promise<unknown> };
  }
}

/** Said with every request to the loopback agent: a foreign page cannot set it without asking first. */
const BRIDGE_HEADER = 'x-foyer-bridge';

type Carry = (verb: BridgeVerb, input: unknown) => Promise<unknown>;

/** What carries the verbs: the functions Electron put into the page, or the agent that serves it. */
export function carrierOf(page: { readonly foyer?: Window['foyer'] }, send: typeof fetch): Carry {
  const { foyer } = page;
  if (foyer !== undefined)
    return async (verb, input) => {
      const say = foyer[verb];
      if (say === undefined) throw new HostError(`this host cannot ${verb}`);
      return say(input);
    };
  return async (verb, input) => {
    const response = await send(`/bridge/${verb}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [BRIDGE_HEADER]: '1' },
      body: JSON.stringify(input),
    });
    const body: unknown = await response.json();
    if (response.ok) return body;
    const said = ErrorAnswer.safeParse(body);
    throw new HostError(said.success ? said.data.error.message : `the host answered ${response.status}`);
  };
}

/** The host as the page sees it: what goes out and what comes back are both checked against the verbs' schemas. */
export function bridgeOver(carry: Carry): Bridge {
  const verb =
    <Verb extends BridgeVerb>(name: Verb) =>
    async (input: BridgeInput<Verb>): Promise<BridgeOutput<Verb>> => {
      const schema: z.ZodType<BridgeOutput<Verb>> = OUTPUTS[name];
      return schema.parse(await carry(name, BRIDGE[name].input.parse(input)));
    };
  return {
    identity: verb('identity'),
    enrol: verb('enrol'),
    signTicket: verb('signTicket'),
    print: verb('print'),
    printReceipt: verb('printReceipt'),
    openDrawer: verb('openDrawer'),
    appendJournal: verb('appendJournal'),
    readJournal: verb('readJournal'),
    terminalBegin: verb('terminalBegin'),
    terminalInquire: verb('terminalInquire'),
    terminalReverse: verb('terminalReverse'),
    terminalAbort: verb('terminalAbort'),
    terminalRefund: verb('terminalRefund'),
    terminalEndOfDay: verb('terminalEndOfDay'),
    enterKiosk: verb('enterKiosk'),
    leaveKiosk: verb('leaveKiosk'),
    rememberSignIn: verb('rememberSignIn'),
    hearStaff: verb('hearStaff'),
    offlineStaff: verb('offlineStaff'),
    signInOffline: verb('signInOffline'),
  };
}

const OUTPUTS: { readonly [Verb in BridgeVerb]: z.ZodType<BridgeOutput<Verb>> } = {
  identity: BRIDGE.identity.output,
  enrol: BRIDGE.enrol.output,
  signTicket: BRIDGE.signTicket.output,
  print: BRIDGE.print.output,
  printReceipt: BRIDGE.printReceipt.output,
  openDrawer: BRIDGE.openDrawer.output,
  appendJournal: BRIDGE.appendJournal.output,
  readJournal: BRIDGE.readJournal.output,
  terminalBegin: BRIDGE.terminalBegin.output,
  terminalInquire: BRIDGE.terminalInquire.output,
  terminalReverse: BRIDGE.terminalReverse.output,
  terminalAbort: BRIDGE.terminalAbort.output,
  terminalRefund: BRIDGE.terminalRefund.output,
  terminalEndOfDay: BRIDGE.terminalEndOfDay.output,
  enterKiosk: BRIDGE.enterKiosk.output,
  leaveKiosk: BRIDGE.leaveKiosk.output,
  rememberSignIn: BRIDGE.rememberSignIn.output,
  hearStaff: BRIDGE.hearStaff.output,
  offlineStaff: BRIDGE.offlineStaff.output,
  signInOffline: BRIDGE.signInOffline.output,
};

/** Finds the host and asks it who it is, so that a page without one learns so at once. Throws {@link HostError}. */
export async function connectHost(): Promise<Bridge> {
  return findHost(window, (input, init) => fetch(input, init));
}

type Page = {
  readonly foyer?: Window['foyer'];
  readonly localStorage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly location: Pick<Location, 'origin'>;
};

/**
 * Electron's functions in the page, or the agent that serves it; a browser whose page comes from any other web server
 * is on its own. Throws {@link HostError} when there is a host that does not answer: nobody may take its place.
 */
export async function findHost(page: Page, send: typeof fetch): Promise<Bridge> {
  if (page.foyer === undefined && !(await isServedByAgent(send)))
    return bareBridge(page.localStorage, send, page.location.origin);
  const bridge = bridgeOver(carrierOf(page, send));
  try {
    await bridge.identity({});
  } catch (cause) {
    throw new HostError('this page has no host: open it through Foyer on this machine', { cause });
  }
  return bridge;
}

/** Whatever the agent answers is JSON; another web server has no such address. */
async function isServedByAgent(send: typeof fetch): Promise<boolean> {
  try {
    const answer = await send('/bridge/identity', {
      method: 'POST',
      headers: { 'content-type': 'application/json', [BRIDGE_HEADER]: '1' },
      body: '{}',
    });
    const isKnown = answer.status !== 404 && answer.status !== 405 && answer.status !== 501;
    return isKnown || (answer.headers.get('content-type') ?? '').startsWith('application/json');
  } catch (cause) {
    throw new HostError('this page has no host: open it through Foyer on this machine', { cause });
  }
}
