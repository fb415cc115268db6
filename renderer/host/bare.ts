import { type Bridge, Identity } from '#shared/wire/bridge.ts';
import { EnrolAnswer, ErrorAnswer } from '#shared/wire/messages.ts';
import { HostError } from './host-error.ts';

const KEY = 'foyer.identity';

type Kept = Pick<Storage, 'getItem' | 'setItem'>;

/** Why nothing that touches money, paper or keys is done here. */
const cannot = (what: string) => (): Promise<never> =>
  Promise.reject(
    new HostError(`this browser ${what}: open Foyer’s own window, or the address of the till on its machine`),
  );

/**
 * A browser without a host of ours, on a manager's laptop: it is enrolled like any device, remembers that, and reads
 * and reports. It keeps no journal and no key, and so takes no money. `pageOrigin` is proposed as the server's address.
 */
export function bareBridge(kept: Kept, send: typeof fetch, pageOrigin: string): Bridge {
  const nobody = { enrolled: false, serverUrl: pageOrigin } as const;
  return {
    identity: () => {
      const text = kept.getItem(KEY);
      return Promise.resolve(text === null ? nobody : Identity.parse(JSON.parse(text)));
    },
    enrol: async (input) => {
      const identity = await enrolAt(send, input);
      kept.setItem(KEY, JSON.stringify(identity));
      return identity;
    },
    signTicket: cannot('has no key to sign tickets with'),
    print: cannot('has no ticket printer'),
    printReceipt: cannot('has no receipt printer'),
    openDrawer: cannot('has no cash drawer'),
    appendJournal: cannot('keeps no journal, so no money is taken here'),
    readJournal: () => Promise.resolve({ entries: [] }),
    terminalBegin: cannot('has no card terminal'),
    terminalInquire: cannot('has no card terminal'),
    terminalReverse: cannot('has no card terminal'),
    terminalAbort: cannot('has no card terminal'),
    terminalRefund: cannot('has no card terminal'),
    terminalEndOfDay: cannot('has no card terminal'),
    enterKiosk: () => Promise.resolve({ fillsScreen: false }),
    leaveKiosk: () => Promise.resolve({ result: 'not-set' }),
    rememberSignIn: cannot('signs nobody in without the server'),
    hearStaff: cannot('signs nobody in without the server'),
    offlineStaff: cannot('signs nobody in without the server'),
    signInOffline: cannot('signs nobody in without the server'),
  };
}

async function enrolAt(
  send: typeof fetch,
  { serverUrl, code, name }: { serverUrl: string; code: string; name: string },
): Promise<Identity> {
  const base = serverUrl.replace(/\/+$/, '');
  const response = await send(`${base}/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, name }),
  }).catch(() => null);
  if (response === null) throw new HostError(`no answer from ${base}`);
  const body: unknown = await response.json().catch(() => null);
  const answer = EnrolAnswer.safeParse(body);
  if (response.ok && answer.success)
    return { ...answer.data, enrolled: true, serverUrl: base, name, publicKey: '' };
  const said = ErrorAnswer.safeParse(body);
  throw new HostError(said.success ? said.data.error.message : `${base} answers, but not as a Foyer server`);
}
