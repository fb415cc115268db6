/** What of the surroundings decides where data lives; given, so that every platform can be tried on any. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As Node names it: `linux`, `darwin`, `win32`. */
  readonly platform: string;
  readonly home: string;
};

/** The folder all of Foyer's own data is in: `FOYER_DATA`, or the user's data folder of the platform. */
export function dataDirectory({ env, platform, home }: Surroundings): string {
  const chosen = env['FOYER_DATA'] ?? '';
  if (chosen !== '') return chosen;
  if (platform === 'win32') {
    const roaming = env['APPDATA'] ?? '';
    return roaming === '' ? path('\\', home, 'AppData', 'Roaming', 'Foyer') : path('\\', roaming, 'Foyer');
  }
  if (platform === 'darwin') return path('/', home, 'Library', 'Application Support', 'Foyer');
  const shared = env['XDG_DATA_HOME'] ?? '';
  // A relative one is to be ignored (XDG Base Directory): it would move with whoever starts Foyer from where.
  return shared.startsWith('/') ? path('/', shared, 'foyer') : path('/', home, '.local', 'share', 'foyer');
}

function path(separator: '/' | '\\', root: string, ...names: string[]): string {
  const base = root.replace(separator === '/' ? /\/+$/ : /[\\/]+$/, '');
  return [base, ...names].join(separator);
}
