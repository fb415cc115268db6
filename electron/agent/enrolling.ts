import { HostError, messageOf } from '../abilities/host-error.ts';
import type { Device } from '../abilities/identity.ts';

/** How long between two questions to the server whether it knows this device, in milliseconds. */
const ASK_AGAIN_MS = { unanswered: 5_000, answered: 60_000 };

export type EnrolmentNews =
  | { readonly event: 'enrolled'; readonly deviceId: string }
  | { readonly event: 'not-enrolled'; readonly why: string }
  /** The server does not know this device any more: its database was replaced, or the device retired. */
  | { readonly event: 'unknown-to-server'; readonly why: string };

/** What a start was told on the command line; used when the device is not enrolled, or the server lost it. */
export type Invitation = { readonly serverUrl: string; readonly code: string; readonly name: string };

/**
 * Keeps an eye on the device's standing: enrols it if it was invited, and says once when the server does not know it.
 * It never stands in the way of selling: the page works on, whatever the answer.
 */
export function watchEnrolment(
  device: Device,
  invitation: Invitation | null,
  tell: (news: EnrolmentNews) => void,
  again = ASK_AGAIN_MS,
): { stop(): void } {
  let code = invitation;
  let told = '';
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const say = (news: EnrolmentNews): void => {
    const text = JSON.stringify(news);
    if (!stopped && text !== told) tell(news);
    told = text;
  };
  const look = async (): Promise<void> => {
    const before = device.identity();
    const standing = await device.standing();
    let soon = standing === 'no-answer';
    if (standing === 'known' && before.enrolled) say({ event: 'enrolled', deviceId: before.deviceId });
    else if (standing === 'unknown' && code !== null) {
      try {
        const now = await device.enrol(code);
        code = null;
        if (now.enrolled) say({ event: 'enrolled', deviceId: now.deviceId });
      } catch (error) {
        say({ event: 'not-enrolled', why: messageOf(error) });
        // A code that was refused stays refused; one that nobody heard of is still good.
        if (error instanceof HostError && error.code === 'no-server') soon = true;
        else code = null;
      }
    } else if (standing === 'unknown' && before.enrolled) {
      const why = `The server at ${before.serverUrl} no longer knows this device. Enrol it with a new code.`;
      say({ event: 'unknown-to-server', why });
    }
    if (stopped) return;
    timer = setTimeout(() => void look(), soon ? again.unanswered : again.answered);
    timer.unref();
  };
  void look();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
