import { CLAIM, job, payment, receipt } from '#electron/abilities/testing.ts';
import type { BridgeVerb } from '#shared/wire/bridge.ts';

const ADA = { id: 'staff-1', name: 'Ada', role: 'clerk' };
const nothing: readonly unknown[] = [null, 7, 'x', [], { more: 1 }];
const payments: readonly unknown[] = [
  null,
  {},
  { paymentId: '' },
  { paymentId: 'p 1' },
  { paymentId: 'p-1', more: 1 },
];

/** What no host may take: nothing, too little, too much, the wrong kind, beyond a bound. */
export const WRONG: Readonly<Record<BridgeVerb, readonly unknown[]>> = {
  identity: nothing,
  enrol: [
    null,
    {},
    { serverUrl: 'no address', code: 'good', name: 'Till' },
    { serverUrl: 'http://server', code: '', name: 'Till' },
    { serverUrl: 'http://server', code: 'good', name: '' },
    { serverUrl: 'http://server', code: 'x'.repeat(65), name: 'Till' },
  ],
  signTicket: [
    null,
    {},
    { ...CLAIM, revision: 0 },
    { ...CLAIM, revision: 1.5 },
    { ...CLAIM, serial: '' },
    { ...CLAIM, more: 1 },
  ],
  print: [
    null,
    {},
    { ...job(), tickets: [] },
    { ...job(), tickets: Array.from({ length: 21 }, () => job().tickets[0]) },
  ],
  printReceipt: [
    null,
    {},
    { jobId: 'job-1', bookingId: 'b-1', receipt: { ...receipt(), title: 7 } },
    {
      jobId: 'job-1',
      bookingId: 'b-1',
      receipt: { ...receipt(), items: Array.from({ length: 41 }, () => ({ left: 'x', right: '1.00' })) },
    },
  ],
  openDrawer: [null, {}, { reason: 7 }, { reason: 'x'.repeat(300) }, { reason: 'change', more: 1 }],
  appendJournal: [
    null,
    {},
    { ...payment(1), at: 'now' },
    { ...payment(1), event: { kind: 'gift' } },
    { ...payment(1), event: { ...payment(1).event, amount: 0.5 } },
    { ...payment(1), seq: 1 },
  ],
  readJournal: [null, {}, { afterSeq: -1 }, { afterSeq: 1.5 }, { afterSeq: '0' }],
  terminalBegin: [
    null,
    {},
    { paymentId: 'p-1', amount: 0, currency: 'EUR' },
    { paymentId: 'p-1', amount: -5, currency: 'EUR' },
    { paymentId: 'p-1', amount: 5, currency: 'euro' },
    { paymentId: 'p-1', amount: 5, currency: 'EUR', card: '4111111111111111' },
  ],
  terminalInquire: payments,
  terminalReverse: payments,
  terminalAbort: payments,
  terminalRefund: [
    null,
    {},
    { refundId: 'r-1', amount: 0, currency: 'EUR' },
    { refundId: 'r 1', amount: 5, currency: 'EUR' },
    { refundId: 'r-1', amount: 5, currency: 'EUR', card: '4111111111111111' },
  ],
  terminalEndOfDay: [null, {}, { currency: 'euro' }, { currency: 'EUR', more: 1 }],
  enterKiosk: nothing,
  leaveKiosk: [null, {}, { pin: '12' }, { pin: 'abcd' }, { pin: 4711 }, { pin: '1'.repeat(13) }],
  rememberSignIn: [
    null,
    {},
    { staff: ADA },
    { staff: ADA, pin: '12' },
    { staff: { ...ADA, role: 'boss' }, pin: '1234' },
    { staff: { ...ADA, name: 'x'.repeat(300) }, pin: '1234' },
    { staff: ADA, pin: '1234', more: 1 },
  ],
  hearStaff: [null, {}, { staff: [{ id: 'staff-1' }] }, { staff: Array.from({ length: 501 }, () => ADA) }],
  offlineStaff: nothing,
  signInOffline: [
    null,
    {},
    { staffId: '', pin: '1234' },
    { staffId: 'staff-1', pin: '123' },
    { staffId: 'staff-1', pin: 'abcd' },
    { staffId: 'staff-1', pin: '1234', more: 1 },
  ],
};
