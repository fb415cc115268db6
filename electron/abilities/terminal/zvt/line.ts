import { bytesOfHex, hexOf } from './bcd.ts';
import { converse, type Ending, type ZvtTimes } from './conversation.ts';
import { BMP, parseFields } from './fields.ts';
import { type Address, LinkLost, openZvtLink, type ZvtLink } from './link.ts';
import { CONTROL, registration, repeatReceipt, statusEnquiry } from './messages.ts';
import { RESULT } from './result-codes.ts';
import type { StatusInformation } from './status.ts';
import { findTlv, parseTlv } from './tlv.ts';

export type ZvtSettings = {
  /** Asked before each conversation: a simulated terminal may have moved. */
  readonly address: () => Promise<Address>;
  /** Six digits; most terminals leave the factory with 000000. */
  readonly password: number;
  readonly times: ZvtTimes;
};

/** A terminal this till is registered with and that waits for a command. */
export type Line = {
  readonly link: ZvtLink;
  /** What it did last; `silent`: it does not say, or cannot be believed that there was nothing. */
  last(): Promise<StatusInformation | 'nothing' | 'silent'>;
};

/** Between two questions to a terminal that is busy. */
const ASK_AGAIN_MS = 150;

/** Connects, registers, waits until the terminal is free, and hangs up after the work. Throws `LinkLost`, `ProtocolError`. */
export async function onLine<Result>(
  { address, password, times }: ZvtSettings,
  currency: number,
  work: (line: Line) => Promise<Result>,
): Promise<Result> {
  const link = await openZvtLink(await address(), times.connectMs);
  try {
    const registered = await free(() => converse(link, registration(password, currency), times), times);
    if (registered.kind !== 'completed') throw new LinkLost('The terminal does not accept this till.');
    await free(() => converse(link, statusEnquiry(password), times), times);
    const isBelieved = listsCommand(registered.data, CONTROL.repeatReceipt);
    return await work({
      link,
      last: async () => {
        const ending = await free(() => converse(link, repeatReceipt(password), times), times);
        if (ending.kind === 'completed') return ending.status ?? 'silent';
        return isBelieved && ending.code === RESULT.functionNotPossible ? 'nothing' : 'silent';
      },
    });
  } finally {
    link.close();
  }
}

/** Asks until the terminal is no longer busy. */
async function free(ask: () => Promise<Ending>, { silenceMs }: ZvtTimes): Promise<Ending> {
  const until = performance.now() + silenceMs;
  for (;;) {
    const ending = await ask();
    const isBusy =
      ending.kind === 'turned-away' && (ending.code === RESULT.pleaseWait || ending.code === RESULT.notReady);
    if (!isBusy) return ending;
    if (performance.now() > until) throw new LinkLost('The terminal stays busy.');
    await new Promise((resolve) => setTimeout(resolve, Math.min(ASK_AGAIN_MS, silenceMs / 4)));
  }
}

/** Whether the Completion of a Registration names the command: TLV 26, "list of permitted ZVT-Commands", each under 0A. */
function listsCommand(data: Uint8Array, control: number): boolean {
  const container = parseFields(data).get(BMP.tlvContainer);
  const list = container === undefined ? null : findTlv(parseTlv(container), 0x26);
  if (list === null) return false;
  const wanted = hexOf(bytesOfHex(control.toString(16).padStart(4, '0')));
  return parseTlv(list).some(({ tag, value }) => tag === 0x0a && hexOf(value) === wanted);
}
