import type { Replica } from '#renderer/replica/types.ts';
import type { ReceiptWords } from '#shared/domain/receipt.ts';
import type { Booking } from '#shared/wire/booking.ts';
import type { Bridge, PrintResult } from '#shared/wire/bridge.ts';
import type { SeatType, TicketType } from '#shared/wire/catalog.ts';
import type { StaffMember } from '#shared/wire/messages.ts';
import type { Money, SeatId, ShiftId } from '#shared/wire/scalars.ts';

/** The words of a paper ticket that are not data, in the language it is printed in. */
export type TicketWords = {
  readonly seatTypes: Readonly<Record<SeatType, string>>;
  readonly ticketTypes: Readonly<Record<TicketType, string>>;
  /** Above the ticket of a seat that no server has confirmed. */
  readonly promised: string;
  /** Above a second copy. */
  readonly reprint: string;
  /** Under the code of a ticket that the receipt printer printed. */
  readonly onReceiptPaper: string;
};

/** What every command needs to know about where and for whom it works. */
export type CommandContext = {
  readonly replica: Replica;
  readonly bridge: Bridge;
  readonly staff: StaffMember | null;
  readonly shiftId?: ShiftId;
  /** BCP 47; the language and number format of printed tickets. English when absent. */
  readonly locale?: string;
  readonly words?: TicketWords;
  readonly receiptWords?: ReceiptWords;
};

export type SeatWish = { readonly seatId: SeatId; readonly ticketType: TicketType };

/** Why a command did nothing. Nothing was taken and nothing was printed. */
export type Failure =
  | 'unknown-booking'
  /** The booking's state does not allow the step. */
  | 'wrong-state'
  /** The cash given is less than the price. */
  | 'too-little'
  /** The host could not write the payment into its journal: money must not be taken. */
  | 'journal'
  /** The replica reports a fault: selling is blocked until it is gone. */
  | 'fault'
  /** This step waits for the line. */
  | 'offline'
  /** Only a counter may promise seats. */
  | 'not-here'
  /** A card payment is not settled: only the terminal can say whether its money was taken. */
  | 'terminal';

export type SaleResult =
  | {
      readonly kind: 'sold';
      readonly booking: Booking;
      /** What goes back to the customer. */
      readonly change: Money;
      readonly print: PrintResult;
    }
  /** A part of the price was taken; `left` is still to be paid, and nothing is sold before it is. */
  | { readonly kind: 'part-paid'; readonly booking: Booking; readonly left: Money }
  /** The server said no: the booking's status, reason and conflicts say why. No money was recorded. */
  | { readonly kind: 'refused'; readonly booking: Booking }
  /** No answer in time; take no money, or go on with `sellPromised`. */
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'failed'; readonly why: Failure };

export type CancelResult =
  | { readonly kind: 'cancelled'; readonly booking: Booking; readonly paidBack: Money }
  /** The server has not answered yet; a refund it grants later is paid with `payRefund`. */
  | { readonly kind: 'waiting'; readonly booking: Booking }
  | { readonly kind: 'refused'; readonly booking: Booking }
  | { readonly kind: 'failed'; readonly why: Failure };
