/** The host did not do what it was asked; the message is the host's own, for a person. */
export class HostError extends Error {
  override readonly name = 'HostError';
}
