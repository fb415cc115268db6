import { PushRow } from '#shared/wire/messages.ts';
import type { GroupCommit } from '../arbiter/group-commit.ts';
import type { Caller } from '../engine.ts';
import { fileMoney, type Kept, keepRow } from './keep.ts';

/**
 * Keeps the rows of a device that speaks another version of a collection: money in them becomes open items, the rows
 * wait for a person. Resolves when they are durable, so that the device may be told.
 */
export async function quarantineRows(
  commits: GroupCommit,
  now: () => number,
  caller: Caller,
  spoken: Pick<Kept, 'collection' | 'version'>,
  rows: readonly unknown[],
): Promise<void> {
  if (rows.length === 0) return;
  await commits.run(rows.length, async (tx) => {
    for (const row of rows) {
      const parsed = PushRow.safeParse(row);
      const document = parsed.success ? parsed.data.newDocumentState : row;
      const kept: Kept = { ...spoken, reason: 'outdated-version', document };
      await fileMoney(tx, caller, kept, now());
      await keepRow(tx, caller, kept, now());
    }
  });
}
