import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';

export type TooltipProps = {
  text: string;
  /** The control it explains; it must take focus. */
  children: ReactElement;
};

/** A short explanation on hover and focus; never the only place where something is said. */
export function Tooltip({ text, children }: TooltipProps): ReactNode {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <AriaTooltip
        offset={8}
        className="max-w-64 rounded-md bg-text px-2 py-1 text-sm text-ground shadow-over"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
