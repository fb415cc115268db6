import { type Outcome, type Schedule, simulate } from './simulate.ts';
import { TROUBLES, type Trouble } from './world/weather.ts';

/** The least of a failing schedule that still fails in the same way, and its story. */
export type Shrunk = { readonly schedule: Schedule; readonly outcome: Outcome };

/** Leaves out what the failure does not need: kinds of trouble one by one, then steps at the end. */
export function shrink(failing: Schedule): Shrunk | null {
  const { failure } = simulate(failing);
  if (failure === null) return null;
  const fails = (schedule: Schedule): boolean => simulate(schedule).failure?.name === failure.name;
  let least: Schedule = { ...failing, steps: Math.min(failing.steps, failure.step + 1) };
  if (!fails(least)) least = failing;
  for (const trouble of TROUBLES) {
    const calm = new Set<Trouble>([...(least.calm ?? []), trouble]);
    if (fails({ ...least, calm })) least = { ...least, calm };
  }
  for (let cut = Math.ceil(least.steps / 2); cut >= 1; cut = Math.floor(cut / 2)) {
    while (least.steps - cut >= 1 && fails({ ...least, steps: least.steps - cut }))
      least = { ...least, steps: least.steps - cut };
  }
  return { schedule: least, outcome: simulate({ ...least, telling: true }) };
}

/** A failure as people read it: what is broken, how to see it again, and what happened. */
export function toldOf({ seed, steps }: Schedule): string {
  const shrunk = shrink({ seed, steps });
  if (shrunk === null) return `seed ${seed}, ${steps} steps: nothing is broken`;
  const { schedule, outcome } = shrunk;
  const without = [...(schedule.calm ?? [])].join(', ');
  return [
    `seed ${seed}: ${outcome.failure?.message ?? ''}`,
    `again: npm run sim -- --seed ${seed} --steps ${steps}`,
    `told with ${schedule.steps} steps${without === '' ? '' : ` and without ${without}`}:`,
    ...outcome.story,
  ].join('\n');
}
