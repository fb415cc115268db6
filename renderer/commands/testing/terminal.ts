import type { Bridge, TerminalFate } from '#shared/wire/bridge.ts';
import type { PaymentId } from '#shared/wire/scalars.ts';

export type FakeBehaviour = 'approve' | 'decline' | 'silent-after' | 'silent-before' | 'unheard';
type Verbs = Pick<Bridge, 'terminalBegin' | 'terminalInquire' | 'terminalReverse' | 'terminalAbort'>;

/** A terminal that outlives page and host. `charges` has one line for each time a card was really charged. */
export class FakeTerminal {
  behaviour: FakeBehaviour = 'approve';
  /** No question is answered. */
  dead = false;
  readonly charges: PaymentId[] = [];
  readonly asked: string[] = [];
  readonly #fates = new Map<PaymentId, 'approved' | 'declined'>();

  readonly verbs: Verbs = {
    terminalBegin: async ({ paymentId }) => {
      this.asked.push(`begin ${paymentId}`);
      if (this.behaviour === 'unheard') throw new Error('the host is gone');
      if (this.behaviour === 'silent-before' || this.dead) return { result: 'unknown' };
      const known = this.#fates.get(paymentId);
      if (known !== undefined) return this.#told(paymentId, known);
      const fate = this.behaviour === 'decline' ? 'declined' : 'approved';
      this.#fates.set(paymentId, fate);
      if (fate === 'approved') this.charges.push(paymentId);
      return this.behaviour === 'silent-after' ? { result: 'unknown' } : this.#told(paymentId, fate);
    },
    terminalInquire: async ({ paymentId }): Promise<TerminalFate> => {
      this.asked.push(`inquire ${paymentId}`);
      if (this.dead) return { result: 'unknown' };
      const known = this.#fates.get(paymentId);
      if (known !== undefined) return this.#told(paymentId, known);
      this.#fates.set(paymentId, 'declined');
      return { result: 'none' };
    },
    terminalReverse: async () => ({ result: 'none' }),
    terminalAbort: async ({ paymentId }) => {
      if (this.#fates.has(paymentId)) return { result: 'too-late' };
      this.#fates.set(paymentId, 'declined');
      return { result: 'none' };
    },
  };

  #told(paymentId: PaymentId, result: 'approved' | 'declined') {
    return result === 'approved'
      ? { result, captureId: `capture-${paymentId}` }
      : { result, message: 'Card declined' };
  }
}
