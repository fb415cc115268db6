import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CinemaId, instant } from '#shared/wire/scalars.ts';
import { CINEMA, caller, HOUR_MS, NOON_MS, request, row, SHOW, seat } from '../store/house.fixture.ts';
import { type OpenHouse, openHouse } from '../store/open-house.fixture.ts';

let house: OpenHouse;
const till = caller('till-1');
const rival = caller('till-2', 'counter', { prefix: 'T2' });

beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const cash = (id: string, amount: number) => ({
  id,
  tender: 'cash',
  amount,
  status: 'success',
  at: instant(NOON_MS),
});

describe('answers to a push', () => {
  test('[ARB51] a new hold is answered with price, end and revision, and its seats are held', async () => {
    const wanted = request(['A1', 'A2']);
    const [answer] = await house.push(till, wanted);
    expect(answer).toMatchObject({
      id: wanted.id,
      _deleted: false,
      status: 'pending',
      rev: 1,
      deviceId: 'till-1',
      price: { total: 2_000 },
      expiresAt: instant(NOON_MS + 600_000),
    });
    const held = { status: 'held', rev: 1, bookingId: wanted.id, deviceId: 'till-1' };
    expect(await house.seats()).toEqual({ A1: held, A2: held });
  });

  test('[I2] of two tills that want the same seat one has all its seats and the other none', async () => {
    const first = request(['A1', 'A2']);
    const second = request(['A2', 'A3']);
    const answers = await Promise.all([house.push(till, first), house.push(rival, second)]);
    expect(answers.flat().map(({ status }) => status)).toEqual(['pending', 'rejected']);
    expect(answers[1]?.[0]).toMatchObject({
      conflicts: [{ seatId: 'A2', reason: 'held', rev: 1, by: 'till-1' }],
    });
    expect(Object.keys(await house.seats())).toEqual(['A1', 'A2']);
  });

  test('[ARB52] a row that is stored exactly as it was sent is not answered', async () => {
    const [answer] = await house.push(till, request(['A1']));
    expect(await house.push(till, answer)).toEqual([]);
    expect(await house.push(till, { ...answer, _rev: '2-x', _meta: { lwt: 5 }, _attachments: {} })).toEqual(
      [],
    );
  });

  test('[ARB52] a deletion is ignored and answered with what is stored', async () => {
    const [answer] = await house.push(till, request(['A1']));
    expect(await house.push(till, { ...answer, _deleted: true })).toEqual([answer]);
  });

  test('[ARB53] rows of one push that name the same booking are ruled on in order and answered once', async () => {
    const wanted = request(['A1']);
    const edit = (n: number) => ({ edit: { deviceId: 'till-1', n } });
    const more = { ...wanted, ...edit(2), seats: request(['A1', 'B1']).seats };
    const answers = await house.push(till, { ...wanted, ...edit(1) }, more);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ status: 'pending', rev: 2, edit: { n: 2 } });
    expect(Object.keys(await house.seats())).toEqual(['A1', 'B1']);
  });

  test('[ARB54] a malformed row is answered by itself, and its neighbours are ruled on', async () => {
    const bad = { ...request(['A1']), seats: 'all of them' };
    const good = request(['B1']);
    const answers = await house.push(till, bad, good, { status: 'requested' }, 17, null);
    expect(answers).toHaveLength(2);
    expect(answers[0]).toEqual({
      id: bad.id,
      _deleted: true,
      _refused: { code: 'malformed', message: expect.stringContaining('seats') },
    });
    expect(answers[1]).toMatchObject({ id: good.id, status: 'pending' });
  });

  test('[ARB54] a malformed edit of a known booking is answered with what is stored', async () => {
    const [stored] = await house.push(till, request(['A1']));
    const [answer] = await house.push(till, { ...stored, seats: 3 });
    expect(answer).toMatchObject({ ...stored, _refused: { code: 'malformed' } });
  });

  test('[I3] captured money in a row nobody can rule on becomes an open item, once', async () => {
    const bad = { ...request(['A1']), seats: 'all', payments: [cash('pay-1', 1_000)] };
    await house.push(till, bad);
    await house.push(till, bad, { payments: [cash('pay-2', 500)] });
    await house.reopen();
    expect(await openItems()).toMatchObject([
      { kind: 'malformed-payment', booking_id: '', payment_id: 'pay-2', amount: 500 },
      { kind: 'malformed-payment', booking_id: bad.id, payment_id: 'pay-1', amount: 1_000 },
    ]);
  });

  async function openItems() {
    const { openSqliteStore } = await import('../store/sqlite/open.ts');
    await house.engine.close();
    const store = await openSqliteStore({ file: house.options.file });
    const items = await store.cold.selectFrom('open_items').selectAll().execute();
    await store.close();
    return items;
  }
});

