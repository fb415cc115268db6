import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OwnBooking, SeatChange } from '#shared/domain/booking/case.ts';
import { Booking, Payment } from '#shared/wire/booking.ts';
import {
  AdmissionId,
  BookingId,
  DeviceId,
  instant,
  PaymentId,
  SeatId,
  TicketId,
} from '#shared/wire/scalars.ts';
import { CINEMA, HOUR_MS, makeCinema, makeShow, NOON_MS, SHOW } from './house.fixture.ts';
import type { Page, PageQuery, Store, Tx } from './store.ts';

/** One database of a test, which can be closed and opened again. */
export type StoreUnderTest = {
  open(): Promise<Store>;
  remove(): Promise<void>;
};

const TILL = DeviceId.parse('till-1');

const bookingId = (n: number) => BookingId.parse(`booking-${n}`);

function own(n: number, more: object = {}): OwnBooking {
  const booking = Booking.parse({
    id: bookingId(n),
    code: `T1${n}`,
    showId: SHOW,
    cinemaId: CINEMA,
    deviceId: TILL,
    channel: 'counter',
    status: 'pending',
    rev: 1,
    seats: [{ seatId: 'A1', rev: 0, ticketType: 'adult' }],
    requestedAt: instant(NOON_MS),
    payments: [],
    refunds: [],
    tickets: [],
    approvals: [],
    assurance: 'arbitrated',
    expiresAt: instant(NOON_MS + 1_000 * n),
    updatedAt: instant(NOON_MS),
    ...more,
  });
  return { booking, hidden: { heldAtMs: NOON_MS, agedMs: null } };
}

const take = (seatId: string, revSeen: number, n = 1): SeatChange => ({
  showId: SHOW,
  seatId: SeatId.parse(seatId),
  revSeen,
  status: 'held',
  bookingId: bookingId(n),
  deviceId: TILL,
  reason: null,
});

const cash = (id: string): Payment =>
  Payment.parse({ id, tender: 'cash', amount: 1_000, status: 'success', at: instant(NOON_MS) });

const nowMs = (): number => NOON_MS;
const show = makeShow(SHOW, instant(NOON_MS + HOUR_MS));

/** What every implementation of `Store` must do. Registers its tests under `name`. */
export function storeContract(name: string, prepare: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let database: StoreUnderTest;
    let store: Store;
    const write = <T>(work: (tx: Tx) => Promise<T>) => store.transaction(nowMs, work);
    const page = (query: Partial<PageQuery>): Promise<Page> =>
      store.page({
        cinemaId: CINEMA,
        collection: 'bookings',
        afterSeq: 0,
        limit: 100,
        sinceMs: 0,
        onlyDevice: null,
        ...query,
      });
    const ids = async (query: Partial<PageQuery>) =>
      (await page(query)).documents.map(({ document }) => document.id);
    const writeShow = () =>
      write(async (tx) => {
        await tx.writeDocument(CINEMA, 'shows', show, { relevantMs: Date.parse(show.startsAt) });
        await tx.writeSeatmapHead(CINEMA, SHOW, Date.parse(show.startsAt));
      });

    beforeEach(async () => {
      database = await prepare();
      store = await database.open();
    });
    afterEach(async () => {
      await store.close();
      await database.remove();
    });

    numbering({ write, page, ids, writeShow });
    seatWrites({ write, page, writeShow });
    facts({ write });

    test('[STO1] a transaction that throws leaves nothing, not even a number', async () => {
      await writeShow();
      const before = (await page({})).head;
      const failing = write(async (tx) => {
        await tx.writeBooking(own(1));
        await tx.swapSeat(CINEMA, take('A1', 0));
        throw new Error('a bug');
      });
      await expect(failing).rejects.toThrow('a bug');
      expect(await page({})).toEqual({ documents: [], head: before });
      const { changes } = await write((tx) => tx.writeBooking(own(2)));
      expect(changes).toEqual([{ cinemaId: CINEMA, collection: 'bookings', lwt: before + 1 }]);
    });

    test('[STO1] what a transaction has not committed, no reader sees', async () => {
      await write(async (tx) => {
        await tx.writeBooking(own(1));
        expect(await ids({})).toEqual([]);
      });
      expect(await ids({})).toEqual([bookingId(1)]);
    });

    test('[STO2] a unit that throws takes back its own writes and numbers, and its neighbours stay', async () => {
      await writeShow();
      const { changes } = await write(async (tx) => {
        await tx.unit(() => tx.writeBooking(own(1)));
        const broken = tx.unit(async () => {
          await tx.writeBooking(own(2));
          await tx.swapSeat(CINEMA, take('A1', 0));
          throw new Error('a bug');
        });
        await expect(broken).rejects.toThrow('a bug');
        await tx.unit(() => tx.writeBooking(own(3)));
      });
      expect(changes).toEqual([{ cinemaId: CINEMA, collection: 'bookings', lwt: 4 }]);
      expect((await page({})).documents.map(({ seq }) => seq)).toEqual([3, 4]);
    });

    test('[STO9] epoch, clock and everything committed outlive closing', async () => {
      const { epoch } = store;
      await writeShow();
      await write((tx) => tx.writeBooking(own(1)));
      await store.recordClock(NOON_MS + 5);
      await store.close();
      store = await database.open();
      expect(store.epoch).toBe(epoch);
      expect(await store.clockMs()).toBe(NOON_MS + 5);
      expect(await ids({})).toEqual([bookingId(1)]);
      await write(async (tx) => expect(await tx.booking(bookingId(1))).toEqual(own(1)));
    });

    test('[STO13] the cinemas of the chain are told by their documents, those without one are none', async () => {
      await writeShow();
      expect(await store.cinemas()).toEqual([]);
      const [first, second] = [makeCinema('astor'), makeCinema()];
      await write(async (tx) => {
        await tx.writeDocument(second.id, 'cinemas', second);
        await tx.writeDocument(first.id, 'cinemas', first);
      });
      expect(await store.cinemas()).toEqual([first, second]);
    });

    test('[STO8] ended holds are found by the server’s time, the longest ended first', async () => {
      await write(async (tx) => {
        for (const n of [3, 1, 2]) await tx.writeBooking(own(n));
        await tx.writeBooking(own(4, { status: 'paying' }));
      });
      const ended = await store.endedHolds(NOON_MS + 2_000, 10);
      expect(ended.map(({ id }) => id)).toEqual([bookingId(1), bookingId(2)]);
      expect(await store.endedHolds(NOON_MS + 2_000, 1)).toHaveLength(1);
    });
  });
}

