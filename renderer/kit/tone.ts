import { Check, CircleAlert, Info, type LucideIcon, Minus, TriangleAlert } from 'lucide-react';

/** What a colour means. Each tone has an icon of its own shape, so that it reads without colour. */
export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info';

export const TONE_ICON: Record<Tone, LucideIcon> = {
  neutral: Minus,
  good: Check,
  warn: TriangleAlert,
  bad: CircleAlert,
  info: Info,
};

export const TONE_TEXT: Record<Tone, string> = {
  neutral: 'text-quiet',
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
  info: 'text-info',
};

export const TONE_SOFT: Record<Tone, string> = {
  neutral: 'bg-sunk text-text',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  info: 'bg-info-soft text-info',
};
