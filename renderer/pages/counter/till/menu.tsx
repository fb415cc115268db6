import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Kbd, ListRow } from '#renderer/kit/index.ts';
import { counter } from '#renderer/stores/counter.ts';
import { tillSide } from '#renderer/stores/till.ts';
import { openShiftsOf } from '#shared/domain/shift/life.ts';
import { instantAt } from '#shared/domain/time.ts';
import type { Shift } from '#shared/wire/till.ts';
import { signOut } from '../../sign-in/sign-out.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { leaveTill, showX } from './steps.ts';
import { useShifts } from './use-shift.ts';

type Entry = { readonly id: string; readonly label: string; readonly run: () => void };

/** What can be done at the drawer, each by a digit or a press. */
export function TillMenu({ shift }: { shift: Shift | null }): ReactNode {
  const { t } = useTranslation('till');
  const entries = useEntries(shift);
  const list = useDigits(entries);
  return (
    <>
      <h2 className="text-lg">{t('title')}</h2>
      {shift !== null && <Since shift={shift} />}
      <ul ref={list} aria-label={t('title')} className="-mx-3 flex flex-col">
        {entries.map(({ id, label, run }, at) => (
          <li key={id}>
            <ListRow lead={<Kbd>{String(at + 1)}</Kbd>} title={label} label={label} onPress={run} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Since({ shift }: { shift: Shift }): ReactNode {
  const { t } = useTranslation('till');
  const { time } = useFormats();
  const { staff } = useDesk();
  return <p className="text-quiet">{t('since', { name: staff.name, time: time(shift.openedAt) })}</p>;
}

function useEntries(shift: Shift | null): readonly Entry[] {
  const { t } = useTranslation('till');
  const { day, zone } = useFormats();
  const { desk, staff } = useDesk();
  const shifts = useShifts();
  const place = { deviceId: desk.replica.identity.deviceId, staffId: staff.id };
  const forgotten = openShiftsOf(shifts, place).filter(({ id }) => id !== shift?.id);
  const move = (what: 'in' | 'out' | 'drop' | 'no-sale'): Entry => ({
    id: what,
    label: t(`move.${what}`),
    run: () => tillSide.to({ kind: 'move', what }),
  });
  const ofShift: readonly Entry[] =
    shift === null
      ? []
      : [
          move('in'),
          move('out'),
          move('drop'),
          move('no-sale'),
          { id: 'x', label: t('x.open'), run: () => void showX(desk, shift) },
          {
            id: 'close',
            label: t('close.open'),
            run: () => tillSide.to({ kind: 'count', shiftId: shift.id }),
          },
        ];
  return [
    ...ofShift,
    { id: 'closed-ones', label: t('z.again'), run: () => tillSide.to({ kind: 'closed-ones' }) },
    {
      id: 'switch',
      label: t('switch'),
      run: () => {
        leaveTill();
        signOut(desk.replica.identity);
      },
    },
    ...forgotten.slice(0, 1).map(({ id, businessDay }) => ({
      id: 'forgotten',
      label: t('close.forgotten', { day: day(instantAt(businessDay, '12:00', zone)) }),
      run: () => tillSide.to({ kind: 'count', shiftId: id }),
    })),
  ];
}

/** Digits choose from the list while it is there; the first entry has the focus, so that arrows of the page rest. */
function useDigits(entries: readonly Entry[]) {
  const list = useRef<HTMLUListElement>(null);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (
      digit === undefined ||
      counter.get().help ||
      event.repeat ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey
    )
      return;
    event.preventDefault();
    event.stopPropagation();
    entries[Number(digit) - 1]?.run();
  });
  useEffect(() => {
    list.current?.querySelector('button')?.focus();
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return list;
}
