import { z } from 'zod';
import { DeviceKind } from './catalog.ts';
import { SignInBody, StaffMember } from './messages.ts';
import {
  BookingId,
  CinemaId,
  Currency,
  DeviceId,
  Instant,
  Money,
  PaymentId,
  RefundId,
  ReplicaId,
  SeatId,
  ShiftId,
  ShortText,
  ShowId,
  StaffId,
  TicketId,
} from './scalars.ts';
import { JournalEntry, JournalEvent } from './till.ts';

/** What the host knows of this device. The private key never leaves the host; the token does, because the page fetches. */
export const Identity = z.discriminatedUnion('enrolled', [
  z.strictObject({ enrolled: z.literal(false), serverUrl: z.string() }),
  z.strictObject({
    enrolled: z.literal(true),
    serverUrl: z.string(),
    deviceId: DeviceId,
    token: z.string(),
    kind: DeviceKind,
    cinemaId: CinemaId,
    name: ShortText,
    publicKey: z.string(),
  }),
]);
export type Identity = z.infer<typeof Identity>;

/** What a ticket's QR code says, in this order, before it is signed (DESIGN: tickets). */
export const TicketClaim = z.strictObject({
  ticketId: TicketId,
  bookingId: BookingId,
  showId: ShowId,
  seatId: SeatId,
  serial: z.string().min(1).max(32),
  revision: z.int().min(1).max(1_000),
  deviceId: DeviceId,
});
export type TicketClaim = z.infer<typeof TicketClaim>;

/** One ticket on paper: everything that is printed, already in words of the cinema's language and zone. */
export const PrintedTicket = z.strictObject({
  ticketId: TicketId,
  cinema: ShortText,
  movie: z.string().max(300),
  certificate: z.string().max(16).exactOptional(),
  screen: ShortText,
  /** `Sat 28 Nov 2026` and `20:15`, local to the cinema. */
  day: ShortText,
  time: ShortText,
  row: ShortText,
  seat: ShortText,
  seatType: ShortText,
  ticketType: ShortText,
  price: ShortText,
  /** `Base 10.00 · Weekend +25 % 2.50 · = 15.00`. */
  explanation: z.string().max(500),
  code: z.string().max(16),
  serial: z.string().max(32),
  revision: z.int().min(1).max(1_000),
  /** Said under the code, for instance that receipt paper is a valid ticket. */
  note: ShortText.exactOptional(),
  /** Said in capitals above everything else, for instance a promised seat or a reprint. */
  warning: ShortText.exactOptional(),
  /** The signed text of the QR code. */
  qr: z.string().min(1).max(700),
});
export type PrintedTicket = z.infer<typeof PrintedTicket>;

export const PrintJob = z.strictObject({
  jobId: z.string().min(1).max(64),
  bookingId: BookingId,
  tickets: z.array(PrintedTicket).min(1).max(20),
});
export type PrintJob = z.infer<typeof PrintJob>;

/** Words at the left, a sum or a name at the right; a note stands under them. */
export const ReceiptRow = z.strictObject({
  left: z.string().max(300),
  right: ShortText,
  note: z.string().max(500).exactOptional(),
});
export type ReceiptRow = z.infer<typeof ReceiptRow>;

const rows = z.array(ReceiptRow).max(40);

/** A receipt on paper, in words of the cinema's language: what was bought and why it costs that, paid with what, and the tax in it. */
export const PrintedReceipt = z.strictObject({
  cinema: ShortText,
  address: z.array(ShortText).max(4),
  title: ShortText,
  /** Said when it is not the first one. */
  copy: ShortText.exactOptional(),
  /** Number, time, till, show. */
  facts: rows,
  items: rows,
  totals: rows,
  payments: rows,
  tax: rows,
  footer: z.array(ShortText).max(4),
});
export type PrintedReceipt = z.infer<typeof PrintedReceipt>;

export const ReceiptJob = z.strictObject({
  jobId: z.string().min(1).max(64),
  /** Absent on a report of the till. */
  bookingId: BookingId.exactOptional(),
  receipt: PrintedReceipt,
});
export type ReceiptJob = z.infer<typeof ReceiptJob>;