type Bench = {
  readonly write: <T>(work: (tx: Tx) => Promise<T>) => ReturnType<Store['transaction']>;
  readonly page: (query: Partial<PageQuery>) => Promise<Page>;
  readonly ids: (query: Partial<PageQuery>) => Promise<string[]>;
  readonly writeShow: () => Promise<unknown>;
};

function numbering({ write, page, ids, writeShow }: Bench): void {
  test('[STO3] every document has a number of its own, in the order of writing, across collections', async () => {
    await writeShow();
    await write(async (tx) => {
      await tx.writeBooking(own(1));
      await tx.writeDocument(CINEMA, 'cinemas', makeCinema());
      await tx.writeBooking(own(2));
    });
    expect((await page({})).documents.map(({ seq }) => seq)).toEqual([3, 5]);
    expect((await page({ collection: 'cinemas' })).documents.map(({ seq }) => seq)).toEqual([4]);
    expect((await page({})).head).toBe(5);
  });

  test('[STO3] a document that is written again moves to the end of the feed', async () => {
    await writeShow();
    await write((tx) => tx.writeBooking(own(1)));
    await write((tx) => tx.writeBooking(own(2)));
    await write((tx) => tx.writeBooking(own(1, { rev: 2 })));
    expect(await ids({})).toEqual([bookingId(2), bookingId(1)]);
    expect(await ids({ afterSeq: 4 })).toEqual([bookingId(1)]);
  });

  test('[STO4] age and maker are filtered before the limit, so a page is full or final', async () => {
    await writeShow();
    const other = DeviceId.parse('till-2');
    await write(async (tx) => {
      for (let n = 1; n <= 6; n += 1) await tx.writeBooking(own(n, { deviceId: n % 2 === 0 ? other : TILL }));
    });
    expect(await ids({ onlyDevice: other, limit: 2 })).toEqual([bookingId(2), bookingId(4)]);
    const late = { sinceMs: NOON_MS + 2 * HOUR_MS };
    // The show is over for the replicas, but holds still want somebody.
    expect(await ids(late)).toHaveLength(6);
    await write((tx) => tx.writeBooking(own(1, { status: 'cancelled' })));
    expect(await ids({ ...late, limit: 5 })).toEqual([2, 3, 4, 5, 6].map(bookingId));
    expect(await ids({ collection: 'shows' })).toEqual([SHOW]);
    expect(await ids({ collection: 'shows', ...late })).toEqual([]);
    expect(await ids({ collection: 'seatmaps', ...late })).toEqual([]);
  });
}

