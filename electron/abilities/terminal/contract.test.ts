import { describe, expect, test } from 'vitest';
import { Currency } from '#shared/wire/scalars.ts';
import type { TerminalBehaviour } from './behaviour.ts';
import type { Note } from './driver/book.ts';
import type { Protocol } from './simulator.ts';
import { about, openRig, payment, type Rig, type RigTimes, refundOf } from './testing.ts';

/** Long enough for a busy machine; what is silent is waited for. */
const TIMES: RigTimes = {
  approvalMs: 20,
  slowMs: 250,
  lateMs: 900,
  replyMs: 1_500,
  answerMs: 1_500,
  silenceMs: 600,
};

async function behaving(protocol: Protocol, next: TerminalBehaviour['next'] = 'approve'): Promise<Rig> {
  const rig = await openRig({ protocol, times: TIMES });
  await rig.behave(next);
  return rig;
}

/** What the terminal itself has noted, oldest first; a reversal counts as what it is. */
const words = async (rig: Rig): Promise<string[]> =>
  (await rig.ledger()).map(({ kind, status }) => (kind === 'payment' ? status : kind));

const waitsForCard = (rig: Rig): Promise<void> =>
  expect.poll(() => rig.engine.display().kind, { interval: 5 }).toBe('card');

describe.each(['zvt', 'nexo'] as const)('the contract of a card terminal over %s', (protocol) => {
  test('[TRM1] a payment is captured once and has one number, however often it is begun', async () => {
    await using rig = await behaving(protocol);
    const [first, second] = await Promise.all([rig.port.begin(payment('p1')), rig.port.begin(payment('p1'))]);
    const again = await rig.port.begin(payment('p1', 9_900));
    expect(first).toMatchObject({ result: 'approved', captureId: expect.stringMatching(/./) });
    expect([second, again]).toEqual([first, first]);
    expect(await rig.ledger()).toMatchObject([{ amount: 1_500, status: 'approved' }]);
  });

  test('[TRM1] a declined payment stays declined when it is begun again', async () => {
    await using rig = await behaving(protocol, 'decline');
    expect(await rig.port.begin(payment('p1'))).toMatchObject({
      result: 'declined',
      message: expect.stringContaining('declined'),
    });
    await rig.behave('approve');
    expect(await rig.port.begin(payment('p1'))).toMatchObject({ result: 'declined' });
    expect(await words(rig)).toEqual(['declined']);
  });

  test('[TRM2] a till that dies while the card is with the terminal is told of it when it comes back', async () => {
    await using rig = await behaving(protocol);
    rig.port.begin(payment('p1')).catch(() => undefined);
    await waitsForCard(rig);
    rig.killTill();
    expect(await rig.port.inquire(about('p1'))).toMatchObject({ result: 'approved' });
    expect(await rig.port.begin(payment('p1'))).toMatchObject({ result: 'approved' });
    expect(await words(rig)).toEqual(['approved']);
  });

  test('[TRM2] what was captured is on disk before the till says so', async () => {
    await using rig = await behaving(protocol);
    await rig.port.begin(payment('p1'));
    expect(rig.notes.map(({ kind }) => kind)).toEqual(['begun', 'heard', 'captured']);
    rig.killTill();
    await rig.server.close();
    expect(await rig.port.inquire(about('p1'))).toMatchObject({ result: 'approved' });
  });

  test.each([
    ['silent-after', 'unknown', 'approved'],
    ['silent-before', 'unknown', 'none'],
    ['link-after', 'unknown', 'approved'],
    ['link-before', 'unknown', 'declined'],
    ['late', 'unknown', 'approved'],
    ['power-cut', 'unknown', 'declined'],
    ['slow', 'approved', 'approved'],
    ['duplicate', 'approved', 'approved'],
  ] as const)('[TRM3] %s: begin answers %s, and asked later it says %s', async (next, said, fate) => {
    await using rig = await behaving(protocol);
    await rig.port.begin(payment('earlier', 700));
    await rig.behave(next);
    const begun = await rig.port.begin(payment('p1'));
    // Over HTTP nothing comes twice: there an older answer comes in the place of this one, and is not taken for it.
    expect(begun.result).toBe(protocol === 'nexo' && next === 'duplicate' ? 'unknown' : said);
    if (next === 'power-cut') {
      expect(await rig.port.inquire(about('p1'))).toEqual({ result: 'unknown' });
      await rig.behave('approve');
    }
    await expect.poll(async () => (await rig.port.inquire(about('p1'))).result).toBe(fate);
    expect(await words(rig)).toEqual(
      next === 'silent-before' ? ['approved'] : ['approved', fate === 'approved' ? 'approved' : 'declined'],
    );
  });

  test('[TRM3] a payment nobody has heard of charges nobody when it arrives after it was asked for', async () => {
    await using rig = await behaving(protocol);
    expect(await rig.port.inquire(about('p1'))).toEqual({ result: 'none' });
    expect(await rig.port.begin(payment('p1'))).toMatchObject({ result: 'declined' });
    expect(await rig.ledger()).toEqual([]);
  });

  test('[TRM3] a terminal that cannot be reached has charged nobody, and that is said at once', async () => {
    await using rig = await behaving(protocol);
    await rig.unplug();
    expect(await rig.port.begin(payment('p1'))).toMatchObject({
      result: 'declined',
      message: 'The terminal cannot be reached.',
    });
  });

  test('[TRM4] a payment is called off while the card is asked for, and not after', async () => {
    await using rig = await behaving(protocol, 'slow');
    const begun = rig.port.begin(payment('p1'));
    await waitsForCard(rig);
    expect(await rig.port.abort(about('p1'))).toEqual({ result: 'aborted' });
    expect(await begun).toEqual({ result: 'declined', message: 'Called off' });
    await rig.behave('approve');
    await rig.port.begin(payment('p2'));
    expect(await rig.port.abort(about('p2'))).toEqual({ result: 'too-late' });
    expect(await rig.port.abort(about('p3'))).toEqual({ result: 'none' });
    expect(await rig.port.begin(payment('p3'))).toMatchObject({ result: 'declined' });
    expect(await words(rig)).toEqual(['declined', 'approved']);
  });

  test('[TRM5] a capture is given back once, and reads as declined from then on', async () => {
    await using rig = await behaving(protocol);
    await rig.port.begin(payment('p1'));
    expect(await rig.port.reverse(about('p1'))).toEqual({ result: 'reversed' });
    expect(await rig.port.reverse(about('p1'))).toEqual({ result: 'reversed' });
    expect(await rig.port.inquire(about('p1'))).toMatchObject({ result: 'declined' });
    expect(await rig.port.begin(payment('p1'))).toMatchObject({ result: 'declined' });
    expect(await rig.port.reverse(about('p2'))).toEqual({ result: 'none' });
    expect(await words(rig)).toEqual(['reversed', 'reversal']);
  });

  test('[TRM5] a reversal whose answer is lost is asked about, and done once', async () => {
    await using rig = await behaving(protocol);
    await rig.port.begin(payment('p1'));
    // Late enough for the reversal to be heard, and early enough to lose what is said of it.
    rig.server.cutAfter(protocol === 'zvt' ? 16 : 3);
    expect(await rig.port.reverse(about('p1'))).toMatchObject({ result: 'unknown' });
    expect(await words(rig)).toEqual(['reversed', 'reversal']);
    expect(await rig.port.reverse(about('p1'))).toEqual({ result: 'reversed' });
    expect(await words(rig)).toEqual(['reversed', 'reversal']);
  });

  test('[TRM6] one card at a time: another payment is turned away and may come again', async () => {
    await using rig = await behaving(protocol, 'slow');
    const first = rig.port.begin(payment('p1'));
    await waitsForCard(rig);
    expect(await rig.port.begin(payment('p2'))).toEqual({
      result: 'declined',
      message: 'The terminal is busy.',
    });
    expect(await first).toMatchObject({ result: 'approved' });
    expect(await rig.port.begin(payment('p2'))).toMatchObject({ result: 'approved' });
  });

  test('[TRM8] a wrong amount is not taken: it is given back, and the payment reads as declined', async () => {
    await using rig = await behaving(protocol, 'wrong-amount');
    expect(await rig.port.begin(payment('p1'))).toMatchObject({ result: 'declined' });
    expect(await words(rig)).toEqual(['reversed', 'reversal']);
    expect(await rig.port.inquire(about('p1'))).toMatchObject({ result: 'declined' });
  });

  test('[TRM8] a wrong amount that is found by asking is given back, too', async () => {
    await using rig = await behaving(protocol, 'wrong-amount');
    rig.port.begin(payment('p1')).catch(() => undefined);
    await waitsForCard(rig);
    rig.killTill();
    await expect.poll(async () => (await rig.port.inquire(about('p1'))).result).toBe('declined');
    expect(await words(rig)).toEqual(['reversed', 'reversal']);
  });

  test('[TRM9] what became of a payment is settled before anything else is done on its terminal', async () => {
    await using rig = await behaving(protocol, 'silent-after');
    await rig.port.begin(payment('p1', 1_100));
    await rig.behave('approve');
    expect(await rig.port.begin(payment('p2', 2_200))).toMatchObject({ result: 'approved' });
    expect(rig.notes.map(({ kind, id }) => `${id} ${kind}`)).toEqual([
      'p1 begun',
      'p1 captured',
      'p2 begun',
      'p2 heard',
      'p2 captured',
    ]);
  });

  test('[TRM9] while that cannot be settled no other card is charged, and the day is not closed', async () => {
    await using rig = await behaving(protocol, 'power-cut');
    await rig.port.begin(payment('p1'));
    expect(await rig.port.begin(payment('p2'))).toMatchObject({
      result: 'declined',
      message: expect.stringContaining('earlier payment'),
    });
    expect(await rig.port.endOfDay({ currency: Currency.parse('EUR') })).toMatchObject({ result: 'refused' });
    await rig.behave('approve');
    expect(await rig.port.begin(payment('p2'))).toMatchObject({ result: 'approved' });
    expect(await words(rig)).toEqual(['declined', 'approved']);
  });

  test('[TRM10] a till that cannot write asks for no card', async () => {
    await using rig = await behaving(protocol);
    rig.diskFull = true;
    expect(await rig.port.begin(payment('p1'))).toMatchObject({ result: 'declined' });
    expect(await rig.ledger()).toEqual([]);
    rig.diskFull = false;
    expect(await rig.port.begin(payment('p1'))).toMatchObject({ result: 'approved' });
  });

  test('[TRM15] the day is closed with what was captured less what was paid out', async () => {
    await using rig = await behaving(protocol);
    await rig.port.begin(payment('p1', 1_500));
    await rig.port.begin(payment('p2', 2_000));
    await rig.port.begin(payment('p3', 4_000));
    await rig.port.reverse(about('p3'));
    expect(await rig.port.endOfDay({ currency: Currency.parse('EUR') })).toMatchObject({
      result: 'closed',
      totals: { count: 2, amount: 3_500 },
    });
    // What the terminal has handed in it no longer reverses.
    expect(await rig.port.reverse(about('p1'))).toMatchObject({
      result: 'unknown',
      message: expect.stringContaining('refuses'),
    });
    expect(await rig.port.inquire(about('p1'))).toMatchObject({ result: 'approved' });
    expect(await rig.port.begin(payment('p4'))).toMatchObject({ result: 'approved' });
  });

  test('[TRM16] a refund pays out once under its own id', async () => {
    await using rig = await behaving(protocol, 'silent-after');
    expect(await rig.port.refund(refundOf('r1'))).toEqual({ result: 'unknown' });
    expect(await rig.port.refund(refundOf('r1'))).toMatchObject({ result: 'approved' });
    expect(await rig.port.refund(refundOf('r1'))).toMatchObject({ result: 'approved' });
    expect(await rig.ledger()).toMatchObject([{ kind: 'refund', amount: 500, status: 'approved' }]);
  });
});

