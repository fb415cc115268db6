/** As long as the largest sum that makes sense, with its point. */
export const CASH_TYPED_MAX = 10;
