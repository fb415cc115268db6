import type { BookingId } from '#shared/wire/scalars.ts';
import type { CommandContext, SaleResult } from './context.ts';
import { payable, type Tender, takeCash } from './pay-cash.ts';

/**
 * Sells for cash without the server's word, after `payCash` got no answer: at counters only, with a warning on the
 * ticket. The seats are named in the host's journal before anything prints, so that even a lost replica tells of them.
 * If the word has come after all, it is an ordinary sale.
 */
export async function sellPromised(
  ctx: CommandContext,
  id: BookingId,
  tender: Tender = {},
): Promise<SaleResult> {
  if (ctx.replica.identity.kind !== 'counter') return { kind: 'failed', why: 'not-here' };
  const booking = await payable(ctx, id, tender);
  if (typeof booking === 'string') return { kind: 'failed', why: booking };
  const late = await ctx.replica.ruling(id, booking.edit?.n ?? 1, 0);
  if (late?.status === 'paying' && late.reason === undefined)
    return takeCash(ctx, late, tender, 'arbitrated');
  return takeCash(ctx, booking, tender, 'promised');
}
