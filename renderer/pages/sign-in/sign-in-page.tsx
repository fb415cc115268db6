import { WifiOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, EmptyState, ListRow, Stack } from '#renderer/kit/index.ts';
import type { EnrolledIdentity } from '#renderer/replica/types.ts';
import { signedIn, signedInOffline } from '#renderer/stores/session.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import type { StaffMember } from '#shared/wire/messages.ts';
import { Centered } from '../app/centered.tsx';
import { keepForServer } from './for-server.ts';
import { PinEntry } from './pin-entry.tsx';
import { signInHere } from './sign-in.ts';
import { type Staff, useStaff } from './use-staff.ts';

/** Who is at the till: a name, then a PIN; with the server, or without it for whoever was here within a day. */
export function SignInPage(props: {
  identity: EnrolledIdentity;
  bridge: Bridge;
  cinema: Cinema | null;
}): ReactNode {
  const { identity, bridge, cinema } = props;
  const { t } = useTranslation('entry');
  const { staff, again } = useStaff(identity, bridge);
  const [chosen, setChosen] = useState<StaffMember | null>(null);
  const isOffline = staff.kind === 'offline';
  const back = (): void => {
    setChosen(null);
    // Whether the server answers may be another than when the names were asked for.
    again();
  };
  const check = async (member: StaffMember, pin: string) => {
    const outcome = await signInHere({ identity, bridge, staffId: member.id, pin });
    if (outcome.kind === 'signed-in') signedIn(outcome.answer);
    if (outcome.kind === 'signed-in-offline') {
      keepForServer({ staffId: member.id, pin });
      signedInOffline(outcome.staff, outcome.seconds);
    }
    return outcome;
  };
  return (
    <Centered canvas={cinema?.name}>
      <Stack gap="3">
        <div>
          <p className="text-quiet">{identity.name}</p>
          <h1 className="text-2xl">
            {chosen === null ? t('signIn.title') : t('signIn.pinFor', { name: chosen.name })}
          </h1>
          {chosen !== null && isOffline ? (
            <p role="status" className="flex items-center gap-2">
              <WifiOff aria-hidden size={20} className="shrink-0 text-warn" />
              {t('signIn.offlinePin')}
            </p>
          ) : (
            <p className="text-quiet">{t(chosen === null ? 'signIn.intro' : 'signIn.keys')}</p>
          )}
        </div>
        {chosen === null && isOffline && staff.staff.length > 0 && <WithoutServer />}
        {chosen === null ? (
          <Names staff={staff} again={again} onChoose={setChosen} />
        ) : (
          <PinEntry
            name={chosen.name}
            check={(pin) => check(chosen, pin)}
            back={{ label: t('signIn.back'), onPress: back }}
          />
        )}
      </Stack>
    </Centered>
  );
}

function WithoutServer(): ReactNode {
  const { t } = useTranslation('entry');
  return (
    <div role="status" className="flex gap-3 rounded-lg bg-warn-soft p-3">
      <WifiOff aria-hidden size={24} className="shrink-0 text-warn" />
      <p>
        <strong>{t('signIn.unreachable')}.</strong> {t('signIn.offline')}
      </p>
    </div>
  );
}

function Names(props: {
  staff: Staff;
  again: () => void;
  onChoose: (member: StaffMember) => void;
}): ReactNode {
  const { staff, again, onChoose } = props;
  const { t } = useTranslation('entry');
  if (staff.kind === 'asking') return <p role="status">{t('signIn.loading')}</p>;
  const action = <Button onPress={again}>{t('signIn.again')}</Button>;
  const trouble = { icon: WifiOff, action };
  if (staff.kind === 'refused')
    return <EmptyState {...trouble} title={t('signIn.failed', { message: staff.message })} hint="" />;
  if (staff.kind === 'cut-off')
    return <EmptyState {...trouble} title={t('signIn.unreachable')} hint={t('signIn.unreachableHint')} />;
  if (staff.staff.length === 0)
    return staff.kind === 'offline' ? (
      <EmptyState {...trouble} title={t('signIn.unreachable')} hint={t('signIn.offlineNobody')} />
    ) : (
      <EmptyState {...trouble} title={t('signIn.nobody')} hint={t('signIn.nobodyHint')} />
    );
  return (
    <ul className="-mx-3 flex flex-col">
      {staff.staff.map((member) => (
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
