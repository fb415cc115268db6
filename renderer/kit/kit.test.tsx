import i18next from 'i18next';
import { Armchair, Printer, Wifi } from 'lucide-react';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { expect, test } from 'vitest';
import { en } from '#renderer/i18n/en/index.ts';
import { FormatsProvider } from '#renderer/i18n/formats-context.tsx';
import * as kit from './index.ts';
import { TONE_ICON } from './tone.ts';

await i18next.use(initReactI18next).init({ lng: 'en', resources: { en } });

const draw = (what: ReactNode): string =>
  renderToStaticMarkup(
    <FormatsProvider locale="en-IE" zone="Europe/Dublin" currency="EUR">
      {what}
    </FormatsProvider>,
  );

test('[KIT12] every control has a name: pictures too', () => {
  expect(draw(<kit.IconButton icon={Printer} label="Print again" />)).toMatch(
    /<button[^>]*aria-label="Print again"/,
  );
  expect(draw(<kit.Button icon={Wifi}>Go</kit.Button>)).toContain('Go');
  expect(draw(<kit.TextField label="Name" hideLabel value="" onChange={() => {}} />)).toContain(
    'aria-label="Name"',
  );
  const keypad = draw(<kit.Keypad kind="pin" value="" onChange={() => {}} enterLabel="Sign in" />);
  expect(keypad).toContain('aria-label="Sign in"');
  expect(keypad).toContain('aria-label="Delete the last digit"');
  expect(keypad.match(/<button/g)).toHaveLength(12);
});

test('[KIT13] a tone is told by the shape of its icon as well as by its colour', () => {
  expect(new Set(Object.values(TONE_ICON)).size).toBe(Object.keys(TONE_ICON).length);
  expect(draw(<kit.StatusChip tone="warn">Offline</kit.StatusChip>)).toMatch(/<svg/);
});

test('[KIT14] an error says what happened, what it touches and what to press', () => {
  const note = draw(
    <kit.ErrorNote
      title="The printer did not answer"
      effect="The money is booked."
      actions={[{ label: 'Print again', onPress: () => {} }]}
    />,
  );
  expect(note).toMatch(
    /role="alert".*The printer did not answer.*The money is booked\..*<button.*Print again/s,
  );
});

test('[KIT15] an empty place says what will appear and how', () => {
  const empty = draw(
    <kit.EmptyState icon={Armchair} title="Nothing here yet" hint="Choose one on the left." />,
  );
  expect(empty).toMatch(/Nothing here yet.*Choose one on the left\./s);
});

test('[KIT16] a countdown is a timer with a name, in the words of a clock', () => {
  const timer = draw(<kit.Countdown deadlineMs={performance.now() + 540_500} label="Held" />);
  expect(timer).toMatch(/role="timer" aria-label="Held"/);
  expect(timer).toContain('9:01');
});

test('[KIT16] a sum is written with its currency', () => {
  expect(draw(<kit.Money minor={1550} />)).toContain('€15.50');
  expect(draw(<kit.Money minor={-1550} />)).toContain('-€15.50');
});
