/** Words of taking a card at the counter. */
export const card = {
  title: 'Card',
  due: 'To pay',
  phase: {
    asking: 'Asking the server…',
    card: 'The terminal waits for the card',
    checking: 'Asking the terminal what became of it…',
    printing: 'Paid. Printing the tickets…',
  },
  hint: {
    asking: 'At most two seconds. The order is safe.',
    card: 'The sum stands on the terminal. The seats stay held.',
    checking: 'Its answer got lost. Do not take the card again: it is charged once at most.',
    printing: 'The sale is complete.',
  },
  slow: 'The terminal takes its time. Wait, or serve the next guest; the seats stay held.',
  callOff: 'Call it off',
  callingOff: 'Calling it off…',
  next: 'Next guest',
  unsettled: {
    title: 'The terminal does not say whether the card was charged',
    effect:
      'The money may have been taken: ask for no card and no cash for these seats. They stay held, and nothing is charged twice.',
    asking:
      'The terminal is asked every few seconds, and what it says is carried out: the sale, or the hold again.',
    ask: 'Ask the terminal now',
    next: 'Park it, serve the next guest',
    code: 'Code {{code}}',
  },
  declined: {
    title: 'The card was declined',
    none: 'The card was not charged',
    effect: 'No money was taken, and the seats stay held. Try again or another card (F9), or take cash (F8).',
    says: 'The terminal says: {{message}}.',
  },
  noAnswer: {
    title: 'The server does not answer',
    effect:
      'The card was not asked for, and the order is as it was. Cards wait for the server’s word: try again (F9), or take cash (F8).',
  },
  late: {
    title: 'The card of {{code}} was charged after its order had ended',
    effect:
      'The money is recorded and no ticket was printed. Show this to a supervisor: it is given back or seated.',
  },
  elsewhere: {
    sold: 'The card for {{code}} went through; its tickets are printed.',
    soldUnprinted:
      'The card for {{code}} went through, but its tickets are not printed. Open it under Last sales.',
    declined: 'The card for {{code}} was not charged; its order is parked and held again.',
  },
  say: {
    sold: 'Paid by card. {{total}}.',
  },
} as const;
