/** A budget per key: `burst` at once, refilled at `perSecond`. */
export type Limiter = {
  /** Takes one from the key's budget. 0: taken; otherwise nothing was taken and these many seconds are to be waited. */
  take(key: string): number;
  /** Gives one back: what was taken turned out to be harmless. */
  giveBack(key: string): void;
};

type Budget = { left: number; atMs: number };

/**
 * Token buckets on a monotonic clock. (The stock plugin for fastify counts by the wall clock: after a step back its
 * windows never end, and a busy till would be locked out for as long as the step was.)
 * At most `keysMax` keys are remembered; the one longest unused is forgotten first, which gives it a full budget again.
 */
export function limiter(
  limit: { readonly burst: number; readonly perSecond: number; readonly keysMax: number },
  clock: () => number = () => performance.now(),
): Limiter {
  const budgets = new Map<string, Budget>();

  const budgetOf = (key: string): Budget => {
    const nowMs = clock();
    const known = budgets.get(key);
    if (known === undefined) {
      for (const oldest of budgets.keys()) {
        if (budgets.size < limit.keysMax) break;
        budgets.delete(oldest);
      }
      const fresh = { left: limit.burst, atMs: nowMs };
      budgets.set(key, fresh);
      return fresh;
    }
    known.left = Math.min(limit.burst, known.left + ((nowMs - known.atMs) / 1_000) * limit.perSecond);
    known.atMs = nowMs;
    budgets.delete(key);
    budgets.set(key, known);
    return known;
  };

  return {
    take: (key) => {
      const budget = budgetOf(key);
      if (budget.left < 1) return Math.max(1, Math.ceil((1 - budget.left) / limit.perSecond));
      budget.left -= 1;
      return 0;
    },
    giveBack: (key) => {
      const budget = budgetOf(key);
      budget.left = Math.min(limit.burst, budget.left + 1);
    },
  };
}
