const WORDS: Readonly<Record<string, string>> = {
  Aborted: 'Called off',
  Cancel: 'Called off',
  Busy: 'The terminal is busy',
  DeviceOut: 'The terminal is out of order',
  InsertedCard: 'A card was left in the terminal',
  InvalidCard: 'The terminal does not take this card',
  LoggedOut: 'The terminal does not know this till',
  MessageFormat: 'The terminal did not understand the till',
  NotAllowed: 'The terminal cannot do this',
  NotFound: 'The terminal knows nothing of this payment',
  PaymentRestriction: 'The card may not pay for this',
  Refusal: 'Card declined',
  UnavailableDevice: 'The terminal is out of order',
  UnavailableService: 'The terminal cannot do this',
  UnreachableHost: 'The terminal does not reach its bank',
  WrongPIN: 'Wrong PIN',
};

/** What an `ErrorCondition` says to a clerk; the terminal's own words where it has some of its own. */
export function wordsOfError(condition: string | undefined, own: string | undefined): string {
  const known = condition === undefined ? undefined : WORDS[condition];
  return known ?? own ?? (condition === undefined ? 'Card declined' : `The terminal refused (${condition})`);
}
