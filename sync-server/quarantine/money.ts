import { z } from 'zod';
import { BOOKING_FACTS_MAX, MONEY_MINOR_MAX } from '#shared/domain/limits.ts';
import { PaymentId } from '#shared/wire/scalars.ts';

/** As much of a captured payment as every version of a booking has had. */
const Captured = z.object({
  id: PaymentId,
  amount: z.int().min(0).max(MONEY_MINOR_MAX),
  status: z.literal('success'),
});
export type Captured = z.infer<typeof Captured>;

const WithPayments = z.object({ payments: z.array(z.unknown()) });

/** The captured payments that can be read in a booking of any version; whatever else is wrong with it does not matter. */
export function capturedIn(document: unknown): Captured[] {
  const parsed = WithPayments.safeParse(document);
  if (!parsed.success) return [];
  return parsed.data.payments.slice(0, BOOKING_FACTS_MAX).flatMap((entry) => {
    const payment = Captured.safeParse(entry);
    return payment.success ? [payment.data] : [];
  });
}
