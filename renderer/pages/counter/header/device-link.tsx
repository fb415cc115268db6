import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { Tooltip } from '#renderer/kit/index.ts';

/**
 * What the simulated printer or terminal of this till shows, on a page of the host that serves this one: beside it in a
 * browser; in its place in the desktop window, which opens no second one and whose pages lead back.
 */
export function DeviceLink(props: { href: string; icon: LucideIcon; label: string }): ReactNode {
  const { href, icon: Icon, label } = props;
  const isBrowser = window.location.protocol.startsWith('http');
  return (
    <Tooltip text={label}>
      <Link
        href={href}
        {...(isBrowser ? { target: '_blank' } : {})}
        aria-label={label}
        className="inline-flex size-target items-center justify-center rounded-md text-text hovered:bg-sunk pressed:bg-line"
      >
        <Icon aria-hidden size={20} />
      </Link>
    </Tooltip>
  );
}