describe('who may see and write what', () => {
  test('[I12] another cinema’s device changes nothing and learns nothing', async () => {
    const [stored] = await house.push(till, request(['A1']));
    const stranger = caller('spy', 'manager', { cinemaId: CinemaId.parse('odeon') });
    for (const cinemaId of [CINEMA, 'odeon']) {
      const [answer] = await house.push(stranger, { ...stored, cinemaId, status: 'cancelled' });
      expect(answer).toMatchObject({ id: stored?.id, _deleted: true, _refused: { code: 'foreign-cinema' } });
      expect(answer).not.toHaveProperty('seats');
    }
    expect(await house.bookings()).toMatchObject([{ status: 'pending' }]);
  });

  test('[ARB55] a lobby kiosk neither changes nor sees another device’s booking', async () => {
    const [stored] = await house.push(till, request(['A1'], { customer: { name: 'Ada' } }));
    const [answer] = await house.push(caller('kiosk', 'lobby'), { ...stored, status: 'cancelled' });
    expect(answer).toEqual({
      id: stored?.id,
      _deleted: true,
      _refused: expect.objectContaining({ code: 'foreign-booking' }),
    });
    expect(await house.bookings()).toMatchObject([{ status: 'pending' }]);
  });

  test('[ARB55] conflicts do not name the till to a lobby kiosk', async () => {
    await house.push(till, request(['A1']));
    const [answer] = await house.push(caller('kiosk', 'lobby'), request(['A1']));
    expect(answer).toMatchObject({ conflicts: [{ seatId: 'A1', reason: 'held', rev: 1 }] });
    expect(JSON.stringify(answer)).not.toContain('till-1');
  });

  test('[ARB56] what a door may not see it does not clear either', async () => {
    const wanted = request(['A1'], { customer: { name: 'Ada' }, note: 'aisle' });
    await house.push(till, wanted);
    const door = caller('door', 'door');
    const pulled = await house.engine.pull(door, 'bookings', { lwt: 0, id: '', limit: 10 });
    const seen = 'documents' in pulled ? pulled.documents : [];
    expect(seen).toMatchObject([{ id: wanted.id, status: 'pending' }]);
    expect(seen[0]).not.toHaveProperty('customer');
    expect(seen[0]).not.toHaveProperty('note');
    // A copy that was only pulled, pushed after a crash: no news, and nothing to learn.
    const [answer] = await house.push(door, seen[0]);
    expect(answer).toMatchObject({ ...seen[0], _refused: { code: 'not-allowed' } });
    expect(answer).not.toHaveProperty('customer');
    expect(await house.bookings()).toMatchObject([{ customer: { name: 'Ada' }, note: 'aisle' }]);
  });
});

