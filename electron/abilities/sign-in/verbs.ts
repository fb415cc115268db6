import type { Bridge } from '#shared/wire/bridge.ts';
import type { SignIns } from './sign-ins.ts';

type SignInVerbs = Pick<Bridge, 'rememberSignIn' | 'hearStaff' | 'offlineStaff' | 'signInOffline'>;

/** Signing in without the server, as the page says it. */
export const signInVerbs = (signIns: SignIns): SignInVerbs => ({
  rememberSignIn: async ({ staff, pin }) => {
    await signIns.remember(staff, pin);
    return {};
  },
  hearStaff: async ({ staff }) => {
    await signIns.hear(staff);
    return {};
  },
  offlineStaff: async () => ({ staff: await signIns.who() }),
  signInOffline: ({ staffId, pin }) => signIns.check(staffId, pin),
});
