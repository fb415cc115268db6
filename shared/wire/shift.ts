import { z } from 'zod';
import { TaxFigure } from './reports.ts';
import { Currency, Day, Instant, Money, MoneyDelta, ShortText, StaffId } from './scalars.ts';

/** A count of cash by face value: how many of each coin and note, in minor units. */
export const CashCount = z
  .array(z.strictObject({ value: Money, count: z.int().min(0).max(100_000) }))
  .max(40);
export type CashCount = z.infer<typeof CashCount>;

/**
 * Cash that moves at a till without a sale. `float`: what lay in the drawer at the beginning; `drop`: taken out to the
 * safe; `no-sale`: the drawer was opened and nothing moved.
 */
export const CashMoveKind = z.enum(['float', 'in', 'out', 'drop', 'no-sale']);
export type CashMoveKind = z.infer<typeof CashMoveKind>;

export const CashMove = z.strictObject({
  id: z.string().max(64),
  kind: CashMoveKind,
  amount: Money,
  reason: ShortText,
  at: Instant,
  staffId: StaffId.exactOptional(),
});
export type CashMove = z.infer<typeof CashMove>;

export const SHIFT_MOVES_MAX = 1_000;

const TenderFigure = z.strictObject({
  tender: z.enum(['cash', 'card', 'voucher']),
  count: z.int().min(0),
  amount: MoneyDelta,
});
const count = z.int().min(0);

/** The figures of an X or a Z. Sums are in minor units of the shift's currency. */
export const ShiftFigures = z.strictObject({
  /** Captured payments and paid refunds, by tender. */
  sales: z.array(TenderFigure).max(3),
  refunds: z.array(TenderFigure).max(3),
  /** Sales less refunds. */
  net: MoneyDelta,
  /** Tax contained in it, by rate in basis points. */
  tax: z.array(TaxFigure).max(50),
  /** The part of `net` whose booking is not here: its tax is not known. */
  untaxed: MoneyDelta,
  float: Money,
  paidIn: Money,
  paidOut: Money,
  dropped: Money,
  noSales: count,
  /** What must be in the drawer. */
  expected: MoneyDelta,
  /**
   * Tickets sold and taken back, and what became of the paper of those sold. `voided`: copies that no longer open a
   * door; `unclear`: nobody knows whether the printer put them out; `missing`: never printed.
   */
  tickets: z.strictObject({
    sold: count,
    undone: count,
    printed: count,
    voided: count,
    unclear: count,
    missing: count,
  }),
  /** Card payments whose fate is not known, and money in the journal whose booking does not have it. */
  open: count,
});
export type ShiftFigures = z.infer<typeof ShiftFigures>;

/** What a shift's entries in the journal tell beside a sum: enough to make the shift from them again. */
export const shiftDetails = {
  /** With `opened`. */
  businessDay: Day.exactOptional(),
  currency: Currency.exactOptional(),
  /** With `move`. */
  move: z.strictObject({ id: z.string().max(64), kind: CashMoveKind, reason: ShortText }).exactOptional(),
  /** With `counted` and `closed`. */
  count: CashCount.exactOptional(),
  /** With `closed`: the Z as it was printed. */
  z: z
    .strictObject({
      expected: MoneyDelta,
      figures: ShiftFigures,
      /** Whether the server had acknowledged every entry of the journal when it was reckoned. */
      reported: z.boolean(),
      approvedBy: StaffId.exactOptional(),
    })
    .exactOptional(),
};
