import type { BookingStatus, PaymentStatus, PrintStatus } from '#shared/wire/booking.ts';

/** What a kiosk may write over what it sees (DESIGN: kiosk steps). The server itself moves pending → expired. */
export const KIOSK_STEPS: Readonly<Record<BookingStatus, readonly BookingStatus[]>> = {
  requested: ['requested', 'pending', 'paying', 'confirmed', 'cancelled'],
  pending: ['pending', 'paying', 'cancelled'],
  paying: ['confirmed', 'pending', 'cancelled'],
  rejected: ['requested', 'cancelled'],
  confirmed: ['confirmed', 'cancelled'],
  conflicted: ['conflicted', 'confirmed', 'cancelled'],
  expired: ['requested', 'paying', 'cancelled'],
  cancelled: [],
};

/** How the server rules on a pushed status, given its own. `state` answers with what it has; facts of money unite regardless. */
export type RulingKind =
  | 'hold'
  | 'pay'
  | 'back-to-hold'
  | 'confirm'
  | 'add-facts'
  | 'swap'
  | 'cancel'
  | 'state'
  | 'refuse-insert';

type OwnStatus = Exclude<BookingStatus, 'requested'> | 'none';

/**
 * Own state × pushed state → ruling. The server never sees the steps between two pushes, so every pair has an
 * answer; a test walks them all. Statuses only the server gives (rejected, expired, conflicted) are never an intent.
 */
export const RULINGS: Readonly<Record<OwnStatus, Readonly<Record<BookingStatus, RulingKind>>>> = {
  none: {
    requested: 'hold',
    pending: 'hold',
    paying: 'pay',
    confirmed: 'confirm',
    cancelled: 'cancel',
    rejected: 'refuse-insert',
    expired: 'refuse-insert',
    conflicted: 'confirm',
  },
  rejected: {
    requested: 'hold',
    pending: 'hold',
    paying: 'pay',
    confirmed: 'confirm',
    cancelled: 'cancel',
    rejected: 'state',
    expired: 'state',
    conflicted: 'state',
  },
  expired: {
    requested: 'hold',
    pending: 'hold',
    paying: 'pay',
    confirmed: 'confirm',
    cancelled: 'cancel',
    rejected: 'state',
    expired: 'state',
    conflicted: 'state',
  },
  pending: {
    requested: 'hold',
    pending: 'hold',
    paying: 'pay',
    confirmed: 'confirm',
    cancelled: 'cancel',
    rejected: 'state',
    expired: 'state',
    conflicted: 'state',
  },
  paying: {
    requested: 'state',
    pending: 'back-to-hold',
    paying: 'pay',
    confirmed: 'confirm',
    cancelled: 'cancel',
    rejected: 'state',
    expired: 'state',
    conflicted: 'state',
  },
  confirmed: {
    requested: 'state',
    pending: 'state',
    paying: 'state',
    confirmed: 'add-facts',
    cancelled: 'cancel',
    rejected: 'state',
    expired: 'state',
    conflicted: 'state',
  },
  conflicted: {
    requested: 'state',
    pending: 'state',
    paying: 'state',
    confirmed: 'confirm',
    cancelled: 'cancel',
    rejected: 'state',
    expired: 'state',
    conflicted: 'swap',
  },
  cancelled: {
    requested: 'state',
    pending: 'state',
    paying: 'state',
    confirmed: 'state',
    cancelled: 'state',
    rejected: 'state',
    expired: 'state',
    conflicted: 'state',
  },
};

/** A payment's status only rises; a late `success` outranks everything (DESIGN: facts unite). */
export const PAYMENT_RANK: Readonly<Record<PaymentStatus, number>> = {
  pending: 0,
  unknown: 1,
  failed: 2,
  success: 3,
};

/** What is known of a print only grows; `void` is final. */
export const PRINT_RANK: Readonly<Record<PrintStatus, number>> = {
  no: 0,
  sent: 1,
  unknown: 2,
  yes: 3,
  void: 4,
};
