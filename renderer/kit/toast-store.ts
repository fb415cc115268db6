import { create } from 'zustand';
import { announce } from './announcer.tsx';
import type { Tone } from './tone.ts';

export type ToastInput = {
  tone?: Tone;
  title: string;
  detail?: string;
  action?: { label: string; onPress: () => void };
  /** How long it stays, in milliseconds; `'until-closed'` for what a person has to deal with. */
  lasts?: number | 'until-closed';
};
export type Toast = ToastInput & { id: number; tone: Tone; lasts: number | 'until-closed' };

export const TOASTS_MAX = 4;
const LASTS_MS_DEFAULT = 6_000;

export const useToasts = create<{ toasts: readonly Toast[] }>()(() => ({ toasts: [] }));
let count = 0;

/** Shows a message in the corner and reads it aloud. Answers its id. */
export function toast(input: ToastInput): number {
  count += 1;
  const tone = input.tone ?? 'neutral';
  const next: Toast = { ...input, id: count, tone, lasts: input.lasts ?? LASTS_MS_DEFAULT };
  useToasts.setState(({ toasts }) => ({ toasts: withRoom([...toasts, next]) }));
  announce([input.title, input.detail].filter(Boolean).join('. '), tone === 'bad' ? 'assertive' : 'polite');
  return next.id;
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((one) => one.id !== id) }));
}

/** Over the limit the oldest passing message goes first; only then the oldest that waits for a person. */
export function withRoom(toasts: readonly Toast[]): readonly Toast[] {
  if (toasts.length <= TOASTS_MAX) return toasts;
  const leaving = toasts.find((one) => one.lasts !== 'until-closed') ?? toasts[0];
  return withRoom(toasts.filter((one) => one !== leaving));
}
