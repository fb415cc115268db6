import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';

type DialogSize = 'sm' | 'md' | 'lg';
const WIDTH: Record<DialogSize, string> = { sm: 'max-w-md', md: 'max-w-2xl', lg: 'max-w-5xl' };

export type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  size?: DialogSize;
  /** An answer is needed: Escape and a press outside do not close it. */
  mustAnswer?: boolean;
  /** The buttons, the way out first, THE action last. */
  footer?: ReactNode;
  children: ReactNode;
};

/** A question that stops everything else; rare, and never in the path of a sale. */
export function Dialog(props: DialogProps): ReactNode {
  const { isOpen, onClose, title, size = 'sm', mustAnswer = false, footer, children } = props;
  const { t } = useTranslation('kit');
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={!mustAnswer}
      isKeyboardDismissDisabled={mustAnswer}
      className="fixed inset-0 z-50 flex items-center justify-center bg-veil p-2 sm:p-6"
    >
      <Modal
        className={cx(
          'flex max-h-full w-full flex-col rounded-xl bg-surface text-text shadow-over',
          WIDTH[size],
        )}
      >
        <AriaDialog
          role={mustAnswer ? 'alertdialog' : 'dialog'}
          className="flex min-h-0 flex-col outline-none"
        >
          <header className="flex min-h-16 items-center justify-between gap-4 ps-4 pe-3 pt-2 sm:ps-6">
            <Heading slot="title" className="text-lg">
              {title}
            </Heading>
            {!mustAnswer && <IconButton icon={X} label={t('close')} onPress={onClose} />}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-2 sm:px-6">{children}</div>
          {footer !== undefined && (
            <footer className="flex flex-wrap justify-end gap-2 px-4 py-4 sm:px-6">{footer}</footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