test('[TRM10] a ZVT terminal whose word could not be written down is refused, and gives the money back', async () => {
  await using rig = await behaving('zvt');
  const begun = rig.port.begin(payment('p1'));
  await waitsForCard(rig);
  rig.diskFull = true;
  expect((await begun).result).not.toBe('approved');
  expect(await words(rig)).toEqual(['reversed', 'reversal']);
  rig.diskFull = false;
  expect(await rig.port.inquire(about('p1'))).toMatchObject({ result: 'declined' });
});

test('[TRM10] a nexo payment that could not be written down stays unknown until it can, and is charged once', async () => {
  await using rig = await behaving('nexo');
  const begun = rig.port.begin(payment('p1'));
  await waitsForCard(rig);
  rig.diskFull = true;
  expect(await begun).toEqual({ result: 'unknown' });
  rig.diskFull = false;
  expect(await rig.port.inquire(about('p1'))).toMatchObject({ result: 'approved' });
  expect(await words(rig)).toEqual(['approved']);
});

test('[TRM9] a payment begun on another terminal stays unknown, and holds up nothing here', async () => {
  const elsewhere: Note = {
    kind: 'begun',
    id: about('p1').paymentId,
    order: 'payment',
    amount: payment('p1').amount,
    currency: payment('p1').currency,
    via: 'zvt 192.168.1.60:20007',
    mark: 'nothing',
  };
  await using rig = await openRig({ protocol: 'zvt', times: TIMES, known: [elsewhere] });
  expect(await rig.port.inquire(about('p1'))).toEqual({ result: 'unknown' });
  expect(await rig.port.begin(payment('p1'))).toEqual({ result: 'unknown' });
  expect(await rig.port.begin(payment('p2'))).toMatchObject({ result: 'approved' });
  expect(await words(rig)).toEqual(['approved']);
});

test('[TRM13] a ZVT terminal that gives back what the till did not acknowledge leaves no sale behind', async () => {
  await using rig = await openRig({ protocol: 'zvt', times: TIMES, reversesUnheard: true });
  await rig.behave('link-after');
  expect(await rig.port.begin(payment('p1'))).toEqual({ result: 'unknown' });
  await expect.poll(async () => (await rig.port.inquire(about('p1'))).result).toBe('declined');
  expect(await words(rig)).toEqual(['reversed', 'reversal']);
});