/** `printed`: the printer took every byte and says so. `unknown`: it may or may not be on paper. `failed`: it is not. */
export const PrintResult = z.strictObject({
  result: z.enum(['printed', 'unknown', 'failed']),
  message: ShortText.exactOptional(),
  /** Nothing was printed, and this till has another printer that may be asked for it. */
  spare: z.literal(true).exactOptional(),
});
export type PrintResult = z.infer<typeof PrintResult>;

export const JournalAppend = z.strictObject({
  at: Instant,
  event: JournalEvent,
  replicaId: ReplicaId.exactOptional(),
  shiftId: ShiftId.exactOptional(),
  staffId: StaffId.exactOptional(),
});
export type JournalAppend = z.infer<typeof JournalAppend>;

/** One card payment; its id is the idempotency key: one payment id captures at most once (invariant I4). */
export const TerminalPayment = z.strictObject({
  paymentId: PaymentId,
  amount: Money.min(1),
  currency: Currency,
});
export type TerminalPayment = z.infer<typeof TerminalPayment>;

const said = {
  /** The acquirer's number of the capture, present whenever money was taken. */
  captureId: ShortText.exactOptional(),
  message: ShortText.exactOptional(),
  /** The customer's copy as the terminal words it. Never a card number. */
  receipt: z.string().max(2_000).exactOptional(),
};

/** `declined`: nothing was taken and nothing will be. `unknown`: no answer; only `terminalInquire` may settle it. */
export const TerminalAnswer = z.strictObject({
  result: z.enum(['approved', 'declined', 'unknown']),
  ...said,
});
export type TerminalAnswer = z.infer<typeof TerminalAnswer>;

/** `none`: this payment never reached the terminal, nothing was taken. A reversed payment reads as `declined`. */
export const TerminalFate = z.strictObject({
  result: z.enum(['approved', 'declined', 'unknown', 'none']),
  ...said,
});
export type TerminalFate = z.infer<typeof TerminalFate>;

/** What a terminal counted: captures less what was given back, minor units; null where it does not say. */
export const TerminalDay = z.discriminatedUnion('result', [
  z.strictObject({
    result: z.literal('closed'),
    totals: z.strictObject({ count: z.int().min(0), amount: z.int() }).nullable(),
    receipt: said.receipt,
  }),
  z.strictObject({ result: z.literal('refused'), message: ShortText }),
  /** No answer. It may be asked for again: nothing is counted twice. */
  z.strictObject({ result: z.literal('unknown'), message: ShortText }),
]);
export type TerminalDay = z.infer<typeof TerminalDay>;

const aboutPayment = z.strictObject({ paymentId: PaymentId });

const nothing = z.strictObject({});

