/**
 * The cards of the simulated terminals: published test numbers, none of them real. Whatever the terminals send of them,
 * nothing but the last four digits may be found anywhere in the till.
 */
export const SIMULATED_CARDS = [
  { number: '4111111111111111', name: 'Visa', expires: '2912' },
  { number: '5555555555554444', name: 'Mastercard', expires: '2907' },
  { number: '378282246310005', name: 'American Express', expires: '3001' },
  { number: '6759649826438453', name: 'Maestro', expires: '2811' },
  { number: '6011000990139424', name: 'Discover', expires: '2709' },
] as const;
export type SimulatedCard = (typeof SIMULATED_CARDS)[number];

/** The card that pays the `n`-th transaction. */
export const cardOf = (n: number): SimulatedCard =>
  SIMULATED_CARDS[n % SIMULATED_CARDS.length] ?? SIMULATED_CARDS[0];
