import type { z } from 'zod';
import {
  BRIDGE,
  type Bridge,
  type BridgeInput,
  type BridgeOutput,
  type BridgeVerb,
} from '#shared/wire/bridge.ts';
import { HostError } from './host-error.ts';

type Parsers = { readonly [Verb in BridgeVerb]: (raw: unknown) => BridgeInput<Verb> };

function parser<Schema extends z.ZodType>(
  verb: BridgeVerb,
  schema: Schema,
): (raw: unknown) => z.infer<Schema> {
  return (raw) => {
    const parsed = schema.safeParse(raw);
    if (parsed.success) return parsed.data;
    const where = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new HostError('malformed', `${verb} was called wrongly. ${where.join('; ')}`);
  };
}

const PARSERS: Parsers = {
  identity: parser('identity', BRIDGE.identity.input),
  enrol: parser('enrol', BRIDGE.enrol.input),
  signTicket: parser('signTicket', BRIDGE.signTicket.input),
  print: parser('print', BRIDGE.print.input),
  printReceipt: parser('printReceipt', BRIDGE.printReceipt.input),
  openDrawer: parser('openDrawer', BRIDGE.openDrawer.input),
  appendJournal: parser('appendJournal', BRIDGE.appendJournal.input),
  readJournal: parser('readJournal', BRIDGE.readJournal.input),
  terminalBegin: parser('terminalBegin', BRIDGE.terminalBegin.input),
  terminalInquire: parser('terminalInquire', BRIDGE.terminalInquire.input),
  terminalReverse: parser('terminalReverse', BRIDGE.terminalReverse.input),
  terminalAbort: parser('terminalAbort', BRIDGE.terminalAbort.input),
  terminalRefund: parser('terminalRefund', BRIDGE.terminalRefund.input),
  terminalEndOfDay: parser('terminalEndOfDay', BRIDGE.terminalEndOfDay.input),
  enterKiosk: parser('enterKiosk', BRIDGE.enterKiosk.input),
  leaveKiosk: parser('leaveKiosk', BRIDGE.leaveKiosk.input),
  rememberSignIn: parser('rememberSignIn', BRIDGE.rememberSignIn.input),
  hearStaff: parser('hearStaff', BRIDGE.hearStaff.input),
  offlineStaff: parser('offlineStaff', BRIDGE.offlineStaff.input),
  signInOffline: parser('signInOffline', BRIDGE.signInOffline.input),
};

export function isVerb(name: string): name is BridgeVerb {
  return Object.hasOwn(BRIDGE, name);
}

/** Says one verb on behalf of a page: what came from it is parsed before anything is done with it. */
export async function callVerb<Verb extends BridgeVerb>(
  bridge: Bridge,
  verb: Verb,
  raw: unknown,
): Promise<BridgeOutput<Verb>> {
  return bridge[verb](PARSERS[verb](raw));
}
