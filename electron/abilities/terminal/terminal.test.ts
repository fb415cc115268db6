import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TerminalPayment } from '#shared/wire/bridge.ts';
import { Currency, Money, PaymentId } from '#shared/wire/scalars.ts';
import { temporaryFolder } from '../testing.ts';
import { TERMINAL_BEHAVIOURS, type TerminalBehaviour } from './behaviour.ts';
import { openTerminalSimulator, type TerminalSimulator } from './simulator.ts';

const QUICK = { approvalMs: 20, slowMs: 300, answerMsMax: 120 };
const payment = (id: string, amount = 1_500): TerminalPayment => ({
  paymentId: PaymentId.parse(id),
  amount: Money.parse(amount),
  currency: Currency.parse('EUR'),
});
const about = (id: string) => ({ paymentId: PaymentId.parse(id) });

function opened(folder: string): TerminalSimulator {
  return openTerminalSimulator(folder, () => 1_700_000_000_000, QUICK);
}
async function behaving(folder: string, next: TerminalBehaviour['next']): Promise<TerminalSimulator> {
  const terminal = opened(folder);
  await terminal.behaviour.write({ next });
  return terminal;
}
const captures = async (terminal: TerminalSimulator): Promise<number> =>
  (await terminal.payments()).filter(({ status }) => status === 'approved').length;

test('[TRM1] a payment is captured once and has one number, however often it is begun', async () => {
  using folder = temporaryFolder();
  const terminal = opened(folder.path);
  const [first, second] = await Promise.all([
    terminal.port.begin(payment('p1')),
    terminal.port.begin(payment('p1')),
  ]);
  const again = await terminal.port.begin(payment('p1', 9_900));
  expect(first).toMatchObject({ result: 'approved', captureId: expect.stringMatching(/^SIM-/) });
  expect([second, again]).toEqual([first, first]);
  expect(await terminal.payments()).toMatchObject([{ amount: 1_500 }]);
});

test('[TRM1] a declined payment stays declined when it is begun again', async () => {
  using folder = temporaryFolder();
  const terminal = await behaving(folder.path, 'decline');
  expect(await terminal.port.begin(payment('p1'))).toMatchObject({ result: 'declined' });
  await terminal.behaviour.write({ next: 'approve' });
  expect(await terminal.port.begin(payment('p1'))).toMatchObject({ result: 'declined' });
  expect(await captures(terminal)).toBe(0);
});

test('[TRM2] what was captured is on disk: a host that dies and comes back is told of it', async () => {
  using folder = temporaryFolder();
  // The host dies while the card is with the terminal, which goes on by itself.
  opened(folder.path)
    .port.begin(payment('p1'))
    .catch(() => undefined);
  await expect.poll(async () => (await opened(folder.path).payments()).length).toBe(1);
  const next = opened(folder.path);
  expect(await next.port.inquire(about('p1'))).toMatchObject({ result: 'approved' });
  expect(await next.port.begin(payment('p1'))).toMatchObject({ result: 'approved' });
  expect(await captures(next)).toBe(1);
});

test('[TRM2] a ledger that cannot be read captures nothing', async () => {
  using folder = temporaryFolder();
  const terminal = opened(folder.path);
  await terminal.port.begin(payment('p1'));
  writeFileSync(join(folder.path, 'terminal', 'ledger.json'), '{"entries": [');
  await expect(opened(folder.path).port.begin(payment('p2'))).rejects.toThrow(/damaged/);
});

test.each([
  ['silent-after', 'unknown', 'approved'],
  ['silent-before', 'unknown', 'none'],
  ['power-cut', 'unknown', 'declined'],
  ['slow', 'approved', 'approved'],
] as const)('[TRM3] %s: begin answers %s, and asked later it says %s', async (next, said, fate) => {
  using folder = temporaryFolder();
  const terminal = await behaving(folder.path, next);
  expect(await terminal.port.begin(payment('p1'))).toMatchObject({ result: said });
  if (next === 'power-cut') {
    expect(await terminal.port.inquire(about('p1'))).toEqual({ result: 'unknown' });
    await terminal.behaviour.write({ next: 'approve' });
  }
  expect(await terminal.port.inquire(about('p1'))).toMatchObject({ result: fate });
});

test('[TRM3] a payment nobody has heard of charges nobody when it arrives after it was asked for', async () => {
  using folder = temporaryFolder();
  const terminal = opened(folder.path);
  expect(await terminal.port.inquire(about('p1'))).toEqual({ result: 'none' });
  expect(await terminal.port.begin(payment('p1'))).toMatchObject({ result: 'declined' });
});

