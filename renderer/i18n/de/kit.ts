/** Wörter der Bausteine. */
export const kit = {
  close: 'Schließen',
  clear: 'Leeren',
  search: 'Suchen',
  dismiss: 'Meldung ausblenden',
  messages: 'Meldungen',
  keypad: 'Zifferntasten',
  deleteDigit: 'Letzte Ziffer löschen',
  pinEntered_one: '{{count}} Ziffer eingegeben',
  pinEntered_other: '{{count}} Ziffern eingegeben',
  shortcuts: 'Tasten dieser Seite',
  minutesLeft_one: '{{label}}: noch {{count}} Minute',
  minutesLeft_other: '{{label}}: noch {{count}} Minuten',
  secondsLeft_one: '{{label}}: noch {{count}} Sekunde',
  secondsLeft_other: '{{label}}: noch {{count}} Sekunden',
  timeIsUp: '{{label}}: Zeit abgelaufen',
} as const;
