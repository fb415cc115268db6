/** Wörter zur Kartenzahlung an der Kasse. */
export const card = {
  title: 'Karte',
  due: 'Zu zahlen',
  phase: {
    asking: 'Der Server wird gefragt …',
    card: 'Das Terminal wartet auf die Karte',
    checking: 'Das Terminal wird gefragt, was daraus wurde …',
    printing: 'Bezahlt. Der Druck läuft …',
  },
  hint: {
    asking: 'Höchstens zwei Sekunden. Die Bestellung ist sicher.',
    card: 'Der Betrag steht auf dem Terminal. Die Plätze bleiben gehalten.',
    checking:
      'Die Antwort ging verloren. Die Karte nicht noch einmal nehmen: belastet wird höchstens einmal.',
    printing: 'Der Verkauf ist abgeschlossen.',
  },
  slow: 'Das Terminal lässt sich Zeit. Warten oder den nächsten Gast bedienen; die Plätze bleiben gehalten.',
  callOff: 'Abbrechen',
  callingOff: 'Wird abgebrochen …',
  next: 'Nächster Gast',
  unsettled: {
    title: 'Das Terminal sagt nicht, ob die Karte belastet wurde',
    effect:
      'Das Geld kann schon genommen sein: für diese Plätze weder Karte noch Bargeld verlangen. Sie bleiben gehalten, und nichts wird doppelt belastet.',
    asking:
      'Das Terminal wird alle paar Sekunden gefragt, und was es sagt, geschieht: der Verkauf, oder die Plätze sind wieder nur gehalten.',
    ask: 'Terminal jetzt fragen',
    next: 'Parken, nächster Gast',
    code: 'Code {{code}}',
  },
  declined: {
    title: 'Die Karte wurde abgelehnt',
    none: 'Die Karte wurde nicht belastet',
    effect:
      'Es wurde kein Geld genommen, die Plätze bleiben gehalten. Noch einmal oder mit anderer Karte (F9), oder bar (F8).',
    says: 'Das Terminal sagt: {{message}}.',
  },
  noAnswer: {
    title: 'Der Server antwortet nicht',
    effect:
      'Die Karte wurde nicht verlangt, die Bestellung ist wie zuvor. Kartenzahlung braucht das Wort des Servers: noch einmal (F9) oder bar (F8).',
  },
  late: {
    title: 'Die Karte zu {{code}} wurde belastet, als die Bestellung schon beendet war',
    effect:
      'Das Geld ist gebucht, gedruckt wurde nichts. Der Aufsicht zeigen: Es wird zurückgegeben, oder es finden sich Plätze.',
  },
  elsewhere: {
    sold: 'Die Kartenzahlung zu {{code}} ging durch und ist gedruckt.',
    soldUnprinted:
      'Die Kartenzahlung zu {{code}} ging durch, ist aber nicht gedruckt. Unter „Letzte Verkäufe“ öffnen.',
    declined: 'Die Karte zu {{code}} wurde nicht belastet; die Bestellung ist wieder geparkt und gehalten.',
  },
  say: {
    sold: 'Mit Karte bezahlt. {{total}}.',
  },
} as const;
