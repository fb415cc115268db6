/** How secrets lie on disk. `open` throws when the text was not sealed by this box. */
export type SecretBox = {
  seal(secret: string): string;
  open(sealed: string): string;
};

/**
 * Secrets as they are, in files only their owner can read: for a host without a keychain, where whoever can read the
 * user's files can also run programs as the user.
 */
export const plainBox: SecretBox = { seal: (secret) => secret, open: (sealed) => sealed };
