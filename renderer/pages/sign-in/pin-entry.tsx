import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Keypad, PinDots, Stack } from '#renderer/kit/index.ts';
import { type HereOutcome, PIN_LENGTH_MAX, PIN_LENGTH_MIN } from './sign-in.ts';

type Signed = 'signed-in' | 'signed-in-offline';
type Entry =
  | { readonly kind: 'entering' }
  | { readonly kind: 'checking' }
  | Exclude<HereOutcome, { readonly kind: Signed }>;

/** The PIN of one person, by finger or by keyboard. What a right one leads to is `check`'s. */
export function PinEntry(props: {
  name: string;
  check: (pin: string) => Promise<HereOutcome>;
  back: { readonly label: string; readonly onPress: () => void };
}): ReactNode {
  const { name, back } = props;
  const { t } = useTranslation('entry');
  const [pin, setPin] = useState('');
  const [entry, setEntry] = useState<Entry>({ kind: 'entering' });
  const isLocked = entry.kind === 'locked';
  useEscape(back.onPress);
  const check = async (): Promise<void> => {
    if (pin.length < PIN_LENGTH_MIN || entry.kind === 'checking' || isLocked) return;
    setEntry({ kind: 'checking' });
    const outcome = await props.check(pin);
    setPin('');
    if (outcome.kind !== 'signed-in' && outcome.kind !== 'signed-in-offline') setEntry(outcome);
  };
  return (
    <Stack gap="3">
      <PinDots value={pin} />
      <Trouble entry={entry} name={name} onUnlock={() => setEntry({ kind: 'entering' })} />
      <Keypad
        kind="pin"
        value={pin}
        lengthMax={PIN_LENGTH_MAX}
        onChange={setPin}
        onEnter={() => void check()}
        enterLabel={t('signIn.enter')}
        isDisabled={entry.kind === 'checking' || isLocked}
      />
      <Button variant="quiet" icon={ArrowLeft} onPress={back.onPress}>
        {back.label}
      </Button>
    </Stack>
  );
}

function Trouble(props: { entry: Entry; name: string; onUnlock: () => void }): ReactNode {
  const { entry, name, onUnlock } = props;
  const { t } = useTranslation('entry');
  const seconds = useWait(entry.kind === 'locked' ? entry.seconds : 0, onUnlock);
  const text = ((): string => {
    switch (entry.kind) {
      case 'entering':
        return '';
      case 'checking':
        return t('signIn.checking');
      case 'wrong':
        return t('signIn.wrong');
      case 'locked':
        return t('signIn.locked', { count: seconds });
      case 'unreachable':
        return `${t('signIn.unreachable')}. ${t('signIn.unreachableHint')}`;
      case 'not-remembered':
        return t('signIn.notRemembered', { name });
      case 'refused':
        return t('signIn.failed', { message: entry.message });
    }
  })();
  const isBad = entry.kind !== 'entering' && entry.kind !== 'checking';
  // A lock counts down: it is read once, not every second.
  return (
    <p
      role={isBad ? 'alert' : 'status'}
      aria-live={entry.kind === 'locked' && seconds !== entry.seconds ? 'off' : undefined}
      className={isBad ? 'min-h-6 text-bad' : 'min-h-6 text-quiet'}
    >
      {text}
    </p>
  );
}

/** Seconds of a lock that are left, counted on the monotonic clock. */
function useWait(seconds: number, onOver: () => void): number {
  const [left, setLeft] = useState(seconds);
  const over = useEffectEvent(onOver);
  useEffect(() => {
    setLeft(seconds);
    if (seconds === 0) return;
    const endsAtMs = performance.now() + seconds * 1_000;
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((endsAtMs - performance.now()) / 1_000));
      setLeft(rest);
      if (rest === 0) over();
    }, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}

function useEscape(onEscape: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.code === 'Escape' && !event.repeat) onEscape();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
