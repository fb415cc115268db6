import { invariant } from './invariant.ts';

/** Seats one booking may hold; larger groups are linked bookings (`groupId`). */
export const BOOKING_SEATS_MAX = 20;
/** Facts of one kind (payments, refunds, approvals) one booking may carry. */
export const BOOKING_FACTS_MAX = 100;
/** Tickets ever issued for one booking: every seat, reprinted a few times. */
export const BOOKING_TICKETS_MAX = 200;
export const HOLD_SECONDS_DEFAULT = 10 * 60;
/** How old a `pending` hold may grow, extensions included. */
export const HOLD_SECONDS_MAX = 20 * 60;
/** The longest hold a message may ask for; what is granted is at most HOLD_SECONDS_MAX for a sale in progress. */
export const HOLD_SECONDS_ASKED_MAX = 90 * 24 * 3_600;
/** A till retries a hold that was refused only because its revisions were stale this often, by itself. */
export const STALE_RETRIES_MAX = 3;
/** Documents in one answer of a pull. */
export const PULL_DOCUMENTS_MAX = 1_000;
/** Rows in one push. */
export const PUSH_ROWS_MAX = 500;
export const PUSH_BODY_BYTES_MAX = 2 * 1024 * 1024;
export const SEATS_PER_SCREEN_MAX = 2_000;
/** The largest sum of money that makes sense in a box office, in minor units (10 million of a currency with cents). */
export const MONEY_MINOR_MAX = 1_000_000_000;
/** Silence on the stream after which a kiosk calls itself offline. */
export const STREAM_SILENCE_MS_MAX = 2_500;
/** How long a till waits for the answer to `paying` before it goes on by itself. */
export const PAYING_ANSWER_MS_MAX = 2_000;
/** How long a push waits for another kiosk to give entrusted seats back. */
export const RECALL_ANSWER_MS_MAX = 500;
/** Releases a kiosk makes in one request, and recalls it answers together. */
export const RELEASES_MAX = 200;
/** Seats of one allotment. */
export const ALLOTMENT_SEATS_MAX = 500;
export const REQUEST_TIMEOUT_MS = 10_000;

invariant(HOLD_SECONDS_DEFAULT <= HOLD_SECONDS_MAX, 'the default hold outlives the longest one');
invariant(HOLD_SECONDS_MAX <= HOLD_SECONDS_ASKED_MAX, 'what may be granted may be asked for');
invariant(BOOKING_SEATS_MAX <= BOOKING_TICKETS_MAX, 'every seat can have a ticket');
invariant(PAYING_ANSWER_MS_MAX < REQUEST_TIMEOUT_MS, 'a till never waits as long as a request may take');
