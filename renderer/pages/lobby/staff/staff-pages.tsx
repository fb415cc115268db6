import { ArrowLeft, RefreshCw, Wrench } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CardOutcome, settleCards } from '#renderer/commands/card-settle.ts';
import { Button, Keypad, PinDots, Stack } from '#renderer/kit/index.ts';
import { useConnection, useReplica } from '#renderer/replica/hooks.ts';
import { LOBBY_IDLE, lobby, useLobby } from '#renderer/stores/lobby.ts';
import { Centered } from '../../app/centered.tsx';
import { RefusalsNote } from '../../refusals/refusals-note.tsx';
import { SetupPage } from '../../setup/setup-page.tsx';
import { startOver } from '../desk/begin.ts';
import { useLobbyDesk } from '../desk/lobby-provider.tsx';

/** An abandoned PIN page closes by itself after so long, in milliseconds. */
const ABANDONED_MS = 30_000;
/** Staff who walk away leave the kiosk to the visitors after so long, in milliseconds. */
const LEFT_OPEN_MS = 2 * 60_000;
const PIN_LENGTH_MIN = 4;
const PIN_LENGTH_MAX = 12;

type Answer = 'none' | 'checking' | 'wrong' | 'not-set' | 'failed' | { readonly lockedSeconds: number };

/** The way out of the public face: the kiosk's own PIN, checked by the host, with or without a line. */
export function StaffPin(): ReactNode {
  const { t } = useTranslation('lobby');
  const { bridge } = useLobbyDesk();
  const [pin, setPin] = useState('');
  const [answer, setAnswer] = useState<Answer>('none');
  useEffect(() => {
    const timer = setTimeout(
      () => lobby.set({ staff: 'closed' }),
      pin === '' ? ABANDONED_MS : ABANDONED_MS * 2,
    );
    return () => clearTimeout(timer);
  }, [pin]);
  const check = async (): Promise<void> => {
    if (pin.length < PIN_LENGTH_MIN || answer === 'checking') return;
    setAnswer('checking');
    const said = await bridge.leaveKiosk({ pin }).catch(() => null);
    setPin('');
    if (said === null) setAnswer('failed');
    else if (said.result === 'right')
      lobby.set({ ...LOBBY_IDLE, staff: 'open', orderId: lobby.get().orderId });
    else if (said.result === 'locked') setAnswer({ lockedSeconds: said.retryAfterSeconds });
    else setAnswer(said.result);
  };
  return (
    <Centered>
      <Stack gap="3">
        <h1 className="text-2xl">{t('staff.title')}</h1>
        <p className="text-quiet">{t('staff.pin')}</p>
        <PinDots value={pin} />
        <p role="alert" className="min-h-6 text-bad">
          {saidOf(answer) ??
            (typeof answer === 'object' ? t('staff.locked', { count: answer.lockedSeconds }) : '')}
        </p>
        <Keypad
          kind="pin"
          value={pin}
          lengthMax={PIN_LENGTH_MAX}
          onChange={setPin}
          onEnter={() => void check()}
          enterLabel={t('staff.enter')}
          isDisabled={answer === 'checking'}
        />
        <BackToVisitors />
      </Stack>
    </Centered>
  );

  function saidOf(now: Answer): string | null {
    switch (now) {
      case 'wrong':
        return t('staff.wrong');
      case 'not-set':
        return t('staff.notSet');
      case 'failed':
        return t('staff.failed');
      default:
        return null;
    }
  }
}

function BackToVisitors(): ReactNode {
  const { t } = useTranslation('lobby');
  const { desk } = useLobbyDesk();
  return (
    <Button
      size="lg"
      icon={ArrowLeft}
      onPress={() => (lobby.get().staff === 'open' ? startOver(desk) : lobby.set({ staff: 'closed' }))}
    >
      {t('staff.back')}
    </Button>
  );
}

/** What staff see of the kiosk: what it is, whether it can sell, payments that are not settled, and its setup. */
export function StaffDoor(): ReactNode {
  const { t } = useTranslation('lobby');
  const { bridge, desk } = useLobbyDesk();
  const { identity } = useReplica();
  const connection = useConnection();
  const [isSettingUp, setSettingUp] = useState(false);
  useLeftOpen(() => startOver(desk));
  if (isSettingUp)
    return (
      <SetupPage bridge={bridge} serverUrl={identity.serverUrl} onEnrolled={() => window.location.reload()} />
    );
  const facts = [
    [t('staff.device'), `${identity.name} (${identity.deviceId})`],
    [t('staff.server'), identity.serverUrl],
    [t('staff.line'), t(connection.kind === 'online' ? 'line.online' : 'line.connecting')],
  ] as const;
  return (
    <Centered>
      <Stack gap="3">
        <h1 className="text-2xl">{t('staff.page', { name: identity.name })}</h1>
        <dl className="flex flex-col gap-2">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt className="text-quiet">{name}</dt>
              <dd className="break-all">
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
        <RefusalsNote />
        <Unsettled settle={() => settleCards(desk.context())} />
        <Button size="lg" icon={RefreshCw} onPress={() => window.location.reload()}>
          {t('staff.reload')}
        </Button>
        <Button size="lg" icon={Wrench} onPress={() => setSettingUp(true)}>
          {t('staff.setup')}
        </Button>
        <BackToVisitors />
      </Stack>
    </Centered>
  );
}

function useLeftOpen(onLeft: () => void): void {
  const left = useEffectEvent(onLeft);
  useEffect(() => {
    let timer = setTimeout(left, LEFT_OPEN_MS);
    const touched = (): void => {
      clearTimeout(timer);
      timer = setTimeout(left, LEFT_OPEN_MS);
    };
    window.addEventListener('pointerdown', touched);
    window.addEventListener('keydown', touched);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', touched);
      window.removeEventListener('keydown', touched);
    };
  }, []);
}

function Unsettled({ settle }: { settle: () => Promise<readonly CardOutcome[]> }): ReactNode {
  const { t } = useTranslation('lobby');
  const [open, setOpen] = useState<readonly CardOutcome[] | null>(null);
  const ask = async (): Promise<void> => {
    const outcomes = await settle();
    setOpen(outcomes.filter(({ kind }) => kind === 'unsettled'));
  };
  return (
    <div className="flex flex-col gap-2">
      <p className="text-quiet">{t('staff.open')}</p>
      {open !== null && (
        <p>{open.length === 0 ? t('staff.none') : open.map(({ booking }) => booking.code).join(', ')}</p>
      )}
      <Button onPress={() => void ask()}>{t('staff.settle')}</Button>
    </div>
  );
}

/** The staff's pages in front of the visitor's, while they are open. */
export function useStaffPage(): ReactNode | null {
  const staff = useLobby((state) => state.staff);
  if (staff === 'pin') return <StaffPin />;
  return staff === 'open' ? <StaffDoor /> : null;
}
