/** Words of the pages before the counter: starting, setting up a device, signing in. */
export const entry = {
  starting: 'Opening the till…',
  startFailed: {
    title: 'This till could not be opened',
    effect: 'Nothing was sold and no seat is affected. {{message}}',
    again: 'Try again',
  },
  broken: {
    title: 'This page has stopped',
    effect:
      'It is a fault of the program. Orders and sales are kept on this till: nothing paid is lost, and seats that are held stay held. {{message}}',
    again: 'Load the page again',
  },
  otherKind: {
    title: 'This device is enrolled as a {{kind}} device',
    hint: 'This version of Foyer runs box office counters. Enrol the device with a counter code to sell here.',
    counter: 'counter',
    lobby: 'lobby',
    door: 'door',
    manager: 'manager',
  },
  firstSync: {
    waiting: 'Fetching the programme and the screens of this cinema…',
    done: '{{done}} of {{total}}',
    offline:
      'This till has not seen its cinema yet, and the server does not answer. It goes on by itself as soon as it does.',
  },
  setup: {
    title: 'Set up this till',
    intro: 'A till belongs to one cinema. The code is shown by the server when it starts, and works once.',
    server: 'Address of the server',
    serverHint: 'For instance http://127.0.0.1:8410',
    serverWrong: 'This is not a web address. It begins with http:// or https://.',
    code: 'Enrolment code',
    name: 'Name of this till',
    nameHint: 'Other tills and tickets show it: Counter 1',
    enrol: 'Enrol this till',
    enrolling: 'Enrolling…',
    missing: 'Please fill this in.',
    failed: 'The till was not enrolled',
    failedEffect:
      'Nothing has changed on this till or on the server, except that a code that was right is used up. {{message}}',
    again: 'Check the address and the code, then try again',
  },
  signIn: {
    title: 'Who is at the till?',
    intro: 'Choose your name, then enter your PIN.',
    pinFor: 'PIN of {{name}}',
    back: 'Another name',
    enter: 'Sign in',
    checking: 'Checking…',
    wrong: 'This PIN is not right. Please enter it again.',
    locked_one: 'Too many wrong PINs. Signing in is locked for {{count}} more second.',
    locked_other: 'Too many wrong PINs. Signing in is locked for {{count}} more seconds.',
    loading: 'Asking the server who may sign in…',
    nobody: 'Nobody may sign in at this cinema yet',
    nobodyHint: 'A manager adds staff on the server. Then try again.',
    unreachable: 'The server does not answer',
    unreachableHint:
      'This computer cannot sign anybody in without it. Orders on this till are safe; try again when the line is back.',
    offline:
      'This till works without it: whoever signed in here within the last 24 hours signs in with the same PIN.',
    offlinePin: 'The server does not answer. This till works without it.',
    offlineNobody:
      'Nobody has signed in at this till within the last 24 hours, so nobody can without the server. It is asked again by itself; orders and sales on this till are safe.',
    notRemembered:
      'The server does not answer, and {{name}} has not signed in at this till within the last 24 hours. Choose another name, or try again when the line is back.',
    failed: 'The server refused: {{message}}',
    again: 'Try again',
    role: { clerk: 'Clerk', supervisor: 'Supervisor', manager: 'Manager' },
    keys: 'Digits on the keyboard work too. Enter signs in, Escape goes back.',
  },
  confirm: {
    title: 'The server answers again',
    hint: '{{name}} signed in without it: enter the PIN once. Until then sales go on here for five minutes. Orders and sales stay as they are.',
    enter: 'Enter PIN',
    later: 'Later',
  },
  refused: {
    title: {
      paid: 'The server did not take the last change to sale {{code}}',
      open: 'The server did not take the last change to order {{code}}',
      unpaid: 'The server did not take the last change to order {{code}}',
      gone: 'The server did not take an order of this device',
      shift: 'The server did not take this till’s shift',
      journal: 'The server did not take an entry of this till’s journal',
      other: 'The server did not take something this device wrote',
    },
    effect: {
      paid: 'Its money, {{amount}}, is safe on this device and in its journal. Its seats are not certain: have a supervisor look before the guests go in.',
      open: 'A card payment of it is still being settled: take no more money for it. Its seats are not certain.',
      unpaid:
        'No money was taken for it. Its seats are not certain: choose them again, or release the order.',
      gone: 'No money of it is known here, and no seat is held for it.',
      shift:
        'No money and no seat is affected: it stays on this till. Tell a supervisor before the till is counted.',
      journal:
        'No sale and no seat is affected: the entry stays in the journal on this machine. Tell a supervisor.',
      other: 'No money and no seat is affected.',
    },
    says: 'The server says: {{message}}',
    more_one: '{{count}} more waits behind it.',
    more_other: '{{count}} more wait behind it.',
    seen: 'Seen',
  },
} as const;
