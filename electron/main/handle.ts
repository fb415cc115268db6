import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { BRIDGE, type Bridge } from '#shared/wire/bridge.ts';
import { callVerb, isVerb } from '../abilities/call-verb.ts';
import { HostError, messageOf } from '../abilities/host-error.ts';
import { ORIGIN } from './scheme.ts';

/** What travels back over IPC: Electron would wrap a thrown error's message in words of its own. */
export type IpcAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

export const channelOf = (verb: string): string => `foyer:${verb}`;

/** The one place where pages reach the host: who asks is checked, what they say is parsed, for every verb alike. */
export function handleVerbs(
  ipcMain: Pick<IpcMain, 'handle'>,
  bridge: Bridge,
  log: (line: string) => void,
): void {
  for (const verb of Object.keys(BRIDGE).filter(isVerb)) {
    ipcMain.handle(channelOf(verb), async (event, input: unknown): Promise<IpcAnswer> => {
      if (!isOwnPage(event)) {
        log(`${verb} was asked for by ${event.senderFrame?.origin ?? 'a page that is gone'} and refused.`);
        return { ok: false, message: 'Only the till’s own page may ask this.' };
      }
      try {
        return { ok: true, value: await callVerb(bridge, verb, input) };
      } catch (error) {
        if (!(error instanceof HostError)) log(`${verb} failed: ${messageOf(error)}`);
        return { ok: false, message: messageOf(error) };
      }
    });
  }
}

/** A frame that has navigated away since it asked is `null`; a frame within the page is not the page. */
function isOwnPage(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.origin === ORIGIN;
}
