import type { ServerNews } from './news.ts';
import { type StartSettings, type Till, tillUrl } from './settings.ts';

/** What a person needs to begin: where the tills are, and how to sign in. */
export function welcome(settings: StartSettings, server: ServerNews): string {
  const tills = settings.tills.flatMap((till) => [
    row(till.name, tillUrl(till)),
    ...(till.kind === 'manager'
      ? []
      : [row('  its printer', `${tillUrl(till)}printer`), row('  its cards', `${tillUrl(till)}terminal`)]),
  ]);
  const pins = Object.entries(server.pins).map(([who, pin]) => `${who} ${pin}`);
  return [
    '',
    'Foyer is open.',
    '',
    ...tills,
    row('Sync server', `${server.url}/health`),
    ...(pins.length > 0 ? [row('PINs', pins.join(', '))] : []),
    row('Data', settings.data),
    '',
    'Two counters and a lobby kiosk are there so that they can want the same seat; the manager sees the sales of',
    'the day as they happen. To leave the kiosk’s public face, hold a finger in its upper corner or hold Escape',
    'for three seconds; the supervisor’s PIN opens.',
    'Ctrl-C closes everything.',
    '',
  ].join('\n');
}

const row = (label: string, value: string): string => `  ${label.padEnd(14)}${value}`;

/** What the lock says to whoever finds Foyer running already. */
export const lockNote = (tills: readonly Till[]): string => tills.map(tillUrl).join(' and ');