function seatWrites({ write, page, writeShow }: Omit<Bench, 'ids'>): void {
  const seatsOf = (tx: Tx) => tx.seats(CINEMA, SHOW, [SeatId.parse('A1'), SeatId.parse('A2')]);

  test('[I13] a seat changes only from the revision that was seen, and grows by one', async () => {
    await writeShow();
    await write(async (tx) => {
      expect(await tx.swapSeat(CINEMA, take('A1', 1))).toBe(false);
      expect(await tx.swapSeat(CINEMA, take('A1', 0))).toBe(true);
      expect(await tx.swapSeat(CINEMA, take('A1', 0, 2))).toBe(false);
      expect(await tx.swapSeat(CINEMA, take('A1', 2, 2))).toBe(false);
      expect(await tx.swapSeat(CINEMA, take('A1', 1, 2))).toBe(true);
      const seats = await seatsOf(tx);
      expect([...seats.keys()]).toEqual(['A1']);
      expect(seats.get(SeatId.parse('A1'))).toMatchObject({
        rev: 2,
        bookingId: bookingId(2),
        status: 'held',
      });
    });
  });

  test('[STO5] a seat is read with the end of its holder’s unpaid hold', async () => {
    await writeShow();
    await write(async (tx) => {
      await tx.writeBooking(own(1));
      await tx.swapSeat(CINEMA, take('A1', 0, 1));
      await tx.writeBooking(own(2, { status: 'paying' }));
      await tx.swapSeat(CINEMA, take('A2', 0, 2));
      const ends = [...(await seatsOf(tx)).values()].map((seat) => seat.holdEndsAtMs);
      expect(ends).toEqual([NOON_MS + 1_000, null]);
    });
  });

  test('[STO5] the map of a show is built from its seats and numbered once per commit', async () => {
    await writeShow();
    const { changes } = await write(async (tx) => {
      await tx.swapSeat(CINEMA, take('A1', 0));
      await tx.swapSeat(CINEMA, take('A2', 0));
    });
    expect(changes).toEqual([{ cinemaId: CINEMA, collection: 'seatmaps', lwt: 3 }]);
    const { documents } = await page({ collection: 'seatmaps', afterSeq: 2 });
    const held = { status: 'held', rev: 1, bookingId: bookingId(1), deviceId: TILL };
    expect(documents).toEqual([
      {
        seq: 3,
        document: {
          id: SHOW,
          showId: SHOW,
          cinemaId: CINEMA,
          startsAt: show.startsAt,
          seats: { A1: held, A2: held },
        },
      },
    ]);
  });
}

function facts({ write }: Pick<Bench, 'write'>): void {
  test('[I4] a payment id is journalled once, whatever booking names it later', async () => {
    await write(async (tx) => {
      const entry = { kind: 'payment', payment: cash('pay-1') } as const;
      expect(await tx.writeMoney(CINEMA, 'booking-1', entry, NOON_MS)).toBe(true);
      expect(await tx.writeMoney(CINEMA, 'booking-2', entry, NOON_MS)).toBe(false);
      const owners = await tx.paymentOwners([PaymentId.parse('pay-1'), PaymentId.parse('pay-2')]);
      expect([...owners]).toEqual([['pay-1', 'booking-1']]);
    });
  });

  test('[STO6] open items and notifications are kept once, however often they are written', async () => {
    const item = { kind: 'overpaid', bookingId: 'booking-1', paymentId: null, detail: 'x' } as const;
    await write(async (tx) => {
      await tx.writeOpenItem(CINEMA, { ...item, amount: 5 }, NOON_MS);
      await tx.writeOpenItem(CINEMA, { ...item, amount: 7 }, NOON_MS);
      for (let i = 0; i < 2; i += 1) await tx.writeNotification(CINEMA, bookingId(1), 'confirmed', NOON_MS);
      const items = await tx.cold.selectFrom('open_items').selectAll().execute();
      expect(items).toMatchObject([{ kind: 'overpaid', amount: 7 }]);
      expect(await tx.cold.selectFrom('outbox').selectAll().execute()).toHaveLength(1);
    });
  });

  test('[STO7] the first admission of a ticket’s copy stays the first', async () => {
    const ticket = TicketId.parse('booking-1.A1.1');
    await write(async (tx) => {
      expect(await tx.admit(CINEMA, ticket, 1, AdmissionId.parse('scan-1'))).toBe(true);
      expect(await tx.admit(CINEMA, ticket, 1, AdmissionId.parse('scan-2'))).toBe(false);
      expect(await tx.admit(CINEMA, ticket, 1, AdmissionId.parse('scan-1'))).toBe(true);
      expect(await tx.admit(CINEMA, ticket, 2, AdmissionId.parse('scan-2'))).toBe(true);
    });
  });
}
