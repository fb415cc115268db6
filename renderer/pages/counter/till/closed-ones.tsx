import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { ListRow } from '#renderer/kit/index.ts';
import { tillSide } from '#renderer/stores/till.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { useShifts } from './use-shift.ts';

const LISTED_MAX = 12;

/** The till's last closed shifts, whose Z can be looked at and printed again. */
export function ClosedOnes(): ReactNode {
  const { t } = useTranslation('till');
  const { day, time, money } = useFormats();
  const { deviceId } = useDesk().desk.replica.identity;
  const closed = useShifts()
    .filter((shift) => shift.status === 'closed' && shift.deviceId === deviceId)
    .sort((a, b) => ((a.closedAt ?? '') < (b.closedAt ?? '') ? 1 : -1))
    .slice(0, LISTED_MAX);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  if (closed.length === 0) return <p>{t('z.none')}</p>;
  return (
    <>
      <h2 className="text-lg">{t('z.again')}</h2>
      <ul ref={list} className="-mx-3">
        {closed.map(({ id, openedAt, closedAt = openedAt, difference = 0 }) => (
          <li key={id}>
            <ListRow
              title={`${day(openedAt)} ${time(openedAt)}–${time(closedAt)}`}
              trail={money(difference)}
              onPress={() => tillSide.to({ kind: 'z', shiftId: id, isJustClosed: false })}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
