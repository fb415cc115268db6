import { MonitorSmartphone } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, Chip, EmptyState, ErrorNote } from '#renderer/kit/index.ts';
import type { DeviceStanding } from '#shared/wire/admin.ts';
import { DataTable, type TableColumn } from '../today/parts/data-table.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { useDevices } from './use-devices.ts';
import { useHeardAt } from './use-heard-at.ts';

/** Who is connected, how fresh each replica is, and which seats it may sell without asking. */
export function DevicesPage(): ReactNode {
  const { t } = useTranslation('devices');
  const { known, answer, again, revoke } = useDevices();
  const [asked, setAsked] = useState<DeviceStanding | null>(null);
  const failed = answer !== null && answer.kind !== 'ok';
  return (
    <main
      aria-label={t('title')}
      className="mx-auto flex w-full max-w-[80rem] flex-1 flex-col gap-4 p-4 pb-8"
    >
      <div>
        <h1 className="text-2xl">{t('title')}</h1>
        <p className="text-quiet">{t('hint')}</p>
      </div>
      {failed && (
        <ErrorNote
          title={t(answer.kind === 'refused' ? 'refused' : 'noLine')}
          effect={answer.kind === 'refused' ? answer.message : t('noLineEffect')}
          actions={[{ label: t('again'), onPress: again }]}
        />
      )}
      {known === null && !failed && (
        <EmptyState icon={MonitorSmartphone} title={t('asking')} hint={t('askingHint')} />
      )}
      {known !== null && (
        <div className="rounded-xl bg-surface px-4 py-3 sm:px-6">
          <DevicesTable devices={known.devices} onRevoke={setAsked} />
        </div>
      )}
      {asked !== null && <RevokeDialog device={asked} revoke={revoke} onClose={() => setAsked(null)} />}
    </main>
  );
}

const seatsOf = ({ leases }: DeviceStanding): number => leases.reduce((sum, { seats }) => sum + seats, 0);

/** Only from a device that is silent: a connected one gives its seats up when it is asked. */
const mayTakeBack = (device: DeviceStanding): boolean => !device.connected && seatsOf(device) > 0;

function DevicesTable(props: {
  devices: readonly DeviceStanding[];
  onRevoke: (device: DeviceStanding) => void;
}): ReactNode {
  const { t } = useTranslation('devices');
  const { number } = useFormats();
  const act: TableColumn<DeviceStanding> = {
    id: 'act',
    label: t('column.act'),
    end: true,
    narrow: true,
    cell: (device) =>
      mayTakeBack(device) ? (
        <Button variant="danger" onPress={() => props.onRevoke(device)}>
          {t('revoke', { name: device.name })}
        </Button>
      ) : null,
  };
  const columns: readonly TableColumn<DeviceStanding>[] = [
    { id: 'name', label: t('column.name'), cell: (device) => <Name device={device} /> },
    { id: 'line', label: t('column.line'), cell: (device) => <Line device={device} /> },
    {
      id: 'seats',
      label: t('column.seats'),
      end: true,
      cell: (device) => {
        const seats = seatsOf(device);
        if (seats === 0) return <span className="text-quiet">{t('noSeats')}</span>;
        return t('seats', { count: seats, seats: number(seats), shows: device.leases.length });
      },
    },
    ...(props.devices.some(mayTakeBack) ? [act] : []),
  ];
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      items={props.devices}
      textOf={({ name }) => name}
      empty={t('none')}
    />
  );
}

function Name({ device }: { device: DeviceStanding }): ReactNode {
  const { t } = useTranslation('devices');
  return (
    <>
      {device.name} <span className="text-quiet">· {t(`kind.${device.kind}`)}</span>
    </>
  );
}

function Line({ device }: { device: DeviceStanding }): ReactNode {
  const { t } = useTranslation('devices');
  const heardAt = useHeardAt();
  if (device.retired) return <Chip tone="neutral">{t('retired')}</Chip>;
  if (device.connected) return <Chip tone="good">{t('connected')}</Chip>;
  return <Chip tone="warn">{t('silent', { time: heardAt(device) })}</Chip>;
}
