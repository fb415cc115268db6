/** Result codes the driver acts on ("Error-Messages" of the ZVT specification). */
export const RESULT = {
  ok: 0x00,
  processingError: 0x66,
  notRegistered: 0x6b,
  /** Time ran out, or somebody pressed the key that aborts. */
  aborted: 0x6c,
  functionNotPossible: 0x83,
  protocolError: 0x9a,
  pleaseWait: 0x9c,
  notReady: 0xa0,
  alreadyReversed: 0xb4,
  reversalNotPossible: 0xb5,
  systemError: 0xff,
} as const;

const WORDS: Readonly<Record<number, string>> = {
  [0x64]: 'The card cannot be read',
  [0x65]: 'The card cannot be read',
  [RESULT.processingError]: 'The terminal could not process the card',
  [RESULT.notRegistered]: 'The terminal does not know this till',
  [RESULT.aborted]: 'Called off',
  [0x6f]: 'The terminal does not take this currency',
  [0x71]: 'There is not enough money on the card',
  [0x77]: 'The terminal cannot close its day now',
  [0x78]: 'The card has expired',
  [0x79]: 'The card is not valid yet',
  [0x7a]: 'The terminal does not know this card',
  [0x7d]: 'The terminal does not reach its bank',
  [RESULT.functionNotPossible]: 'The terminal cannot do this',
  [RESULT.protocolError]: 'The terminal did not understand the till',
  [RESULT.pleaseWait]: 'The terminal is busy',
  [RESULT.notReady]: 'The terminal is not ready',
  [RESULT.alreadyReversed]: 'Given back already',
  [RESULT.reversalNotPossible]: 'This payment can no longer be reversed at the terminal',
  [0xc3]: 'The sum is above what the card may pay',
  [0xcc]: 'The terminal’s printer is not ready',
  [0xf0]: 'The terminal must close its day first',
};

/** What a result code says to a clerk. 01 to 63 are the bank's own answers: the card was refused. */
export function wordsOfResult(code: number): string {
  const known = WORDS[code];
  if (known !== undefined) return known;
  const hex = code.toString(16).toUpperCase().padStart(2, '0');
  return code >= 0x01 && code <= 0x63 ? `Card declined (${hex})` : `The terminal refused (${hex})`;
}
