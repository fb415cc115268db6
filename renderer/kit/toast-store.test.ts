import { expect, test } from 'vitest';
import { dismissToast, TOASTS_MAX, toast, useToasts } from './toast-store.ts';

const titles = (): readonly string[] => useToasts.getState().toasts.map((one) => one.title);

test('[KIT11] at most four messages stand at once, and one that waits for a person outlasts those that pass', () => {
  toast({ title: 'lost', tone: 'bad', lasts: 'until-closed' });
  for (const title of ['a', 'b', 'c', 'd']) toast({ title });
  expect(titles()).toEqual(['lost', 'b', 'c', 'd']);
  for (const title of ['e', 'f', 'g', 'h']) toast({ title, lasts: 'until-closed' });
  expect(titles()).toEqual(['e', 'f', 'g', 'h']);
  expect(titles()).toHaveLength(TOASTS_MAX);
  for (const one of useToasts.getState().toasts) dismissToast(one.id);
  expect(titles()).toEqual([]);
});
