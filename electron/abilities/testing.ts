import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type JournalAppend,
  type PrintedReceipt,
  type PrintedTicket,
  type PrintJob,
  TicketClaim,
} from '#shared/wire/bridge.ts';
import type { DeviceKind } from '#shared/wire/catalog.ts';
import {
  BookingId,
  CinemaId,
  Currency,
  DeviceId,
  instant,
  Money,
  PaymentId,
  TicketId,
} from '#shared/wire/scalars.ts';

/** A folder of its own for one test; `await using` removes it. */
export function temporaryFolder(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'foyer host '));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export const OWNER = { deviceId: DeviceId.parse('dev-1'), cinemaId: CinemaId.parse('cin-1') };

/** The `n`-th of a row of payments that differ. */
export function payment(n: number): JournalAppend {
  return {
    at: instant(1_700_000_000_000 + n),
    event: {
      kind: 'payment',
      bookingId: BookingId.parse(`b-${n}`),
      paymentId: PaymentId.parse(`p-${n}`),
      tender: 'cash',
      amount: Money.parse(1_250 + (n % 1_000)),
      currency: Currency.parse('EUR'),
      status: 'success',
    },
  };
}

export const CLAIM = TicketClaim.parse({
  ticketId: '0199d1c2-6f00-7000-8000-0000000000a1.F12.1',
  bookingId: '0199d1c2-6f00-7000-8000-0000000000a1',
  showId: 'demo-2026-11-23-3-2015',
  seatId: 'F12',
  serial: '7K2Q9XTM4P',
  revision: 1,
  deviceId: 'dev-1',
});

export function ticket(change: Partial<PrintedTicket> = {}): PrintedTicket {
  return {
    ticketId: TicketId.parse('t-1'),
    cinema: 'Lichtspielhaus am Markt',
    movie: 'Die unendliche Straße nach Łódź',
    certificate: '12',
    screen: 'Screen 3',
    day: 'Mon 23 Nov 2026',
    time: '20:15',
    row: 'Row F',
    seat: 'Seat 12',
    seatType: 'premium',
    ticketType: 'Adult',
    price: '15.00 €',
    explanation: 'Base 10.00 · Weekend +25 % 2.50 · Evening +20 % 2.50 · = 15.00',
    code: 'C1-7K2Q9',
    serial: '7K2Q9XTM4P',
    revision: 1,
    qr: 'F1.WyJ0LTEiXQ.c2lnbmF0dXJl',
    ...change,
  };
}

export function receipt(change: Partial<PrintedReceipt> = {}): PrintedReceipt {
  return {
    cinema: 'Lichtspielhaus am Markt',
    address: ['Marktplatz 1', 'Heidelberg'],
    title: 'Receipt',
    facts: [
      { left: 'No.', right: 'C1-7K2Q9' },
      { left: 'Die unendliche Straße nach Łódź', right: '20:15' },
    ],
    items: [
      { left: '2 × Adult, premium (F12, F13)', right: '30.00', note: 'Base 10.00 · Weekend +25 % 2.50' },
    ],
    totals: [{ left: 'Total', right: '30.00 €' }],
    payments: [
      { left: 'Cash', right: '50.00 €' },
      { left: 'Change', right: '20.00 €' },
    ],
    tax: [{ left: '7 % tax, net 28.04', right: '1.96 €' }],
    footer: ['Thank you'],
    ...change,
  };
}

export function job(...tickets: PrintedTicket[]): PrintJob {
  return {
    jobId: 'job-1',
    bookingId: BookingId.parse('b-1'),
    tickets: tickets.length > 0 ? tickets : [ticket()],
  };
}

/** A sync server as a device sees it; `down` cuts the line, `tokens` is whom it knows. */
type FakeServer = {
  fetch: typeof globalThis.fetch;
  enrolments: unknown[];
  tokens: Set<string>;
  down: boolean;
  /** What kind of device the next enrolment is. */
  kind: DeviceKind;
};

export function fakeServer(): FakeServer {
  const server: FakeServer = {
    enrolments: [],
    tokens: new Set(),
    down: false,
    kind: 'counter',
    fetch: async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      if (server.down) throw new TypeError('fetch failed');
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      if (pathname === '/me') {
        const token = new Headers(init?.headers).get('authorization')?.replace('Bearer ', '') ?? '';
        return Response.json({}, { status: server.tokens.has(token) ? 200 : 401 });
      }
      if (pathname === '/journal/head') return Response.json({}, { status: 404 });
      const body: unknown = JSON.parse(typeof init?.body === 'string' ? init.body : '{}');
      if (JSON.stringify(body).includes('"bad"')) {
        return Response.json({ error: { code: 'code', message: 'no such code' } }, { status: 403 });
      }
      server.enrolments.push(body);
      const n = server.enrolments.length;
      server.tokens.add(`token-${n}`);
      return Response.json({
        deviceId: `dev-${n}`,
        token: `token-${n}`,
        kind: server.kind,
        cinemaId: 'cin-1',
      });
    },
  };
  return server;
}