/** Every verb the page may say to its host, and the answer. IPC and the loopback agent carry the same map. */
export const BRIDGE = {
  identity: { input: nothing, output: Identity },
  enrol: {
    input: z.strictObject({
      serverUrl: z.url().max(300),
      code: z.string().min(1).max(64),
      name: ShortText.min(1),
    }),
    output: Identity,
  },
  /** Signs a ticket with the device's Ed25519 key; the answer is the whole text of the QR code. */
  signTicket: { input: TicketClaim, output: z.strictObject({ qr: z.string() }) },
  /** On the ticket printer, unless another of the till's printers is named. */
  print: {
    input: PrintJob.extend({ on: z.literal('receipt-printer').exactOptional() }),
    output: PrintResult,
  },
  printReceipt: { input: ReceiptJob, output: PrintResult },
  openDrawer: { input: z.strictObject({ reason: ShortText }), output: PrintResult },
  /** Appends, fsyncs, and only then answers with the chained and signed entry. */
  appendJournal: { input: JournalAppend, output: JournalEntry },
  /** Entries after `afterSeq`, oldest first, at most 500: what a replica that lost its memory must learn again. */
  readJournal: {
    input: z.strictObject({ afterSeq: z.int().min(0) }),
    output: z.strictObject({ entries: z.array(JournalEntry).max(500) }),
  },
  /** Takes money by card and waits for the card. A payment id that is known answers with what happened and never charges again. */
  terminalBegin: { input: TerminalPayment, output: TerminalAnswer },
  /** What became of a payment; waits while it is still going on. */
  terminalInquire: { input: aboutPayment, output: TerminalFate },
  /** Gives captured money back to the card. `none`: nothing had been taken. */
  terminalReverse: {
    input: aboutPayment,
    output: z.strictObject({ result: z.enum(['reversed', 'none', 'unknown']), message: said.message }),
  },
  /** Calls a payment off before the card is charged; `terminalBegin` then answers `declined`. `too-late`: it is decided. */
  terminalAbort: {
    input: aboutPayment,
    output: z.strictObject({ result: z.enum(['aborted', 'too-late', 'none', 'unknown']) }),
  },
  /** Pays out to a card that is presented, once under the refund's id; `approved` means that the money was given. */
  terminalRefund: {
    input: z.strictObject({ refundId: RefundId, amount: Money.min(1), currency: Currency }),
    output: TerminalAnswer,
  },
  /** Has the terminal count and hand in what it captured since the last time. `refused` while a payment is open on it. */
  terminalEndOfDay: { input: z.strictObject({ currency: Currency }), output: TerminalDay },
  /**
   * Gives the whole screen to the public face: no frame, no menu, no shortcut, and only the staff's PIN ends it. A host
   * that has no window of its own (a browser shows its page) answers that it does not fill the screen.
   */
  enterKiosk: { input: nothing, output: z.strictObject({ fillsScreen: z.boolean() }) },
  /** Checks the PIN that lets staff out of a kiosk's public face. It is the host's own, so that it works without a line. */
  leaveKiosk: {
    input: z.strictObject({ pin: z.string().regex(/^\d{4,12}$/) }),
    output: z.discriminatedUnion('result', [
      z.strictObject({ result: z.literal('right') }),
      z.strictObject({ result: z.literal('wrong') }),
      z.strictObject({ result: z.literal('locked'), retryAfterSeconds: z.int().min(1) }),
      z.strictObject({ result: z.literal('not-set') }),
    ]),
  },
  /** To be said when the server has granted a sign-in: for a day its person can then sign in here without the server. */
  rememberSignIn: {
    input: z.strictObject({ staff: StaffMember, pin: SignInBody.shape.pin }),
    output: nothing,
  },
  /** Whom the server named as staff: of those who are remembered, the others are forgotten; a changed role counts. */
  hearStaff: { input: z.strictObject({ staff: z.array(StaffMember).max(500) }), output: nothing },
  /** Who may sign in here without the server, by name. */
  offlineStaff: { input: nothing, output: z.strictObject({ staff: z.array(StaffMember).max(500) }) },
  /** Checks a PIN without the server. `not-remembered`: the server granted this person no sign-in here within a day. */
  signInOffline: {
    input: SignInBody,
    output: z.discriminatedUnion('result', [
      z.strictObject({
        result: z.literal('right'),
        staff: StaffMember,
        expiresInSeconds: z.int().min(1),
      }),
      z.strictObject({ result: z.literal('wrong') }),
      z.strictObject({ result: z.literal('locked'), retryAfterSeconds: z.int().min(1) }),
      z.strictObject({ result: z.literal('not-remembered') }),
    ]),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type BridgeVerb = keyof typeof BRIDGE;
export type BridgeInput<Verb extends BridgeVerb> = z.infer<(typeof BRIDGE)[Verb]['input']>;
export type BridgeOutput<Verb extends BridgeVerb> = z.infer<(typeof BRIDGE)[Verb]['output']>;
/** The host as the page sees it. A host that cannot do a thing rejects with an error that says so. */
export type Bridge = {
  readonly [Verb in BridgeVerb]: (input: BridgeInput<Verb>) => Promise<BridgeOutput<Verb>>;
};
