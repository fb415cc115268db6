import type { ReleaseBody } from '#shared/wire/messages.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import type { Allotment, JournalEvent } from '#shared/wire/till.ts';
import type { CommandContext } from './context.ts';
import { catchUpJournal } from './journal.ts';

/** Entries that are looked through: years of one till, and an allotment lives for days. */
const ENTRIES_MAX = 200_000;

type Paper = Extract<JournalEvent, { kind: 'paper' }>;

/**
 * After a kiosk's replica was lost: the new one gives back what the earlier one was entrusted with, all but the seats
 * the host's journal names as sold. Only once the server has the whole journal, so that it knows of every sale whose
 * seats go free or stay. How many allotments were given back; 0 while it is too early.
 */
export async function releaseFormer(ctx: CommandContext): Promise<number> {
  const { replica } = ctx;
  const former = await replica.formerAllotments();
  if (former.length === 0 || !(await isJournalWhole(ctx))) return 0;
  await catchUpJournal(ctx);
  if (!(await replica.journalReported())) return 0;
  const entries = await replica.recentJournal(ENTRIES_MAX);
  const papers = entries.flatMap(({ event }) => (event.kind === 'paper' ? [event] : []));
  let given = 0;
  for (const allotment of former) {
    const release = releaseOf(allotment, papers);
    // What is left of an allotment after that is sold, and stays until its sales are reported.
    if (release.released.length > 0 && (await replica.giveBack(release))) given += 1;
  }
  return given;
}

/** Whether the host still has what the server heard from it: a journal that was lost names no sold seats. */
async function isJournalWhole({ replica, bridge }: CommandContext): Promise<boolean> {
  const head = await replica.journalHead();
  if (head === 0) return true;
  const { entries } = await bridge.readJournal({ afterSeq: head - 1 });
  const [last] = await replica.recentJournal(1);
  return entries[0] !== undefined && entries[0].hash === last?.hash;
}

function releaseOf({ id, epoch, showId, seatIds }: Allotment, papers: readonly Paper[]): ReleaseBody {
  const sold = new Map<SeatId, Paper>();
  for (const paper of papers)
    if (paper.showId === showId) for (const seatId of paper.seatIds) sold.set(seatId, paper);
  return {
    allotmentId: id,
    epoch,
    released: seatIds.filter((seatId) => !sold.has(seatId)),
    kept: seatIds.flatMap((seatId) => {
      const paper = sold.get(seatId);
      return paper === undefined ? [] : [{ seatId, bookingId: paper.bookingId }];
    }),
  };
}