test('[TRM4] a payment is called off while the card is asked for, and not after', async () => {
  using folder = temporaryFolder();
  const terminal = await behaving(folder.path, 'slow');
  const begun = terminal.port.begin(payment('p1'));
  await expect.poll(() => terminal.display().kind, { interval: 5 }).toBe('card');
  expect(await terminal.port.abort(about('p1'))).toEqual({ result: 'aborted' });
  expect(await begun).toMatchObject({ result: 'declined' });
  await terminal.port.begin(payment('p2'));
  expect(await terminal.port.abort(about('p2'))).toEqual({ result: 'too-late' });
  expect(await terminal.port.abort(about('p3'))).toEqual({ result: 'none' });
  expect(await terminal.port.begin(payment('p3'))).toMatchObject({ result: 'declined' });
});

test('[TRM5] a capture is given back once, and reads as declined from then on', async () => {
  using folder = temporaryFolder();
  const terminal = opened(folder.path);
  await terminal.port.begin(payment('p1'));
  expect(await terminal.port.reverse(about('p1'))).toEqual({ result: 'reversed' });
  expect(await terminal.port.reverse(about('p1'))).toEqual({ result: 'reversed' });
  expect(await terminal.port.inquire(about('p1'))).toMatchObject({ result: 'declined' });
  expect(await terminal.port.begin(payment('p1'))).toMatchObject({ result: 'declined' });
  expect(await terminal.port.reverse(about('p2'))).toEqual({ result: 'none' });
});

test('[TRM6] one card at a time: another payment is turned away and may come again', async () => {
  using folder = temporaryFolder();
  const terminal = await behaving(folder.path, 'slow');
  const first = terminal.port.begin(payment('p1'));
  await expect.poll(() => terminal.display().kind, { interval: 5 }).toBe('card');
  expect(await terminal.port.begin(payment('p2'))).toEqual({
    result: 'declined',
    message: 'The terminal is busy.',
  });
  expect(await first).toMatchObject({ result: 'approved' });
  expect(await terminal.port.begin(payment('p2'))).toMatchObject({ result: 'approved' });
});

type Act = {
  readonly verb: 'begin' | 'inquire' | 'abort' | 'restart';
  readonly id: string;
  readonly next: TerminalBehaviour['next'];
};

test('[TRM1] [I4] whatever is asked in whatever order, a payment id captures at most once and never changes its mind', async () => {
  const act: fc.Arbitrary<Act> = fc.record({
    verb: fc.constantFrom('begin' as const, 'inquire' as const, 'abort' as const, 'restart' as const),
    id: fc.constantFrom('p1', 'p2'),
    next: fc.constantFrom(...TERMINAL_BEHAVIOURS),
  });
  const instantly = { approvalMs: 1, slowMs: 2, answerMsMax: 3 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { maxLength: 10 }),
      fc.integer({ min: 0, max: 4 }),
      async (acts, cutAfterMs) => {
        using folder = temporaryFolder();
        let lives = 0;
        // A host that died writes no more: what comes after it goes on from what was on the disk at that moment.
        const revived = (): TerminalSimulator => {
          const [before = '', now = ''] = [lives, lives + 1].map((n) =>
            join(folder.path, String(n), 'terminal'),
          );
          lives += 1;
          mkdirSync(now, { recursive: true });
          for (const file of ['ledger.json', 'behaviour.json'])
            if (existsSync(join(before, file))) copyFileSync(join(before, file), join(now, file));
          return openTerminalSimulator(dirname(now), () => 0, instantly);
        };
        let terminal = revived();
        const told = new Map<string, string>();
        for (const { verb, id, next } of acts) {
          await terminal.behaviour.write({ next });
          if (verb === 'restart') {
            const cut = terminal.port.begin(payment(id)).catch(() => undefined);
            await new Promise((resume) => setTimeout(resume, cutAfterMs));
            terminal = revived();
            await cut;
          } else if (verb === 'abort') await terminal.port.abort(about(id));
          else {
            const said =
              verb === 'begin'
                ? await terminal.port.begin(payment(id))
                : await terminal.port.inquire(about(id));
            const known = told.get(id);
            const isWord = said.result === 'approved' || said.result === 'declined';
            if (known !== undefined && isWord) expect([id, said.result]).toEqual([id, known]);
            if (isWord && said.message !== 'The terminal is busy.') told.set(id, said.result);
          }
        }
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);
