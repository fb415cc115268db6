import { Hourglass, type LucideIcon, Timer, TimerOff, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from './announcer.tsx';
import { cx } from './cx.ts';
import { clockText, passedMark, secondsLeft, type Urgency, untilNextSecond, urgencyOf } from './time-left.ts';

const LOOK: Record<Urgency, { icon: LucideIcon; tone: string; bar: string }> = {
  calm: { icon: Timer, tone: 'text-text', bar: 'bg-text' },
  soon: { icon: Hourglass, tone: 'text-warn', bar: 'bg-warn' },
  urgent: { icon: TriangleAlert, tone: 'text-bad', bar: 'bg-bad' },
  over: { icon: TimerOff, tone: 'text-bad', bar: 'bg-bad' },
};

export type CountdownProps = {
  /** When it ends, in milliseconds of `performance.now()`. */
  deadlineMs: number;
  /** What ends, said before the time left: `Seats held`. */
  label: string;
  /** The whole length in milliseconds: draws a bar of what is left of it. */
  totalMs?: number;
  size?: 'sm' | 'lg';
  /** One of several on the page (parked orders): keeps silent. */
  silent?: boolean;
  onEnd?: () => void;
};

/** Counts down by the second; says aloud when two minutes, one minute and half a minute are left, and when it ends. */
export function Countdown(props: CountdownProps): ReactNode {
  const { deadlineMs, label, totalMs, size = 'sm', silent = false, onEnd } = props;
  const seconds = useSecondsLeft(deadlineMs);
  useMarks(seconds, deadlineMs, label, silent, onEnd);
  const { icon: Icon, tone, bar } = LOOK[urgencyOf(seconds)];
  const share = totalMs === undefined ? 0 : Math.min(1, (seconds * 1000) / totalMs);
  return (
    <div role="timer" aria-label={label} className={cx('flex flex-col gap-1', tone)}>
      <div className="flex items-center gap-2">
        <Icon aria-hidden size={size === 'lg' ? 24 : 16} className="shrink-0" />
        <span className={cx('font-strong tabular-nums', size === 'lg' ? 'text-xl' : 'text-base')}>
          {clockText(seconds)}
        </span>
        {size === 'lg' && <span className="text-sm text-quiet">{label}</span>}
      </div>
      {totalMs !== undefined && (
        <div aria-hidden className="h-1 overflow-hidden rounded-full bg-sunk">
          <div className={cx('h-full rounded-full', bar)} style={{ inlineSize: `${share * 100}%` }} />
        </div>
      )}
    </div>
  );
}

function useSecondsLeft(deadlineMs: number): number {
  const [seconds, setSeconds] = useState(() => secondsLeft(deadlineMs, performance.now()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = (): void => {
      const nowMs = performance.now();
      setSeconds(secondsLeft(deadlineMs, nowMs));
      const waitMs = untilNextSecond(deadlineMs, nowMs);
      // A few ms late rather than early: a timer that fires early would show the old second for another whole one.
      if (waitMs !== null) timer = setTimeout(tick, waitMs + 5);
    };
    tick();
    return () => clearTimeout(timer);
  }, [deadlineMs]);
  return seconds;
}

function useMarks(
  seconds: number,
  deadlineMs: number,
  label: string,
  silent: boolean,
  onEnd: (() => void) | undefined,
): void {
  const { t } = useTranslation('kit');
  const before = useRef({ seconds, deadlineMs });
  const pass = useEffectEvent((mark: number) => {
    if (mark === 0) onEnd?.();
    if (silent) return;
    if (mark === 0) announce(t('timeIsUp', { label }), 'assertive');
    else if (mark < 60) announce(t('secondsLeft', { label, count: mark }), 'assertive');
    else announce(t('minutesLeft', { label, count: mark / 60 }));
  });
  useEffect(() => {
    // A prolonged hold starts afresh: going up passes no mark.
    const mark =
      before.current.deadlineMs === deadlineMs ? passedMark(before.current.seconds, seconds) : null;
    before.current = { seconds, deadlineMs };
    if (mark !== null) pass(mark);
  }, [seconds, deadlineMs]);
}
