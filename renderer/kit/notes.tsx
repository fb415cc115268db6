import { CircleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, type ButtonVariant } from './button.tsx';

export type EmptyStateProps = {
  icon: LucideIcon;
  /** What will appear here. */
  title: string;
  /** How to make it appear. */
  hint: string;
  action?: ReactNode;
  /** It is all the page has to say: its title is the page's. */
  isPage?: boolean;
};

export function EmptyState({ icon: Icon, title, hint, action, isPage = false }: EmptyStateProps): ReactNode {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 p-8 text-center">
      <Icon aria-hidden size={40} strokeWidth={1.25} className="text-quiet" />
      <Title className="text-lg font-strong text-balance">{title}</Title>
      <p className="max-w-96 text-balance text-quiet">{hint}</p>
      {action !== undefined && <div className="mt-4">{action}</div>}
    </div>
  );
}

export type ErrorNoteProps = {
  /** What happened. */
  title: string;
  /** Whether money or anything reserved is affected; always said, above all when nothing is. */
  effect: string;
  /** What to press. */
  actions: readonly { label: string; onPress: () => void; variant?: ButtonVariant; icon?: LucideIcon }[];
  /** A short code that can be read out on the telephone. */
  code?: string;
};

/** No dead ends: what happened, what it means, what to press. */
export function ErrorNote({ title, effect, actions, code }: ErrorNoteProps): ReactNode {
  return (
    <div role="alert" className="flex gap-3 rounded-lg bg-bad-soft p-4">
      <CircleAlert aria-hidden size={24} className="shrink-0 text-bad" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="font-strong text-bad">{title}</p>
        <p className="text-text">{effect}</p>
        <div className="mt-2 flex flex-wrap items-center gap-2">
          {actions.map(({ label, onPress, variant = 'plain', icon }) => (
            <Button key={label} onPress={onPress} variant={variant} {...(icon && { icon })}>
              {label}
            </Button>
          ))}
          {code !== undefined && <span className="ms-auto text-sm text-quiet">{code}</span>}
        </div>
      </div>
    </div>
  );
}
