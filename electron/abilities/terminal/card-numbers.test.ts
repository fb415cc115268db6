import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { Currency, instant } from '#shared/wire/scalars.ts';
import { temporaryFolder } from '../testing.ts';
import { TERMINAL_BEHAVIOURS } from './behaviour.ts';
import { cardEnding, harmless, withoutCardNumbers } from './card-number.ts';
import { openBookFile } from './driver/book-file.ts';
import { ResponseEnvelope } from './nexo/messages.ts';
import { paymentBody } from './nexo/simulated-answers.ts';
import { SIMULATED_CARDS } from './simulated/cards.ts';
import { about, openRig, payment, refundOf } from './testing.ts';
import { statusInformation } from './zvt/simulated-answers.ts';
import { parseStatus } from './zvt/status.ts';

/** Whenever. */
const rigTime = instant(1_700_000_000_000);
const TIMES = { approvalMs: 2, slowMs: 20, lateMs: 120, replyMs: 300, answerMs: 300, silenceMs: 80 };

/** Eight digits of a number in a row are more than anybody may see; grouping hides nothing. */
function expectNoCardNumber(text: string): void {
  const plain = text.replace(/(?<=\d)[ .\-/]{1,3}(?=\d)/g, '');
  for (const { number } of SIMULATED_CARDS) {
    for (const part of [number, number.slice(0, 8), number.slice(4, 12), number.slice(-8)])
      expect(plain.includes(part), `the number that ends in ${number.slice(-4)} got out`).toBe(false);
  }
}

afterEach(() => vi.restoreAllMocks());

test.each(['zvt', 'nexo'] as const)(
  '[TRM12] nothing the till recorded, logged or returned over %s holds a card number',
  async (protocol) => {
    const said: unknown[] = [];
    const logged = (['log', 'info', 'warn', 'error', 'debug'] as const).map((how) =>
      vi.spyOn(console, how).mockImplementation(() => undefined),
    );
    using folder = temporaryFolder();
    const book = await openBookFile(folder.path);
    await using rig = await openRig({ protocol, times: TIMES });
    // Enough for every card to have been there twice.
    for (let n = 0; n < 2 * SIMULATED_CARDS.length + 1; n += 1) {
      await rig.behave(TERMINAL_BEHAVIOURS[n % TERMINAL_BEHAVIOURS.length] ?? 'approve');
      said.push(await rig.port.begin(payment(`p${n}`)));
      await rig.behave('approve');
      said.push(await rig.port.inquire(about(`p${n}`)), await rig.port.abort(about(`p${n}`)));
      if (n % 3 === 0) said.push(await rig.port.reverse(about(`p${n}`)));
    }
    said.push(await rig.port.refund(refundOf('r1')));
    said.push(await rig.port.endOfDay({ currency: Currency.parse('EUR') }));
    for (const note of rig.notes) await book.record(note);
    await book.close();
    expect(JSON.stringify(said)).toMatch(/\*{4}\d{4}/);
    expectNoCardNumber(JSON.stringify(said));
    for (const file of readdirSync(folder.path))
      expectNoCardNumber(readFileSync(join(folder.path, file), 'utf8'));
    expectNoCardNumber(JSON.stringify(logged.flatMap((spy) => spy.mock.calls)));
  },
);

test.each(SIMULATED_CARDS)(
  '[TRM12] what the parsers give of a card that ends in $number is its end',
  ({ number }) => {
    const entry = {
      number: SIMULATED_CARDS.findIndex((card) => card.number === number) + 5,
      kind: 'payment',
      reference: 'a1',
      amount: payment('p').amount,
      currency: payment('p').currency,
      status: 'approved',
      will: 'approve',
      message: 'Approved',
      at: rigTime,
    } as const;
    const zvt = parseStatus(statusInformation(entry).data);
    expect(zvt.cardEnding).toBe(number.slice(-4));
    expectNoCardNumber(JSON.stringify(zvt));
    const head = {
      MessageClass: 'Service',
      MessageCategory: 'Payment',
      MessageType: 'Response',
      ServiceID: 'a1',
      SaleID: 'Till-1',
      POIID: 'SIM-1',
    };
    const nexo = ResponseEnvelope.parse({
      SaleToPOIResponse: { MessageHeader: head, PaymentResponse: paymentBody(entry) },
    });
    expect(JSON.stringify(nexo)).toContain(`*${number.slice(-4)}`);
    expectNoCardNumber(JSON.stringify(nexo));
  },
);

test('[TRM12] a number is masked however it is grouped and whatever stands around it', () => {
  const around = fc.string({ unit: fc.constantFrom('a', ' ', ':', 'é', '\n'), maxLength: 12 });
  const card = fc.constantFrom(...SIMULATED_CARDS.map(({ number }) => number));
  const gap = fc.constantFrom('', ' ', '-', '.', ' - ');
  fc.assert(
    fc.property(
      around,
      card,
      gap,
      around,
      fc.integer({ min: 0, max: 99_999 }),
      (before, number, join4, after, more) => {
        const grouped = number.replace(/(\d{4})(?=\d)/g, `$1${join4}`);
        for (const text of [`${before}${grouped}${after}`, `${more}${grouped}`, `${grouped}${more}`]) {
          expectNoCardNumber(withoutCardNumbers(text));
          expectNoCardNumber(harmless(text, 1_000));
          expectNoCardNumber(harmless(text.replaceAll(' ', '      '), 1_000));
        }
      },
    ),
  );
  expect(cardEnding('EEEEEEEEEEEE4771')).toBe('4771');
  expect(cardEnding('378282246310005F')).toBe('0005');
  expect(cardEnding('EEEE')).toBeNull();
});
