import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Currency, instant, Money } from '#shared/wire/scalars.ts';
import type { LedgerEntry } from '../ledger.ts';
import { APDU_DATA_BYTES_MAX, type Apdu, apduReader, encodeApdu } from './apdu.ts';
import { bytesOfHex, fromBcd, toBcd } from './bcd.ts';
import { BMP, encodeFields, parseFields } from './fields.ts';
import * as messages from './messages.ts';
import { printedLines } from './print.ts';
import { ProtocolError } from './protocol-error.ts';
import { receiptBlock, statusInformation } from './simulated-answers.ts';
import { parseStatus } from './status.ts';
import { encodeTlv, findTlv, parseTlv } from './tlv.ts';

const entry = (number: number, amount = 1_500): LedgerEntry => ({
  number,
  kind: 'payment',
  reference: '',
  amount: Money.parse(amount),
  currency: Currency.parse('EUR'),
  status: 'approved',
  will: 'approve',
  message: 'Approved',
  at: instant(1_700_000_000_000),
});

/** What reading gives: a value, or a refusal in words. Anything else that is thrown fails the test. */
function read<Value>(reader: () => Value): Value | ProtocolError {
  try {
    return reader();
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
}

const bytes = (max: number) => fc.uint8Array({ maxLength: max });
const apdu: fc.Arbitrary<Apdu> = fc.record({
  control: fc.integer({ min: 0, max: 0xffff }),
  data: fc.oneof(bytes(40), fc.uint8Array({ minLength: 250, maxLength: 260 }), bytes(APDU_DATA_BYTES_MAX)),
});

describe('[TRM11] APDUs', () => {
  test('[TRM11] what is written is read again, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(apdu, { maxLength: 4 }), fc.integer({ min: 1, max: 700 }), (sent, step) => {
        const stream = Uint8Array.from(sent.flatMap((one) => [...encodeApdu(one)]));
        const reader = apduReader();
        const got: Apdu[] = [];
        for (let at = 0; at < stream.length; at += step)
          got.push(...reader.push(stream.slice(at, at + step)));
        expect(got).toEqual(sent);
        expect(reader.pending()).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test('[TRM11] a message that is cut off is never given out', () => {
    fc.assert(
      fc.property(apdu, fc.nat(), (sent, cut) => {
        const stream = encodeApdu(sent);
        expect(apduReader().push(stream.slice(0, cut % stream.length))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('[TRM11] a length above the bound is refused before anything of it is kept', () => {
    expect(() => apduReader().push(bytesOfHex('060fffffff'))).toThrow('An APDU announces 65535 bytes');
    expect(() => apduReader().push(bytesOfHex('060fff1000'))).toThrow('short length in the long form');
  });

  test('[TRM11] whatever bytes come, they are messages or a refusal in words', () => {
    fc.assert(fc.property(bytes(600), (noise) => void read(() => apduReader().push(noise))));
  });
});

describe('[TRM11] fields', () => {
  test('[TRM11] the messages of the till are those of the specification', () => {
    const hex = (message: Apdu): string => Buffer.from(encodeApdu(message)).toString('hex');
    // 06 01: BMP 04 amount, BMP 49 currency (09 78, the euro).
    expect(hex(messages.authorisation(2_040, 978))).toBe('06010a04000000002040490978');
    expect(hex(messages.refund(0, 500, 978))).toBe('06310d00000004000000000500490978');
    expect(hex(messages.reversal(123_456, 470))).toBe('063006123456870470');
    expect(hex(messages.repeatReceipt(0))).toBe('0620050000000300');
    expect(hex(messages.statusEnquiry(0))).toBe('0501050000000300');
    expect(hex(messages.endOfDay(0))).toBe('065003000000');
    expect(hex(messages.ABORT_COMMAND)).toBe('06b000');
    expect(hex(messages.POSITIVE)).toBe('800000');
    expect(hex(messages.refusal(0x66))).toBe('846600');
    expect(hex(messages.registration(0, 978))).toMatch(/^06002[\da-f]000000be0978030006/);
  });

  test('[TRM11] a Status-Information of a real terminal is read, field by field', () => {
    const said = bytesOfHex(
      [
        '2700040000000020400b0004700c2239530d10060e25121700011970',
        '22f0f8eeeeeeeeeeee4771',
        '29280048692a3130303436313736332020202020203b3631313830340000',
        '3cf0f1f447454e2e4e522e3a363131383034490978870470880004708a2e',
        '8bf1f74465626974204d61737465726361726400',
      ].join(''),
    );
    expect(parseStatus(said)).toEqual({
      resultCode: 0,
      amount: 2_040,
      currency: 'EUR',
      trace: '000470',
      originalTrace: null,
      receipt: '0470',
      terminalId: '28004869',
      date: '1006',
      time: '223953',
      cardName: 'Debit Mastercard',
      cardEnding: '4771',
      text: 'GEN.NR.:611804',
    });
  });

  test('[TRM11] a trace number of more than six digits is read from TLV 1F2B', () => {
    const container = encodeTlv(0x1f2b, bytesOfHex('10015008'));
    const data = encodeFields([
      [BMP.resultCode, Uint8Array.of(0)],
      [BMP.trace, toBcd(0, 3)],
      [BMP.tlvContainer, container],
    ]);
    expect(parseStatus(data).trace).toBe('10015008');
  });

  test('[TRM11] numbers survive BCD, and a nibble that is no digit is refused', () => {
    fc.assert(
      fc.property(fc.nat({ max: 999_999_999 }), (n) => {
        expect(fromBcd(toBcd(n, 6), 'amount')).toBe(n);
      }),
    );
    expect(() => fromBcd(bytesOfHex('00000000204a'), 'amount')).toThrow('amount is not in BCD.');
  });

  test('[TRM11] TLV objects survive, nested and long', () => {
    const tag = fc.constantFrom(0x07, 0x41, 0x1f12, 0x1f2b, 0x1f8001);
    fc.assert(
      fc.property(tag, bytes(400), (one, value) => {
        const nested = encodeTlv(0x25, encodeTlv(one, value));
        expect(findTlv(parseTlv(nested), one)).toEqual(value);
      }),
    );
  });

  test.each([
    ['an unknown field', '27002f00', 'An unknown field begins at byte 2.'],
    ['a field twice', '27002700', 'result-code stands twice.'],
    ['a field cut off', '27000400000000', 'amount is cut off.'],
    ['a length that is none', '270022f0ab12', 'no LLVAR length'],
    ['a container cut off', '2700068105', 'TLV-container is cut off.'],
    ['an object that leads beyond its container', '270006022405', 'A TLV object is cut off.'],
    ['no result', '490978', 'has no result-code'],
  ])('[TRM11] %s is refused in words', (_what, hex, words) => {
    expect(() => parseStatus(bytesOfHex(hex))).toThrow(words);
  });
});

describe('[TRM11] damage', () => {
  const good = statusInformation(entry(470)).data;

  test('[TRM11] every cut of a Status-Information is refused, or lacks what was cut off', () => {
    const whole = parseFields(good);
    for (let cut = 0; cut < good.length; cut += 1) {
      const said = read(() => parseStatus(good.slice(0, cut)));
      if (said instanceof ProtocolError) continue;
      // Only a cut between two fields can be read, and then fewer fields were.
      expect(parseFields(good.slice(0, cut)).size).toBeLessThan(whole.size);
    }
  });

  test('[TRM11] every flipped bit is refused in words or read as another message, within bounds', () => {
    let refused = 0;
    for (let at = 0; at < good.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const flipped = good.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte));
        const said = read(() => parseStatus(flipped));
        if (said instanceof ProtocolError) {
          refused += 1;
          expect(said.message.length).toBeLessThan(120);
        } else expect(JSON.stringify(said).length).toBeLessThan(1_000);
      }
    }
    expect(refused).toBeGreaterThan(good.length);
  });

  test('[TRM11] whatever bytes stand in a field block, a container or a print block, nothing but a refusal is thrown', () => {
    fc.assert(
      fc.property(bytes(300), (noise) => {
        read(() => parseStatus(noise));
        read(() => parseTlv(noise));
        read(() => printedLines({ control: messages.CONTROL.printTextBlock, data: noise }));
        read(() => printedLines({ control: messages.CONTROL.printLine, data: noise }));
      }),
      { numRuns: 500 },
    );
  });

  test('[TRM11] a container that is nested or filled without end is refused', () => {
    let deep = new Uint8Array();
    for (let depth = 0; depth < 5; depth += 1) deep = Uint8Array.from(encodeTlv(0x25, deep));
    expect(() => parseTlv(deep)).toThrow('nested too deeply');
    expect(() => parseTlv(new Uint8Array(400))).toThrow('too many objects');
  });

  test('[TRM11] the lines of a receipt are read from a Print-Text-Block', () => {
    expect(printedLines(receiptBlock(entry(470)))).toContain('APPROVED');
  });
});
