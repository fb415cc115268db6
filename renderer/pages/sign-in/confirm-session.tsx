import { KeyRound } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Dialog } from '#renderer/kit/index.ts';
import { useReplica } from '#renderer/replica/hooks.ts';
import { signedIn } from '#renderer/stores/session.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import type { StaffMember } from '#shared/wire/messages.ts';
import { PinEntry } from './pin-entry.tsx';
import { type SignInOutcome, signInAtServer } from './sign-in.ts';
import { useConfirmation } from './use-confirmation.ts';

/**
 * Tells the server who signed in without it, as soon as it answers: quietly where the page still knows the PIN, else by
 * asking for it once, beside whatever is being sold. Draws nothing while there is nothing to ask.
 */
export function ConfirmSession({ bridge }: { bridge: Bridge }): ReactNode {
  const asked = useConfirmation(bridge);
  return asked === null ? null : <AskOnce key={asked.id} bridge={bridge} staff={asked} />;
}

function AskOnce({ bridge, staff }: { bridge: Bridge; staff: StaffMember }): ReactNode {
  const { t } = useTranslation('entry');
  const { identity } = useReplica();
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => setIsOpen(false);
  const check = async (pin: string): Promise<SignInOutcome> => {
    const outcome = await signInAtServer({ identity, bridge, staffId: staff.id, pin });
    if (outcome.kind === 'signed-in') signedIn(outcome.answer);
    return outcome;
  };
  return (
    <section
      aria-label={t('confirm.title')}
      className="mx-4 mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg bg-warn-soft px-4 py-2 print:hidden"
    >
      <KeyRound aria-hidden size={24} className="shrink-0 text-warn" />
      <p role="status" className="min-w-0 flex-1">
        <strong>{t('confirm.title')}.</strong> {t('confirm.hint', { name: staff.name })}
      </p>
      <Button onPress={() => setIsOpen(true)}>{t('confirm.enter')}</Button>
      {isOpen && (
        <Dialog isOpen onClose={close} title={t('signIn.pinFor', { name: staff.name })}>
          <PinEntry name={staff.name} check={check} back={{ label: t('confirm.later'), onPress: close }} />
        </Dialog>
      )}
    </section>
  );
}
