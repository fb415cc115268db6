/** Words of the building blocks themselves; they know nothing of what is sold. */
export const kit = {
  close: 'Close',
  clear: 'Clear',
  search: 'Search',
  dismiss: 'Dismiss message',
  messages: 'Messages',
  keypad: 'Number keys',
  deleteDigit: 'Delete the last digit',
  pinEntered_one: '{{count}} digit entered',
  pinEntered_other: '{{count}} digits entered',
  shortcuts: 'Keys of this page',
  minutesLeft_one: '{{label}}: {{count}} minute left',
  minutesLeft_other: '{{label}}: {{count}} minutes left',
  secondsLeft_one: '{{label}}: {{count}} second left',
  secondsLeft_other: '{{label}}: {{count}} seconds left',
  timeIsUp: '{{label}}: time is up',
} as const;
