import { parsePushed } from '#shared/domain/booking/parse.ts';
import { adopt } from '#shared/domain/restore/adopt.ts';
import { applyVerdict } from '../arbiter/apply-verdict.ts';
import { type BookingContext, ruleMalformed } from '../arbiter/bookings.ts';
import { paymentsElsewhere, pusherOf } from '../arbiter/load-case.ts';
import { type RowRuler, refuse } from '../arbiter/rows.ts';
import { visibleBooking } from '../feed/view.ts';

/** Takes over reported bookings of a closed server, and remembers which, for the opening. */
export function reportRuler(context: BookingContext): RowRuler['rule'] {
  return async (tx, caller, sent) => {
    const nowMs = context.now();
    const parsed = parsePushed(sent);
    if (parsed.kind === 'malformed') return ruleMalformed(tx, caller, parsed, nowMs);
    const pushed = parsed.booking;
    const own = await tx.booking(pushed.id);
    const verdict = adopt({
      own,
      pushed,
      pusher: pusherOf(caller),
      paymentsElsewhere: await paymentsElsewhere(tx, pushed),
      nowMs,
      holdSecondsDefault: context.holdSecondsDefault,
    });
    await applyVerdict(tx, verdict, caller.device.cinemaId, pushed.id, nowMs);
    if (verdict.store !== null) {
      const { id, cinemaId, showId } = verdict.store.booking;
      await tx.cold
        .insertInto('reported')
        .values({ booking_id: id, cinema_id: cinemaId, show_id: showId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    const booking = (verdict.store ?? own)?.booking;
    const document = booking === undefined ? null : visibleBooking(caller.device, booking);
    const unseen = refuse('foreign-booking', 'This booking belongs to another device.');
    return { id: pushed.id, document, refusal: verdict.refusal ?? (document === null ? unseen : null) };
  };
}