describe('a sale', () => {
  test('[ARB57] a paid booking is confirmed, journalled and notified in one commit', async () => {
    const pending = await house.sell(till, request(['A1']));
    const paid = { ...pending, status: 'confirmed', payments: [cash('pay-1', 1_000)] };
    const told: string[] = [];
    house.engine.subscribe(CINEMA, ({ collection }) => told.push(collection));
    const [answer] = await house.push(till, paid);
    expect(answer).toMatchObject({ status: 'confirmed', tickets: [{ seatId: 'A1' }] });
    expect(await house.seats()).toMatchObject({ A1: { status: 'booked', rev: 2 } });
    expect(told.sort()).toEqual(['bookings', 'seatmaps']);
    await house.engine.close();
    const { openSqliteStore } = await import('../store/sqlite/open.ts');
    const store = await openSqliteStore({ file: house.options.file });
    expect(await store.cold.selectFrom('money').selectAll().execute()).toMatchObject([
      { kind: 'payment', id: 'pay-1', booking_id: pending.id, amount: 1_000 },
    ]);
    expect(await store.cold.selectFrom('outbox').selectAll().execute()).toMatchObject([
      { booking_id: pending.id, kind: 'confirmed' },
    ]);
    await store.close();
  });

  test('[I4] one payment id pays for one booking, and the other becomes an open item', async () => {
    const one = await house.sell(
      till,
      request(['A1'], { status: 'confirmed', payments: [cash('pay-1', 1_000)] }),
    );
    const two = await house.sell(
      till,
      request(['A2'], { status: 'confirmed', payments: [cash('pay-1', 1_000)] }),
    );
    expect(one.status).toBe('confirmed');
    expect(two.status).toBe('rejected');
    expect(two.payments).toEqual([]);
  });
});

describe('blocked seats', () => {
  test('[ARB58] only untouched seats are blocked, and a blocked seat is refused', async () => {
    await house.push(till, request(['A1']));
    const seats = ['A1', 'A2'].map((id) => ({ seatId: seat(id), reason: 'house' }));
    await house.engine.block(CINEMA, SHOW, seats);
    await house.engine.block(CINEMA, SHOW, seats);
    expect(await house.seats()).toMatchObject({
      A1: { status: 'held', rev: 1 },
      A2: { status: 'blocked', rev: 1, reason: 'house' },
    });
    const [answer] = await house.push(rival, request([{ seatId: 'A2', rev: 1 }]));
    expect(answer).toMatchObject({ status: 'rejected', conflicts: [{ reason: 'blocked' }] });
  });

  test('[ARB58] a seat the screen does not have is an error, and nothing is blocked', async () => {
    const seats = ['A2', 'Z9'].map((id) => ({ seatId: seat(id), reason: 'house' }));
    await expect(house.engine.block(CINEMA, SHOW, seats)).rejects.toThrow('no seat Z9');
    expect(await house.seats()).toEqual({});
  });
});

describe('the catalogue', () => {
  test('[ARB59] the same documents again change nothing, and a change is ruled by at once', async () => {
    const [show] = (await house.engine.list(CINEMA, 'shows')).filter(({ id }) => id === SHOW);
    if (show === undefined) throw new Error('the fixture has this show');
    await house.push(till, request(['A1']));
    expect(await house.engine.put(CINEMA, 'shows', [show])).toEqual({ written: 0, unchanged: 1 });
    const [result, [answer]] = await Promise.all([
      house.engine.put(CINEMA, 'shows', [{ ...show, cancelled: true }]),
      house.engine.push(rival, 'bookings', [row(request(['B1']))]),
    ]);
    expect(result).toEqual({ written: 1, unchanged: 0 });
    expect(answer).toMatchObject({ status: 'rejected', reason: 'show-cancelled' });
  });

  test('[ARB59] a document that fails its schema or belongs elsewhere is not written', async () => {
    const [show] = await house.engine.list(CINEMA, 'shows');
    if (show === undefined) throw new Error('the fixture has shows');
    const heads = () => house.engine.heads(CINEMA);
    const before = await heads();
    await expect(house.engine.put(CINEMA, 'shows', [{ ...show, number: 0 }])).rejects.toThrow('number');
    const elsewhere = { ...show, cinemaId: CinemaId.parse('odeon') };
    await expect(house.engine.put(CINEMA, 'shows', [elsewhere])).rejects.toThrow('belongs to odeon');
    expect(await heads()).toEqual(before);
  });

  test('[ARB59] a show that moves takes its map along', async () => {
    const [show] = (await house.engine.list(CINEMA, 'shows')).filter(({ id }) => id === SHOW);
    if (show === undefined) throw new Error('the fixture has this show');
    const startsAt = instant(NOON_MS + 8 * HOUR_MS);
    await house.engine.put(CINEMA, 'shows', [{ ...show, startsAt }]);
    const maps = await house.engine.list(CINEMA, 'seatmaps');
    expect(maps.find(({ id }) => id === SHOW)).toMatchObject({ startsAt });
  });
});
