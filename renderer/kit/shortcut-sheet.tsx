import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from './kbd.tsx';
import { isTyping } from './keypad.tsx';
import { Dialog } from './overlay.tsx';

export type ShortcutGroup = {
  title: string;
  /** `keys` as printed on the keyboard; several are pressed one after another. */
  shortcuts: readonly { keys: readonly string[]; does: string }[];
};

export type ShortcutSheetProps = {
  isOpen: boolean;
  onClose: () => void;
  groups: readonly ShortcutGroup[];
};

/** Every key of the page, on one sheet. */
export function ShortcutSheet({ isOpen, onClose, groups }: ShortcutSheetProps): ReactNode {
  const { t } = useTranslation('kit');
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('shortcuts')} size="md">
      <div className="columns-1 gap-8 pb-4 sm:columns-2">
        {groups.map(({ title, shortcuts }) => (
          <section key={title} className="mb-6 break-inside-avoid">
            <h3 className="mb-2 text-sm text-quiet">{title}</h3>
            <dl className="flex flex-col gap-2">
              {shortcuts.map(({ keys, does }) => (
                <div key={does} className="flex items-baseline justify-between gap-4">
                  <dt>{does}</dt>
                  <dd className="flex shrink-0 flex-wrap gap-1">
                    <span className="sr-only">{keys.join(' ')}</span>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** Calls back on `?`, except while somebody types into a field that does not carry `data-shortcuts="allow"`. */
export function useShortcutSheetKey(onOpen: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== '?' || event.repeat || event.defaultPrevented) return;
    const allows = event.target instanceof HTMLElement && event.target.dataset['shortcuts'] === 'allow';
    if (isTyping(event.target) && !allows) return;
    event.preventDefault();
    onOpen();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
