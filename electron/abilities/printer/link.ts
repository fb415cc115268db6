/** A line to a printer for one job. */
export type PrinterLink = {
  /** Resolves when the bytes are handed over; rejects when the line is broken or stalls. */
  write(bytes: Uint8Array): Promise<void>;
  /** The next byte the printer says; null when it says none in time. Rejects when the line is broken. */
  read(timeoutMs: number): Promise<number | null>;
  close(): void;
};

export type PrinterPort = {
  /** Rejects with a sentence for the clerk when the printer cannot be reached. */
  connect(): Promise<PrinterLink>;
};

/** How long each step of a job may take, in milliseconds. */
export type PrinterPatience = { readonly statusMs: number; readonly ticketMs: number };
export const PRINTER_PATIENCE: PrinterPatience = { statusMs: 2_000, ticketMs: 10_000 };
