import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Counted } from '#renderer/commands/shift/shift.ts';
import { ListRow } from '#renderer/kit/index.ts';
import { tillSide } from '#renderer/stores/till.ts';
import type { StaffMember } from '#shared/wire/messages.ts';
import type { Shift } from '#shared/wire/till.ts';
import { PinEntry } from '../../sign-in/pin-entry.tsx';
import { useStaff } from '../../sign-in/use-staff.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { Difference } from './counted-panel.tsx';
import { close } from './steps.ts';
import { vouch } from './vouch.ts';

/** A supervisor looks at the difference and says so by PIN; the clerk stays signed in. */
export function Approve({ shift, counted }: { shift: Shift; counted: Counted }): ReactNode {
  const { t } = useTranslation('till');
  const { desk, shift: own } = useDesk();
  const { bridge, replica } = desk.context();
  const { staff } = useStaff(replica.identity, bridge);
  const [chosen, setChosen] = useState<StaffMember | null>(null);
  const known = 'staff' in staff ? staff.staff : [];
  const approvers = known.filter(({ role }) => role !== 'clerk');
  const check = async (member: StaffMember, pin: string) => {
    const outcome = await vouch({ identity: replica.identity, bridge, staffId: member.id, pin });
    if (outcome.kind === 'signed-in' || outcome.kind === 'signed-in-offline')
      await close(desk, shift, shift.id === own?.id, member.id);
    return outcome;
  };
  return (
    <>
      <h2 className="text-lg">
        {chosen === null ? t('approve.title') : t('approve.pin', { name: chosen.name })}
      </h2>
      <Difference minor={counted.difference} />
      {chosen === null ? (
        <Names approvers={approvers} onChoose={setChosen} />
      ) : (
        <PinEntry
          name={chosen.name}
          check={(pin) => check(chosen, pin)}
          back={{
            label: t('approve.other'),
            onPress: () => tillSide.to({ kind: 'counted', shiftId: shift.id, counted }),
          }}
        />
      )}
    </>
  );
}

function Names(props: {
  approvers: readonly StaffMember[];
  onChoose: (member: StaffMember) => void;
}): ReactNode {
  const { approvers, onChoose } = props;
  const { t } = useTranslation(['till', 'entry']);
  const list = useRef<HTMLUListElement>(null);
  const isEmpty = approvers.length === 0;
  useEffect(() => {
    if (!isEmpty) list.current?.querySelector('button')?.focus();
  }, [isEmpty]);
  if (isEmpty) return <p role="status">{t('approve.nobody')}</p>;
  return (
    <ul ref={list} className="-mx-3">
      {approvers.map((member) => (
        <li key={member.id}>
          <ListRow
            title={member.name}
            trail={<span className="text-quiet">{t(`signIn.role.${member.role}`, { ns: 'entry' })}</span>}
            label={`${member.name}, ${t(`signIn.role.${member.role}`, { ns: 'entry' })}`}
            onPress={() => onChoose(member)}
          />
        </li>
      ))}
    </ul>
  );
}
