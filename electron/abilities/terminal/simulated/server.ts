/** A simulated terminal that listens, whatever it speaks. */
export type SimulatedServer = {
  readonly address: { readonly host: string; readonly port: number };
  /** Breaks the line after so many more messages, in either direction. */
  cutAfter(messages: number): void;
  close(): Promise<void>;
};
