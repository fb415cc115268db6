import { X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './button.tsx';
import { cx } from './cx.ts';
import { dismissToast, type Toast, useToasts } from './toast-store.ts';
import { TONE_ICON, TONE_TEXT } from './tone.ts';

/** Where messages of `toast()` appear; once, at the root of the page. */
export function Toasts(): ReactNode {
  const { t } = useTranslation('kit');
  const toasts = useToasts((state) => state.toasts);
  return (
    <section
      aria-label={t('messages')}
      className="pointer-events-none fixed end-4 bottom-4 z-40 w-96 max-w-full"
    >
      <ul className="flex flex-col gap-2">
        {toasts.map((one) => (
          <ToastCard key={one.id} toast={one} />
        ))}
      </ul>
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }): ReactNode {
  const { t } = useTranslation('kit');
  const { id, tone, title, detail, action, lasts } = toast;
  const [isRead, setRead] = useState(false);
  const Icon = TONE_ICON[tone];
  useEffect(() => {
    if (lasts === 'until-closed' || isRead) return;
    const timer = setTimeout(() => dismissToast(id), lasts);
    return () => clearTimeout(timer);
  }, [id, lasts, isRead]);
  return (
    <li
      onPointerEnter={() => setRead(true)}
      onPointerLeave={() => setRead(false)}
      onFocus={() => setRead(true)}
      onBlur={() => setRead(false)}
      className="pointer-events-auto flex items-start gap-3 rounded-lg border border-line bg-surface ps-4 pe-1 shadow-over"
    >
      <Icon aria-hidden size={20} className={cx('mt-3 shrink-0', TONE_TEXT[tone])} />
      <div className="flex min-w-0 flex-1 flex-col items-start py-2.5">
        <p className="font-strong">{title}</p>
        {detail !== undefined && <p className="text-sm text-quiet">{detail}</p>}
        {action && (
          <div className="mt-2">
            <Button
              onPress={() => {
                action.onPress();
                dismissToast(id);
              }}
            >
              {action.label}
            </Button>
          </div>
        )}
      </div>
      <IconButton icon={X} label={t('dismiss')} onPress={() => dismissToast(id)} />
    </li>
  );
}
