import type { Booking, Payment } from '#shared/wire/booking.ts';
import { Money, MoneyDelta } from '#shared/wire/scalars.ts';
import type { CashMoveKind, ShiftFigures } from '#shared/wire/shift.ts';
import type { JournalEntry, Shift } from '#shared/wire/till.ts';
import { sum } from '../money.ts';
import type { Calendar } from '../reports/calendar.ts';
import { taxOf } from '../reports/figures.ts';
import { moneyLines } from '../reports/money-lines.ts';
import { floatOf } from './life.ts';
import { moneyOfShift, openPaymentsOf, type ShiftMoney } from './money.ts';
import { ticketCounts } from './tickets.ts';

export type ShiftBooks = {
  /** Those that money of the shift was taken for, and any others. */
  readonly bookings: readonly Booking[];
  /** The journal of the shift's device, oldest first, as far as it is here. */
  readonly entries: readonly JournalEntry[];
  readonly calendar: Calendar;
};

const TENDERS = ['cash', 'card', 'voucher'] as const satisfies readonly Payment['tender'][];

/** What a shift has taken and given, as an X while it is open and as a Z when it is closed. To the cent. */
export function shiftFigures(shift: Shift, { bookings, entries, calendar }: ShiftBooks): ShiftFigures {
  const money = moneyOfShift(shift.id, bookings, entries);
  const ids = new Set(money.map(({ id }) => id));
  const mine = bookings.filter((booking) => hasMoney(booking, ids));
  const lines = mine.flatMap((booking) =>
    moneyLines(booking, calendar).filter(({ moneyId }) => ids.has(moneyId)),
  );
  const sales = byTender(money, 'payment');
  const refunds = byTender(money, 'refund');
  const net = amountOf(sales) - amountOf(refunds);
  const moved = (kind: CashMoveKind): number =>
    sum(shift.moves.filter((move) => move.kind === kind).map(({ amount }) => amount));
  const float = floatOf(shift) ?? shift.float;
  const [paidIn, paidOut, dropped] = [moved('in'), moved('out'), moved('drop')];
  const cash = amountOf(only(sales, 'cash')) - amountOf(only(refunds, 'cash'));
  return {
    sales,
    refunds,
    net: MoneyDelta.parse(net),
    tax: taxOf(lines).filter(({ net: taxed, tax }) => taxed !== 0 || tax !== 0),
    untaxed: MoneyDelta.parse(net - sum(lines.map(({ amount }) => amount))),
    float: Money.parse(float),
    paidIn: Money.parse(paidIn),
    paidOut: Money.parse(paidOut),
    dropped: Money.parse(dropped),
    noSales: shift.moves.filter(({ kind }) => kind === 'no-sale').length,
    expected: MoneyDelta.parse(float + cash + paidIn - paidOut - dropped),
    tickets: ticketCounts(mine, lines),
    open: openPaymentsOf(shift.id, bookings) + money.filter(({ known }) => known === 'journal').length,
  };
}

const hasMoney = ({ payments, refunds }: Booking, ids: ReadonlySet<string>): boolean =>
  payments.some(({ id }) => ids.has(id)) || refunds.some(({ id }) => ids.has(id));

type Tenders = ShiftFigures['sales'];

function byTender(money: readonly ShiftMoney[], kind: ShiftMoney['kind']): Tenders {
  return TENDERS.flatMap((tender) => {
    const some = money.filter((one) => one.kind === kind && one.tender === tender);
    const amount = MoneyDelta.parse(sum(some.map((one) => one.amount)));
    return some.length === 0 ? [] : [{ tender, count: some.length, amount }];
  });
}

const only = (tenders: Tenders, tender: Payment['tender']): Tenders =>
  tenders.filter((one) => one.tender === tender);
const amountOf = (tenders: Tenders): number => sum(tenders.map(({ amount }) => amount));
