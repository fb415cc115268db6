import type { CinemaId, DeviceId } from '#shared/wire/scalars.ts';
import type { Tx } from '../store/store.ts';

/**
 * Takes a device out of service, in the registry and in its cinema's document, where doors and tills read it. Asking
 * twice is harmless. False when the cinema has no such device.
 */
export async function retireDevice(tx: Tx, cinemaId: CinemaId, deviceId: DeviceId): Promise<boolean> {
  const known = await tx.cold
    .updateTable('devices')
    .set({ retired: 1 })
    .where('id', '=', deviceId)
    .where('cinema_id', '=', cinemaId)
    .returning('id')
    .executeTakeFirst();
  if (known === undefined) return false;
  // Whoever is signed in at it is signed out with it.
  await tx.cold.deleteFrom('staff_sessions').where('device_id', '=', deviceId).execute();
  const cinema = await tx.document(cinemaId, 'cinemas', cinemaId);
  if (cinema === null || cinema.devices.every(({ id, retired }) => id !== deviceId || retired === true))
    return true;
  const devices = cinema.devices.map((device) =>
    device.id === deviceId ? { ...device, retired: true } : device,
  );
  await tx.writeDocument(cinemaId, 'cinemas', { ...cinema, devices });
  return true;
}
