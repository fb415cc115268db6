/**
 * Sets the clock of whatever runs this, a program or a page, ahead by some milliseconds (behind, if negative). It knows
 * nothing outside of itself, so that a browser can be given its text.
 */
export function shiftClock(aheadMs: number): void {
  const real = Date;
  const wall = real.now;
  real.now = () => wall() + aheadMs;
  globalThis.Date = new Proxy(real, {
    construct: (target, args, self) =>
      Reflect.construct(target, args.length === 0 ? [target.now()] : args, self),
    apply: (target) => new target(target.now()).toString(),
  });
}
