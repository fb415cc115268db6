/** What is certain while the server cannot be heard, and what became of it afterwards. */
export const offline = {
  chip: 'Offline since {{time}}',
  chipSafe_one: 'Offline since {{time}}: {{count}} seat safe to sell in this show',
  chipSafe_other: 'Offline since {{time}}: {{count}} seats safe to sell in this show',
  picture:
    'The picture is as of {{time}}. Seats with a dashed edge may be gone: they can only be promised. All others that are free are this till’s own.',
  word: {
    confirmed: 'Confirmed',
    'safe-offline': 'Safe offline',
    promised: 'Promised',
  },
  hint: {
    safe: 'These seats are this till’s own: they can be sold without the line.',
    promised: 'No line: at least one of these seats would only be promised.',
  },
  back: {
    title: 'The line is back',
    accepted_one: '{{count}} sale made meanwhile was accepted.',
    accepted_other: '{{count}} sales made meanwhile were accepted.',
    conflicted_one: '{{count}} sale needs a person: {{codes}}',
    conflicted_other: '{{count}} sales need a person: {{codes}}',
    open_one: '{{count}} sale is still on its way.',
    open_other: '{{count}} sales are still on their way.',
    seen: 'Understood',
  },
} as const;
