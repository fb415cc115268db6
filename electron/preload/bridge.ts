import type { BridgeVerb } from '#shared/wire/bridge.ts';

type Invoke = (channel: string, input: unknown) => Promise<unknown>;

/** What the main process answers (`electron/main/handle.ts`). A preload carries no schema library: it only passes on. */
type Answer = { ok: boolean; value?: unknown; message?: unknown };

/** The verbs a page may say, and nothing else: no channel names, no event objects, no general sending. */
export function bridgeOver(invoke: Invoke): Record<BridgeVerb, (input: unknown) => Promise<unknown>> {
  const say =
    (verb: BridgeVerb) =>
    async (input: unknown): Promise<unknown> => {
      const answer = await invoke(`foyer:${verb}`, input);
      if (!isAnswer(answer)) throw new Error('The host gave no answer.');
      if (!answer.ok) throw new Error(String(answer.message));
      return answer.value;
    };
  return {
    identity: say('identity'),
    enrol: say('enrol'),
    signTicket: say('signTicket'),
    print: say('print'),
    printReceipt: say('printReceipt'),
    openDrawer: say('openDrawer'),
    appendJournal: say('appendJournal'),
    readJournal: say('readJournal'),
    terminalBegin: say('terminalBegin'),
    terminalInquire: say('terminalInquire'),
    terminalReverse: say('terminalReverse'),
    terminalAbort: say('terminalAbort'),
    terminalRefund: say('terminalRefund'),
    terminalEndOfDay: say('terminalEndOfDay'),
    enterKiosk: say('enterKiosk'),
    leaveKiosk: say('leaveKiosk'),
    rememberSignIn: say('rememberSignIn'),
    hearStaff: say('hearStaff'),
    offlineStaff: say('offlineStaff'),
    signInOffline: say('signInOffline'),
  };
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
}
