/**
 * What a terminal sent is no message of the protocol. Its words name the field and the position and never a byte of
 * what came: that could be part of a card number.
 */
export class ProtocolError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProtocolError';
  }
}
