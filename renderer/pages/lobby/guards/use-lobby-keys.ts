import { useEffect, useEffectEvent } from 'react';
import { lobby } from '#renderer/stores/lobby.ts';
import { startOver } from '../desk/begin.ts';
import { useLobbyDesk } from '../desk/lobby-provider.tsx';
import { begin, stepBack } from '../desk/steps.ts';

/** Escape held down this long, in milliseconds, is the staff gesture of the keyboard. */
const HOLD_MS = 3_000;

/** Escape: one step back; held: the staff's door. Any key wakes the attract loop. */
export function useLobbyKeys(): void {
  const { desk } = useLobbyDesk();
  const back = useEffectEvent(() => {
    const { step, asking, accessOpen, help, staff, pay } = lobby.get();
    if (asking || accessOpen || help || staff !== 'closed' || pay.kind !== 'idle') return;
    if (step === 'done') startOver(desk);
    else stepBack(desk);
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const down = (event: KeyboardEvent): void => {
      if (event.repeat) return;
      if (event.key !== 'Escape') {
        wake(event);
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (lobby.get().pay.kind !== 'working') lobby.set({ staff: 'pin' });
      }, HOLD_MS);
      back();
    };
    const up = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') clearTimeout(timer);
    };
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
    };
  }, []);
}

const WAKING: ReadonlySet<string> = new Set(['Enter', ' ']);

function wake({ key, target }: KeyboardEvent): void {
  if (lobby.get().step !== 'attract' || !WAKING.has(key)) return;
  // Enter on a control is that control's press.
  if (target === document.body) begin();
}
