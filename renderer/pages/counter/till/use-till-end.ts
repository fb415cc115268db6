import { useEffect } from 'react';
import { useCounter } from '#renderer/stores/counter.ts';
import { TILL_IDLE, tillSide, useTillSide } from '#renderer/stores/till.ts';
import { signOut } from '../../sign-in/sign-out.ts';
import { useDesk } from '../desk/desk-provider.tsx';
import { isOver } from './steps.ts';

/** Whoever has closed their shift and turned away from its Z is signed out: money taken now would belong to nobody. */
export function useTillEnd(): void {
  const { desk } = useDesk();
  const isLeft = useCounter(({ side }) => side !== 'till');
  const isDone = useTillSide(({ step }) => isOver(step));
  useEffect(() => {
    if (!isLeft || !isDone) return;
    tillSide.set(TILL_IDLE);
    signOut(desk.replica.identity);
  }, [desk, isLeft, isDone]);
}
