import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { useReplica } from '#renderer/replica/hooks.ts';
import type { DeviceStanding } from '#shared/wire/admin.ts';

/** Says when a device was last heard: the time, and the day too when that was not today. */
export function useHeardAt(): (device: DeviceStanding) => string {
  const replica = useReplica();
  const { day, time } = useFormats();
  return ({ lastHeardAt }) =>
    day(lastHeardAt) === day(replica.nowMs())
      ? time(lastHeardAt)
      : `${day(lastHeardAt)}, ${time(lastHeardAt)}`;
}
