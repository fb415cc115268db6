import { ArrowLeft, Printer } from 'lucide-react';
import { encodeQR } from 'qr';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ticketOnPaper } from '#renderer/commands/paper.ts';
import { knownShow } from '#renderer/commands/show-facts.ts';
import { Button } from '#renderer/kit/index.ts';
import { counter } from '#renderer/stores/counter.ts';
import { currentTickets } from '#shared/domain/booking/tickets.ts';
import type { PrintedTicket } from '#shared/wire/bridge.ts';
import type { BookingId } from '#shared/wire/scalars.ts';
import type { Desk } from '../desk/desk.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { seatName } from '../map/choice.ts';

async function ticketsOf(desk: Desk, id: BookingId): Promise<readonly PrintedTicket[]> {
  const booking = await desk.replica.get('bookings', id);
  const known = booking === null ? null : await knownShow(desk.context(), booking.showId);
  if (booking === null || known === null) return [];
  const sheets: PrintedTicket[] = [];
  for (const ticket of currentTickets(booking.tickets)) {
    sheets.push(await ticketOnPaper(desk.context(), known, booking, ticket));
  }
  return sheets;
}

/** The tickets of a booking as a page: to print on any printer, or to save as PDF, where there is no ticket printer. */
export function TicketPage({ id }: { id: BookingId }): ReactNode {
  const { t } = useTranslation('sales');
  const { desk } = useDesk();
  const [tickets, setTickets] = useState<readonly PrintedTicket[]>([]);
  useEffect(() => {
    let isOver = false;
    void ticketsOf(desk, id).then((sheets) => {
      if (!isOver) setTickets(sheets);
    });
    return () => {
      isOver = true;
    };
  }, [desk, id]);
  return (
    <main className="min-h-dvh bg-ground p-6 text-text print:bg-transparent print:p-0">
      <div className="mx-auto flex max-w-3xl items-center justify-between gap-4 pb-4 print:hidden">
        <h1 className="text-xl">{t('page.title')}</h1>
        <span className="flex gap-2">
          <Button icon={ArrowLeft} shortcut="Esc" onPress={() => counter.set({ ticketPage: null })}>
            {t('page.back')}
          </Button>
          <Button variant="accent" icon={Printer} onPress={() => window.print()}>
            {t('page.print')}
          </Button>
        </span>
      </div>
      <ul className="mx-auto flex max-w-3xl flex-col gap-4">
        {tickets.map((ticket) => (
          <li key={ticket.ticketId} className="break-inside-avoid">
            <PaperTicket ticket={ticket} />
          </li>
        ))}
      </ul>
    </main>
  );
}

function PaperTicket({ ticket }: { ticket: PrintedTicket }): ReactNode {
  return (
    // Paper is light whatever the page: a scanner reads dark on light only.
    <article data-theme="paper" className="flex gap-6 rounded-lg bg-surface p-6 text-text">
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        {ticket.warning !== undefined && <p className="font-strong uppercase">{ticket.warning}</p>}
        <p className="text-sm">{ticket.cinema}</p>
        <h2 className="text-xl">
          {ticket.movie} {ticket.certificate}
        </h2>
        <p className="text-lg">
          {ticket.day} · <strong>{ticket.time}</strong> · {ticket.screen}
        </p>
        <p className="text-2xl font-strong">{seatName({ row: ticket.row, label: ticket.seat })}</p>
        <p>
          {ticket.ticketType} · {ticket.seatType} · {ticket.price}
        </p>
        <p className="text-xs">{ticket.explanation}</p>
        <p className="text-xs">
          {ticket.code} · {ticket.serial} · {ticket.revision}
        </p>
      </div>
      <QrCode text={ticket.qr} />
    </article>
  );
}

/** Drawn as one path: sharp on any printer. */
function QrCode({ text }: { text: string }): ReactNode {
  const cells = encodeQR(text, 'raw', { border: 2 });
  const d = cells.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${cells.length} ${cells.length}`}
      shapeRendering="crispEdges"
      className="size-40 shrink-0"
    >
      <path d={d} fill="currentColor" />
    </svg>
  );
}
