import { join } from 'node:path';
import { z } from 'zod';
import { makePrivateFolder, readIfThere, writeDurably } from '../durable.ts';

/**
 * What the simulated terminal does with the next card. `silent-before`: nothing reaches it and nothing is answered.
 * `silent-after`: the card is charged and nothing more is said. `late`: charged when the till has long given up.
 * `link-before` and `link-after`: the line breaks before and after the card is charged. `duplicate`: the answer comes
 * twice. `wrong-amount`: one unit too much is charged. `power-cut`: it dies in mid-payment without charging and stays dead
 * until another behaviour is chosen.
 */
export const TERMINAL_BEHAVIOURS = [
  'approve',
  'decline',
  'slow',
  'late',
  'silent-after',
  'silent-before',
  'link-after',
  'link-before',
  'duplicate',
  'wrong-amount',
  'power-cut',
] as const;
export const TerminalBehaviour = z.strictObject({ next: z.enum(TERMINAL_BEHAVIOURS) });
export type TerminalBehaviour = z.infer<typeof TerminalBehaviour>;

export type BehaviourSwitch = {
  read(): Promise<TerminalBehaviour>;
  write(behaviour: TerminalBehaviour): Promise<void>;
};

const USUAL: TerminalBehaviour = { next: 'approve' };

/** The switch is a file, `terminal/behaviour.json`, so that a test or a person can set it without the agent. */
export function behaviourSwitch(folder: string): BehaviourSwitch {
  const file = join(folder, 'behaviour.json');
  return {
    read: async () => {
      const text = await readIfThere(file);
      try {
        return text === null ? USUAL : TerminalBehaviour.parse(JSON.parse(text));
      } catch {
        return USUAL;
      }
    },
    write: async (behaviour) => {
      makePrivateFolder(folder);
      await writeDurably(file, `${JSON.stringify(behaviour, null, 2)}\n`);
    },
  };
}
