/** Wörter vor der Kasse: Start, Einrichtung, Anmeldung. */
export const entry = {
  starting: 'Die Kasse wird geöffnet …',
  startFailed: {
    title: 'Diese Kasse ließ sich nicht öffnen',
    effect: 'Nichts wurde verkauft, kein Platz ist betroffen. {{message}}',
    again: 'Noch einmal versuchen',
  },
  broken: {
    title: 'Diese Seite ist stehen geblieben',
    effect:
      'Das ist ein Fehler des Programms. Bestellungen und Verkäufe liegen auf dieser Kasse: Bezahltes ist nicht verloren, gehaltene Plätze bleiben gehalten. {{message}}',
    again: 'Seite neu laden',
  },
  otherKind: {
    title: 'Dieses Gerät ist als {{kind}} eingerichtet',
    hint: 'Diese Version von Foyer betreibt Kassen. Mit einem Kassen-Code eingerichtet, verkauft das Gerät hier.',
    counter: 'Kasse',
    lobby: 'Foyer-Automat',
    door: 'Einlass',
    manager: 'Leitung',
  },
  firstSync: {
    waiting: 'Programm und Säle dieses Kinos werden geholt …',
    done: '{{done}} von {{total}}',
    offline:
      'Diese Kasse kennt ihr Kino noch nicht, und der Server antwortet nicht. Sobald er es tut, geht es von selbst weiter.',
  },
  setup: {
    title: 'Diese Kasse einrichten',
    intro: 'Eine Kasse gehört zu einem Kino. Den Code zeigt der Server beim Start; er gilt einmal.',
    server: 'Adresse des Servers',
    serverHint: 'Zum Beispiel http://127.0.0.1:8410',
    serverWrong: 'Das ist keine Webadresse. Sie beginnt mit http:// oder https://.',
    code: 'Einrichtungscode',
    name: 'Name dieser Kasse',
    nameHint: 'Andere Kassen und die Karten zeigen ihn: Kasse 1',
    enrol: 'Kasse einrichten',
    enrolling: 'Wird eingerichtet …',
    missing: 'Bitte ausfüllen.',
    failed: 'Die Kasse wurde nicht eingerichtet',
    failedEffect:
      'An dieser Kasse und am Server hat sich nichts geändert; nur ein richtiger Code wäre verbraucht. {{message}}',
    again: 'Adresse und Code prüfen, dann noch einmal versuchen',
  },
  signIn: {
    title: 'Wer ist an der Kasse?',
    intro: 'Namen wählen, dann PIN eingeben.',
    pinFor: 'PIN von {{name}}',
    back: 'Anderer Name',
    enter: 'Anmelden',
    checking: 'Wird geprüft …',
    wrong: 'Diese PIN stimmt nicht. Bitte noch einmal eingeben.',
    locked_one: 'Zu viele falsche PINs. Anmelden ist noch {{count}} Sekunde gesperrt.',
    locked_other: 'Zu viele falsche PINs. Anmelden ist noch {{count}} Sekunden gesperrt.',
    loading: 'Der Server wird gefragt, wer sich anmelden darf …',
    nobody: 'In diesem Kino darf sich noch niemand anmelden',
    nobodyHint: 'Die Leitung legt Personal am Server an. Dann noch einmal versuchen.',
    unreachable: 'Der Server antwortet nicht',
    unreachableHint:
      'Dieser Rechner kann ohne ihn niemanden anmelden. Bestellungen auf dieser Kasse sind sicher; noch einmal versuchen, wenn die Leitung wieder da ist.',
    offline:
      'Diese Kasse arbeitet auch ohne ihn: Wer sich hier in den letzten 24 Stunden angemeldet hat, meldet sich mit derselben PIN an.',
    offlinePin: 'Der Server antwortet nicht. Diese Kasse arbeitet auch ohne ihn.',
    offlineNobody:
      'In den letzten 24 Stunden hat sich an dieser Kasse niemand angemeldet; ohne den Server kann es deshalb niemand. Er wird von selbst wieder gefragt; Bestellungen und Verkäufe auf dieser Kasse sind sicher.',
    notRemembered:
      'Der Server antwortet nicht, und {{name}} hat sich an dieser Kasse in den letzten 24 Stunden nicht angemeldet. Einen anderen Namen wählen oder es noch einmal versuchen, wenn die Leitung wieder da ist.',
    failed: 'Der Server lehnt ab: {{message}}',
    again: 'Noch einmal versuchen',
    role: { clerk: 'Kasse', supervisor: 'Aufsicht', manager: 'Leitung' },
    keys: 'Auch die Zifferntasten der Tastatur gelten. Eingabe meldet an, Escape geht zurück.',
  },
  confirm: {
    title: 'Der Server antwortet wieder',
    hint: '{{name}} hat sich ohne ihn angemeldet: einmal die PIN eingeben. Bis dahin geht der Verkauf hier fünf Minuten weiter. Bestellungen und Verkäufe bleiben, wie sie sind.',
    enter: 'PIN eingeben',
    later: 'Später',
  },
  refused: {
    title: {
      paid: 'Der Server hat die letzte Änderung am Verkauf {{code}} nicht angenommen',
      open: 'Der Server hat die letzte Änderung an der Bestellung {{code}} nicht angenommen',
      unpaid: 'Der Server hat die letzte Änderung an der Bestellung {{code}} nicht angenommen',
      gone: 'Der Server hat eine Bestellung dieses Geräts nicht angenommen',
      shift: 'Der Server hat die Schicht dieser Kasse nicht angenommen',
      journal: 'Der Server hat einen Eintrag im Journal dieser Kasse nicht angenommen',
      other: 'Der Server hat etwas nicht angenommen, das dieses Gerät schrieb',
    },
    effect: {
      paid: 'Das Geld, {{amount}}, ist auf diesem Gerät und in seinem Journal sicher. Die Plätze sind nicht gewiss: Die Aufsicht muss nachsehen, bevor die Gäste hineingehen.',
      open: 'Eine Kartenzahlung dafür wird noch geklärt: kein weiteres Geld nehmen. Die Plätze sind nicht gewiss.',
      unpaid: 'Geld wurde dafür nicht genommen. Die Plätze sind nicht gewiss: neu wählen oder freigeben.',
      gone: 'Geld dafür ist hier nicht bekannt, und kein Platz ist dafür gehalten.',
      shift:
        'Geld und Plätze sind nicht betroffen: Sie bleibt auf dieser Kasse. Der Aufsicht vor dem Zählen sagen.',
      journal:
        'Verkäufe und Plätze sind nicht betroffen: Der Eintrag bleibt im Journal dieses Rechners. Der Aufsicht sagen.',
      other: 'Geld und Plätze sind nicht betroffen.',
    },
    says: 'Der Server sagt: {{message}}',
    more_one: 'Dahinter wartet {{count}} weiteres.',
    more_other: 'Dahinter warten {{count}} weitere.',
    seen: 'Gesehen',
  },
} as const;
