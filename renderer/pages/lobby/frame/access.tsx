import { Accessibility } from 'lucide-react';
import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button, Dialog } from '#renderer/kit/index.ts';
import { type LobbyAccess, lobby, useLobby } from '#renderer/stores/lobby.ts';

/** Opens what makes the page easier to see and to reach. */
export function AccessButton(): ReactNode {
  const { t } = useTranslation('lobby');
  return (
    <Button size="lg" icon={Accessibility} onPress={() => lobby.set({ accessOpen: true })}>
      <span className="max-sm:sr-only">{t('access.button')}</span>
    </Button>
  );
}

const NEEDS = ['large', 'contrast', 'low'] as const satisfies readonly (keyof LobbyAccess)[];

export function AccessDialog(): ReactNode {
  const { t } = useTranslation('lobby');
  const { access, accessOpen, seatsAs } = useLobby();
  const close = (): void => lobby.set({ accessOpen: false });
  return (
    <Dialog
      isOpen={accessOpen}
      onClose={close}
      title={t('access.title')}
      footer={
        <Button size="lg" variant="accent" onPress={close}>
          {t('access.done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-2 py-2">
        {NEEDS.map((need) => (
          <Toggle
            key={need}
            label={t(`access.${need}`)}
            isOn={access[need]}
            onChange={(isOn) => lobby.set({ access: { ...access, [need]: isOn } })}
          />
        ))}
        <Toggle
          label={t('access.list')}
          isOn={seatsAs === 'list'}
          onChange={(isOn) => lobby.set({ seatsAs: isOn ? 'list' : 'map' })}
        />
      </div>
    </Dialog>
  );
}

function Toggle(props: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }): ReactNode {
  const { label, isOn, onChange } = props;
  return (
    <Switch
      isSelected={isOn}
      onChange={onChange}
      className="group flex min-h-target items-center justify-between gap-6 rounded-md px-3 text-lg hovered:bg-sunk"
    >
      {label}
      <span
        aria-hidden
        className="flex h-8 w-16 items-center rounded-full border-2 border-line-strong px-1 group-selected:justify-end group-selected:border-accent-line group-selected:bg-accent"
      >
        <span className="size-5 rounded-full bg-text group-selected:bg-on-accent" />
      </span>
    </Switch>
  );
}
