import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { Tooltip } from '#renderer/kit/index.ts';

/** The paper of the simulated printer can be looked at on the page of the agent that serves this one. */
export function PrinterLink({ icon: Icon, label }: { icon: LucideIcon; label: string }): ReactNode {
  // Electron's own scheme serves no such page.
  if (!window.location.protocol.startsWith('http')) return null;
  return (
    <Tooltip text={label}>
      <Link
        href="/printer"
        target="_blank"
        aria-label={label}
        className="inline-flex size-target items-center justify-center rounded-md text-text hovered:bg-sunk pressed:bg-line"
      >
        <Icon aria-hidden size={20} />
      </Link>
    </Tooltip>
  );
}
