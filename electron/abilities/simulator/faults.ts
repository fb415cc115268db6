import { join } from 'node:path';
import { z } from 'zod';
import { readIfThere, writeDurably } from '../durable.ts';

/** What is wrong with the simulated printer. */
export const PrinterFaults = z.strictObject({
  offline: z.boolean().default(false),
  paperOut: z.boolean().default(false),
  /** Prints, but never confirms. */
  silent: z.boolean().default(false),
  /** The line breaks after so many bytes of a job. */
  cutOffAfterBytes: z.int().min(0).max(1_000_000).nullable().default(null),
});
export type PrinterFaults = z.infer<typeof PrinterFaults>;

export type FaultSwitches = {
  read(): Promise<PrinterFaults>;
  write(faults: PrinterFaults): Promise<void>;
};

/** The switches are a file, `printer/faults.json`, so that a test or a person can set them without the agent. */
export function faultSwitches(folder: string): FaultSwitches {
  const file = join(folder, 'faults.json');
  return {
    read: async () => {
      const text = await readIfThere(file);
      try {
        return PrinterFaults.parse(JSON.parse(text ?? '{}'));
      } catch {
        return PrinterFaults.parse({});
      }
    },
    write: (faults) => writeDurably(file, `${JSON.stringify(faults, null, 2)}\n`),
  };
}
