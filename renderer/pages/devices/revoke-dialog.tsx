import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, Dialog } from '#renderer/kit/index.ts';
import { useMovies, useShows } from '#renderer/replica/hooks.ts';
import type { DeviceStanding, RevokeAnswer } from '#shared/wire/admin.ts';
import type { DeviceId } from '#shared/wire/scalars.ts';
import type { Answer } from '../server/ask.ts';
import { useHeardAt } from './use-heard-at.ts';

/** Shows that are named one by one; of the rest only the number is said. */
const NAMED_MAX = 8;

/** Taking seats back from a till that is silent, with what it may have sold of them. */
export function RevokeDialog(props: {
  device: DeviceStanding;
  revoke: (id: DeviceId) => Promise<Answer<RevokeAnswer>>;
  onClose: () => void;
}): ReactNode {
  const { device, revoke, onClose } = props;
  const { t } = useTranslation('devices');
  const { number } = useFormats();
  const heardAt = useHeardAt();
  const [answer, setAnswer] = useState<Answer<RevokeAnswer> | 'asking' | null>(null);
  const seats = device.leases.reduce((sum, lease) => sum + lease.seats, 0);
  const take = async (): Promise<void> => {
    setAnswer('asking');
    setAnswer(await revoke(device.id));
  };
  const isDone = answer !== null && answer !== 'asking' && answer.kind === 'ok';
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('revokeTitle', { name: device.name })}
      size="md"
      footer={
        isDone ? (
          <Button variant="accent" onPress={onClose}>
            {t('close')}
          </Button>
        ) : (
          <>
            <Button variant="quiet" onPress={onClose}>
              {t('keep')}
            </Button>
            <Button variant="danger" isDisabled={answer === 'asking'} onPress={() => void take()}>
              {t('revokeYes', { count: seats, seats: number(seats) })}
            </Button>
          </>
        )
      }
    >
      {isDone ? (
        <p role="status">{t('revoked', { name: device.name, count: seats, seats: number(seats) })}</p>
      ) : (
        <div className="flex flex-col gap-3">
          <p>{t('warning', { name: device.name, time: heardAt(device) })}</p>
          <Leases device={device} />
          <p className="text-quiet">{t('warningAfter')}</p>
          {answer !== null && answer !== 'asking' && (
            <p role="alert" className="text-bad">
              {answer.kind === 'refused' ? answer.message : t('noLine')}
            </p>
          )}
        </div>
      )}
    </Dialog>
  );
}

function Leases({ device }: { device: DeviceStanding }): ReactNode {
  const { t } = useTranslation('devices');
  const { time, number } = useFormats();
  const shows = useShows();
  const movies = useMovies();
  const more = device.leases.length - NAMED_MAX;
  return (
    <ul className="flex flex-col gap-1">
      {device.leases.slice(0, NAMED_MAX).map((lease) => {
        const show = shows.find(({ id }) => id === lease.showId);
        const title = movies.find(({ id }) => id === show?.movieId)?.title;
        return (
          <li key={lease.showId} className="flex justify-between gap-4">
            <span>{[show && time(Date.parse(show.startsAt)), title].filter(Boolean).join(' · ')}</span>
            <span className="shrink-0 text-quiet">
              {t('leaseSeats', { count: lease.seats, seats: number(lease.seats) })}
            </span>
          </li>
        );
      })}
      {more > 0 && <li className="text-quiet">{t('moreShows', { count: more })}</li>}
    </ul>
  );
}
