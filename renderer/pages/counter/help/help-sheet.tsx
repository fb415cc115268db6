import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Dialog, Kbd } from '#renderer/kit/index.ts';
import { counter, useCounter } from '#renderer/stores/counter.ts';
import { resetKeys, setKey, useSettings } from '#renderer/stores/settings.ts';
import {
  CHANGEABLE,
  type ChangeableAction,
  isChoosable,
  type Keymap,
  keyName,
  withChanges,
} from '../keys/keymap.ts';

const LINES = { two: '2', family: '2ac', wheelchair: '1w1e', show: '.17', both: '2a1c.17' } as const;
const LINE_NAMES = ['two', 'family', 'wheelchair', 'show', 'both'] as const;
const FIXED = ['confirm', 'back', 'erase'] as const;

/** What every key does, what the order line understands, and which keys this till has changed. */
export function HelpSheet(): ReactNode {
  const { t } = useTranslation('counter');
  const isOpen = useCounter((state) => state.help);
  const keymap = withChanges(useSettings((state) => state.keys));
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => counter.set({ help: false })}
      title={t('help.title')}
      size="lg"
      footer={<Button onPress={resetKeys}>{t('help.reset')}</Button>}
    >
      <div className="grid grid-cols-2 gap-8">
        <section>
          <h3 className="mb-2 text-sm text-quiet">{t('help.order')}</h3>
          <dl className="flex flex-col gap-2">
            {LINE_NAMES.map((name) => (
              <Line key={name} keys={[LINES[name]]} does={t(`help.lines.${name}`)} />
            ))}
          </dl>
          <p className="mt-4 text-sm text-quiet">{t('line.hint')}</p>
          <p className="mt-4 text-sm text-quiet">{t('help.scan')}</p>
        </section>
        <section>
          <h3 className="mb-2 text-sm text-quiet">{t('help.keys')}</h3>
          <dl className="flex flex-col gap-2">
            {FIXED.map((action) => (
              <Line key={action} keys={keymap[action].map(keyName)} does={t(`help.action.${action}`)} />
            ))}
            <Line keys={['↑', '↓', '←', '→']} does={t('help.action.map')} />
          </dl>
          <ChangeableKeys keymap={keymap} />
        </section>
      </div>
    </Dialog>
  );
}

function Line({ keys, does }: { keys: readonly string[]; does: string }): ReactNode {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt>{does}</dt>
      <dd className="flex shrink-0 gap-1">
        <span className="sr-only">{keys.join(', ')}</span>
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </dd>
    </div>
  );
}

function ChangeableKeys({ keymap }: { keymap: Keymap }): ReactNode {
  const { t } = useTranslation('counter');
  const [changing, setChanging] = useState<ChangeableAction | null>(null);
  useNextKey(changing, () => setChanging(null));
  return (
    <>
      <dl className="mt-2 flex flex-col">
        {CHANGEABLE.map((action) => (
          <div key={action} className="flex min-h-target items-center justify-between gap-4">
            <dt>{t(`help.action.${action}`)}</dt>
            <dd className="flex shrink-0 items-center gap-1">
              {changing === action
                ? t('help.press')
                : keymap[action].map((code) => <Kbd key={code}>{keyName(code)}</Kbd>)}
              <Button variant="quiet" onPress={() => setChanging(action)}>
                {t('help.change')}
              </Button>
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-quiet">{t('help.notChoosable')}</p>
    </>
  );
}

/** Waits for the key that an action shall have; Escape leaves it as it was. */
function useNextKey(action: ChangeableAction | null, onDone: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (action === null || event.repeat) return;
    if (!isChoosable(event.code) && event.code !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (isChoosable(event.code)) setKey(action, event.code);
    onDone();
  });
  useEffect(() => {
    if (action === null) return;
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [action]);
}
