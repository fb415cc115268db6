import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CLAIM, job, payment, receipt } from '#electron/abilities/testing.ts';
import { verifyJournal } from '#shared/domain/journal/chain.ts';
import { decodeTicketQr } from '#shared/domain/ticket-qr.ts';
import { BRIDGE, type Bridge, TerminalPayment } from '#shared/wire/bridge.ts';
import { StaffMember } from '#shared/wire/messages.ts';
import { BookingId, RefundId } from '#shared/wire/scalars.ts';
import { KIOSK_PIN, openPlace, type Place } from './place.ts';
import { WRONG } from './wrong.ts';

/** A host as a page reaches it. */
export type Host = {
  readonly bridge: Bridge;
  /** Whether it has a window of its own that can fill the screen. */
  readonly fillsScreen: boolean;
  /** Whether a keychain seals its key and token; otherwise only its user can read them. */
  readonly seals: boolean;
  /** Says a verb as any script in the page could, without the client's own checks. */
  say(verb: string, input: unknown): Promise<unknown>;
  /** Ends it as its user would. */
  close(): Promise<void>;
};

const card = (paymentId: string) => TerminalPayment.parse({ paymentId, amount: 1_250, currency: 'EUR' });
const cashed = (n: number) => payment(n);

/** What every host promises its page, whatever carries the verbs. */
export function hostContract(name: string, open: (place: Place) => Promise<Host>): void {
  async function opened(): Promise<{ place: Place; host: Host; reopen(): Promise<Host> } & AsyncDisposable> {
    const place = await openPlace();
    let host = await open(place);
    return {
      place,
      get host() {
        return host;
      },
      reopen: async () => {
        await host.close();
        host = await open(place);
        return host;
      },
      [Symbol.asyncDispose]: async () => {
        await host.close();
        await place[Symbol.asyncDispose]();
      },
    };
  }
  const enrol = ({ serverUrl }: Place, code = 'good') => ({ serverUrl, code, name: 'Counter 1' });

  describe(`${name}: the contract of a host`, () => {
    test('[HC1] who it is: nobody, then somebody, then the same after a restart, also without a server', async () => {
      await using at = await opened();
      const { place } = at;
      expect(await at.host.bridge.identity({})).toEqual({ enrolled: false, serverUrl: place.serverUrl });
      await expect(at.host.bridge.enrol(enrol(place, 'bad'))).rejects.toThrow(
        /refused the code: no such code/,
      );
      expect((await at.host.bridge.identity({})).enrolled).toBe(false);
      const identity = await at.host.bridge.enrol(enrol(place));
      expect(identity).toMatchObject({ enrolled: true, deviceId: 'dev-1', name: 'Counter 1' });
      place.server.down = true;
      expect(await (await at.reopen()).bridge.identity({})).toEqual(identity);
    });

    test('[HC1] two enrolments at once use up one code', async () => {
      await using at = await opened();
      const both = await Promise.allSettled([
        at.host.bridge.enrol(enrol(at.place)),
        at.host.bridge.enrol(enrol(at.place)),
      ]);
      expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      expect(at.place.server.enrolments).toHaveLength(1);
    });

    test('[HC2] tickets are signed by the device that is enrolled, the same way each time', async () => {
      await using at = await opened();
      await expect(at.host.bridge.signTicket(CLAIM)).rejects.toThrow(/not enrolled/);
      const identity = await at.host.bridge.enrol(enrol(at.place));
      const texts = await Promise.all(Array.from({ length: 5 }, () => at.host.bridge.signTicket(CLAIM)));
      const again = await (await at.reopen()).bridge.signTicket(CLAIM);
      expect(new Set([...texts, again].map(({ qr }) => qr)).size).toBe(1);
      const read = decodeTicketQr(again.qr);
      if (read === null || !identity.enrolled) throw new Error('no ticket');
      expect(read.claim).toEqual(CLAIM);
      expect(verify(null, read.signed, keyOf(identity.publicKey), read.signature)).toBe(true);
    });

    test('[HC3] the journal: one number each, the same append once, verified, and longer after a restart', async () => {
      await using at = await opened();
      await expect(at.host.bridge.appendJournal(cashed(1))).rejects.toThrow(/not enrolled/);
      const identity = await at.host.bridge.enrol(enrol(at.place));
      const first = await Promise.all(
        Array.from({ length: 20 }, (_, n) => at.host.bridge.appendJournal(cashed(n))),
      );
      expect(new Set(first.map(({ seq }) => seq)).size).toBe(20);
      expect(await at.host.bridge.appendJournal(cashed(7))).toEqual(first[7]);
      const { bridge } = await at.reopen();
      expect(await bridge.appendJournal(cashed(7))).toEqual(first[7]);
      expect((await bridge.appendJournal(cashed(99))).seq).toBe(21);
      const { entries } = await bridge.readJournal({ afterSeq: 0 });
      expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
      if (!identity.enrolled) throw new Error('not enrolled');
      const key = keyOf(identity.publicKey);
      const faults = await verifyJournal(entries, {
        sha256: (bytes) => createHash('sha256').update(bytes).digest(),
        isSignature: (bytes, signature) => verify(null, bytes, key, signature),
      });
      expect(faults).toEqual([]);
      expect((await bridge.readJournal({ afterSeq: 20 })).entries).toHaveLength(1);
      expect((await bridge.readJournal({ afterSeq: 9_999 })).entries).toEqual([]);
    });

    test('[HC4] papers and the drawer, several at once, each answered for', async () => {
      await using at = await opened();
      const jobs = [1, 2, 3].map((n) => ({ ...job(), jobId: `job-${n}` }));
      const said = [
        ...jobs.map((one) => at.host.bridge.print(one)),
        at.host.bridge.printReceipt({ jobId: 'r-1', bookingId: BookingId.parse('b-1'), receipt: receipt() }),
        at.host.bridge.print({ ...job(), on: 'receipt-printer' }),
        at.host.bridge.openDrawer({ reason: 'change' }),
      ];
      expect(await Promise.all(said)).toEqual(said.map(() => ({ result: 'printed' })));
      const before = at.place.contents().filter((line) => line.includes('print')).length;
      expect(await (await at.reopen()).bridge.print(job())).toEqual({ result: 'printed' });
      expect(at.place.contents().filter((line) => line.includes('print')).length).toBeGreaterThan(before);
    });

    test('[I4] a card payment captures once, however often and however long after it is asked for', async () => {
      await using at = await opened();
      const [one, two] = await Promise.all([
        at.host.bridge.terminalBegin(card('p-1')),
        at.host.bridge.terminalBegin(card('p-1')),
      ]);
      expect(one).toMatchObject({ result: 'approved', captureId: expect.any(String) });
      expect(two).toEqual(one);
      const { bridge } = await at.reopen();
      expect(await bridge.terminalInquire({ paymentId: card('p-1').paymentId })).toEqual(one);
      expect(await bridge.terminalBegin(card('p-1'))).toEqual(one);
    });

    test('[HC5] a payment can be given back, called off, and asked for when nobody ever heard of it', async () => {
      await using at = await opened();
      const about = (id: string) => ({ paymentId: card(id).paymentId });
      const { bridge } = at.host;
      expect(await bridge.terminalInquire(about('p-9'))).toEqual({ result: 'none' });
      expect(await bridge.terminalReverse(about('p-8'))).toEqual({ result: 'none' });
      expect((await bridge.terminalBegin(card('p-1'))).result).toBe('approved');
      expect(await bridge.terminalAbort(about('p-1'))).toEqual({ result: 'too-late' });
      expect((await bridge.terminalReverse(about('p-1'))).result).toBe('reversed');
      const again = (await at.reopen()).bridge;
      expect((await again.terminalInquire(about('p-1'))).result).toBe('declined');
      expect((await again.terminalReverse(about('p-1'))).result).toBe('reversed');
    });

    test('[TRM15] [TRM16] every host refunds to a card and closes the terminal’s day', async () => {
      await using at = await opened();
      const { bridge } = at.host;
      const { currency } = card('p-1');
      expect((await bridge.terminalBegin(card('p-1'))).result).toBe('approved');
      const refund = { refundId: RefundId.parse('r-1'), amount: card('p-1').amount, currency };
      const paid = await bridge.terminalRefund(refund);
      expect(paid.result).toBe('approved');
      expect(await bridge.terminalRefund(refund)).toEqual(paid);
      expect(await bridge.terminalEndOfDay({ currency })).toMatchObject({
        result: 'closed',
        totals: { count: 2, amount: 0 },
      });
    });

    test('[HC6] the kiosk’s PIN is right, wrong or locked, and a restart does not unlock it', async () => {
      await using at = await opened();
      expect(await at.host.bridge.leaveKiosk({ pin: KIOSK_PIN })).toEqual({ result: 'right' });
      const guesses = await Promise.all(
        ['1111', '2222', '3333', '4444', '5555', '6666'].map((pin) => at.host.bridge.leaveKiosk({ pin })),
      );
      expect(guesses.map(({ result }) => result)).toEqual([
        ...Array.from({ length: 5 }, () => 'wrong'),
        'locked',
      ]);
      const { bridge } = await at.reopen();
      expect(await bridge.leaveKiosk({ pin: KIOSK_PIN })).toMatchObject({ result: 'locked' });
    });

    test('[HC11] whoever was granted a sign-in signs in without the server, across restarts; others do not', async () => {
      await using at = await opened();
      const ada = StaffMember.parse({ id: 'staff-1', name: 'Ada', role: 'supervisor' });
      const [right, wrong] = [
        { staffId: ada.id, pin: '4711' },
        { staffId: ada.id, pin: '4712' },
      ];
      expect(await at.host.bridge.offlineStaff({})).toEqual({ staff: [] });
      await at.host.bridge.enrol(enrol(at.place));
      expect(await at.host.bridge.signInOffline(right)).toEqual({ result: 'not-remembered' });
      await at.host.bridge.rememberSignIn({ staff: ada, pin: '4711' });
      at.place.server.down = true;
      const { bridge } = await at.reopen();
      expect(await bridge.offlineStaff({})).toEqual({ staff: [ada] });
      expect(await bridge.signInOffline(right)).toMatchObject({ result: 'right', staff: ada });
      const guesses = await Promise.all(Array.from({ length: 6 }, () => bridge.signInOffline(wrong)));
      expect(guesses.map(({ result }) => result)).toEqual([...Array<string>(5).fill('wrong'), 'locked']);
      const again = (await at.reopen()).bridge;
      expect(await again.signInOffline(right)).toMatchObject({ result: 'locked' });
      await again.hearStaff({ staff: [] });
      expect(await again.offlineStaff({})).toEqual({ staff: [] });
    });

    test('[HC8] every host says whether the public face has the whole screen, and only the PIN ends that', async () => {
      await using at = await opened();
      const { bridge, fillsScreen } = at.host;
      expect(await bridge.enterKiosk({})).toEqual({ fillsScreen });
      expect(await bridge.enterKiosk({})).toEqual({ fillsScreen });
      expect((await bridge.leaveKiosk({ pin: '0000' })).result).toBe('wrong');
      expect((await bridge.leaveKiosk({ pin: KIOSK_PIN })).result).toBe('right');
      expect(await bridge.enterKiosk({})).toEqual({ fillsScreen });
    });

    test('[HC10] key and token lie sealed or for the user alone, and no answer ever holds the private key', async () => {
      await using at = await opened();
      const { bridge, seals } = at.host;
      const answers: unknown[] = [await bridge.enrol(enrol(at.place)), await bridge.signTicket(CLAIM)];
      const staff = StaffMember.parse({ id: 'staff-1', name: 'Ada', role: 'clerk' });
      answers.push(await bridge.rememberSignIn({ staff, pin: '471147114711' }));
      answers.push(await bridge.appendJournal(cashed(1)), await bridge.readJournal({ afterSeq: 0 }));
      const files = at.place.secrets();
      for (const { name, text, isPrivate } of files) {
        expect([name, isPrivate]).toEqual([name, true]);
        expect(text).not.toContain('471147114711');
        if (name !== 'sign-in-pepper')
          expect([name, /token-1|BEGIN PRIVATE KEY|\$argon2id\$/.test(text)]).toEqual([name, !seals]);
      }
      expect(JSON.stringify(answers)).not.toMatch(/PRIVATE KEY/);
      const again = await (await at.reopen()).bridge.identity({});
      expect(again).toMatchObject({ token: 'token-1' });
    });

    test('[HC7] whatever is said wrongly is answered in words, and nothing is written', async () => {
      await using at = await opened();
      await at.host.bridge.enrol(enrol(at.place));
      await at.host.bridge.appendJournal(cashed(1));
      const before = at.place.contents();
      for (const [verb, inputs] of Object.entries(WRONG)) {
        for (const input of inputs) {
          const said = await at.host.say(verb, input).then(
            (answer) => `answered ${JSON.stringify(answer)}`,
            (error: unknown) => (error instanceof Error ? error.message : 'no error'),
          );
          expect([verb, input, said]).toEqual([
            verb,
            input,
            expect.stringMatching(`^${verb} was called wrongly\\.`),
          ]);
        }
      }
      await expect(at.host.say('openDrawer', undefined)).rejects.toThrow();
      for (const verb of ['formatDisk', 'toString', '__proto__', 'identity/..']) {
        await expect(at.host.say(verb, {})).rejects.toThrow();
      }
      expect(at.place.contents()).toEqual(before);
      expect(Object.keys(WRONG).sort()).toEqual(Object.keys(BRIDGE).sort());
    });
  });
}

const keyOf = (publicKey: string) =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
