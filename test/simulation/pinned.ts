/** Schedules that once broke an invariant, each with what was wrong then. They are run always. */
export const PINNED: readonly { readonly seed: number; readonly steps: number; readonly was: string }[] = [
  { seed: 5, steps: 200, was: 'a till could not report a refund it had paid for another till’s sale' },
  { seed: 17, steps: 200, was: 'the same, for a sale of a third till' },
  { seed: 111, steps: 250, was: 'a part-paid order nobody settled' },
  { seed: 146, steps: 200, was: 'a leased sale lost to an order its own till had given up' },
  { seed: 337, steps: 200, was: 'the same, where the order had been paying' },
  { seed: 359, steps: 250, was: 'a promise reported before an opening had an entrusted seat' },
  { seed: 475, steps: 200, was: 'a cleared till told its sale with the seats of an earlier hold' },
  { seed: 488, steps: 200, was: 'a replacement held for another till stood on entrusted seats' },
  { seed: 511, steps: 200, was: 'a revoked allotment came before a standing one at an opening' },
  { seed: 779, steps: 200, was: 'a cleared till told its sale without its allotment' },
  { seed: 1044, steps: 250, was: 'at an opening a promise came before a leased sale' },
  {
    seed: 1059,
    steps: 200,
    was: 'a restored server put a sale back on the seats of a hold its till never heard of',
  },
  { seed: 1142, steps: 200, was: 'money in a copy was not filed, because its payment was known as open' },
  { seed: 1172, steps: 200, was: 'at an opening a promise came before a leased sale' },
  {
    seed: 1607,
    steps: 200,
    was: 'a page older than the last answer undid a sale, and its card was charged again',
  },
  {
    seed: 3221,
    steps: 200,
    was: 'a seat sold before its till knew of the allotment was sold again under it',
  },
  {
    seed: 20077,
    steps: 200,
    was: 'a till sent the copy of another till’s order back as if it wished what the other had wished once',
  },
  {
    seed: 22904,
    steps: 200,
    was: 'a sale taken over by a closed server was paid above its price, and nobody was told',
  },
  { seed: 26354, steps: 200, was: 'the same, for a promise on other seats than the restored hold' },
  { seed: 27029, steps: 200, was: 'the same' },
  { seed: 30042, steps: 200, was: 'the same' },
  {
    seed: 33839,
    steps: 200,
    was: 'a leased sale lost to an own order whose declined card the server had not heard of',
  },
];
