import { WifiOff } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, EmptyState, ListRow, Stack } from '#renderer/kit/index.ts';
import type { EnrolledIdentity } from '#renderer/replica/types.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import type { StaffMember } from '#shared/wire/messages.ts';
import { Centered } from '../app/centered.tsx';
import type { Answer } from '../server/ask.ts';
import { PinEntry } from './pin-entry.tsx';
import { staffHere } from './sign-in.ts';

type Staff = Answer<readonly StaffMember[]> | { readonly kind: 'asking' };

function useStaff(identity: EnrolledIdentity): { staff: Staff; again: () => void } {
  const [staff, setStaff] = useState<Staff>({ kind: 'asking' });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks again
  useEffect(() => {
    const stop = new AbortController();
    setStaff({ kind: 'asking' });
    void staffHere(identity, stop.signal).then((answer) => {
      if (!stop.signal.aborted) setStaff(answer);
    });
    return () => stop.abort();
  }, [identity, round]);
  return { staff, again: useCallback(() => setRound((n) => n + 1), []) };
}

/** Who is at the till: a name, then a PIN. */
export function SignInPage(props: { identity: EnrolledIdentity; cinema: Cinema | null }): ReactNode {
  const { identity, cinema } = props;
  const { t } = useTranslation('entry');
  const { staff, again } = useStaff(identity);
  const [chosen, setChosen] = useState<StaffMember | null>(null);
  return (
    <Centered canvas={cinema?.name}>
      <Stack gap="3">
        <div>
          <p className="text-quiet">{identity.name}</p>
          <h1 className="text-2xl">
            {chosen === null ? t('signIn.title') : t('signIn.pinFor', { name: chosen.name })}
          </h1>
          <p className="text-quiet">{t(chosen === null ? 'signIn.intro' : 'signIn.keys')}</p>
        </div>
        {chosen === null ? (
          <Names staff={staff} again={again} onChoose={setChosen} />
        ) : (
          <PinEntry identity={identity} member={chosen} onBack={() => setChosen(null)} />
        )}
      </Stack>
    </Centered>
  );
}

function Names(props: {
  staff: Staff;
  again: () => void;
  onChoose: (member: StaffMember) => void;
}): ReactNode {
  const { staff, again, onChoose } = props;
  const { t } = useTranslation('entry');
  const retry = <Button onPress={again}>{t('signIn.again')}</Button>;
  if (staff.kind === 'asking') return <p role="status">{t('signIn.loading')}</p>;
  if (staff.kind === 'unreachable') {
    return (
      <EmptyState
        icon={WifiOff}
        title={t('signIn.unreachable')}
        hint={t('signIn.unreachableHint')}
        action={retry}
      />
    );
  }
  if (staff.kind === 'refused') {
    return (
      <EmptyState
        icon={WifiOff}
        title={t('signIn.failed', { message: staff.message })}
        hint=""
        action={retry}
      />
    );
  }
  if (staff.value.length === 0) {
    return (
      <EmptyState icon={WifiOff} title={t('signIn.nobody')} hint={t('signIn.nobodyHint')} action={retry} />
    );
  }
  return (
    <ul className="-mx-3 flex flex-col">
      {staff.value.map((member) => (
        <li key={member.id} className="border-t border-line py-1">
          <ListRow
            title={member.name}
            trail={<span className="text-quiet">{t(`signIn.role.${member.role}`)}</span>}
            label={`${member.name}, ${t(`signIn.role.${member.role}`)}`}
            onPress={() => onChoose(member)}
          />
        </li>
      ))}
    </ul>
  );
}
