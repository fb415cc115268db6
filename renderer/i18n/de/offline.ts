export const offline = {
  chip: 'Ohne Leitung seit {{time}}',
  chipSafe_one: 'Ohne Leitung seit {{time}}: {{count}} Platz dieser Vorstellung sicher verkäuflich',
  chipSafe_other: 'Ohne Leitung seit {{time}}: {{count}} Plätze dieser Vorstellung sicher verkäuflich',
  picture:
    'Das Bild ist von {{time}}. Plätze mit gestricheltem Rand können vergeben sein: Sie lassen sich nur zusagen. Alle anderen freien gehören dieser Kasse.',
  word: {
    confirmed: 'Bestätigt',
    'safe-offline': 'Auch ohne Leitung sicher',
    promised: 'Zugesagt',
  },
  hint: {
    safe: 'Diese Plätze gehören dieser Kasse: Sie lassen sich ohne Leitung verkaufen.',
    promised: 'Keine Leitung: Mindestens einer dieser Plätze wäre nur zugesagt.',
  },
  back: {
    title: 'Die Leitung ist wieder da',
    accepted_one: '{{count}} Verkauf aus der Zwischenzeit wurde angenommen.',
    accepted_other: '{{count}} Verkäufe aus der Zwischenzeit wurden angenommen.',
    conflicted_one: '{{count}} Verkauf braucht einen Menschen: {{codes}}',
    conflicted_other: '{{count}} Verkäufe brauchen einen Menschen: {{codes}}',
    open_one: '{{count}} Verkauf ist noch unterwegs.',
    open_other: '{{count}} Verkäufe sind noch unterwegs.',
    seen: 'Verstanden',
  },
} as const;
