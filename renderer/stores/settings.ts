import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

/** Interface state of this machine that outlives a reload: looks and keys, never anything of a sale. */
export type Theme = 'paper' | 'ink';

type Settings = {
  /** Null: nobody has chosen; the kind of device decides. */
  readonly theme: Theme | null;
  /** BCP 47; null: the machine's own, as far as it is spoken here. */
  readonly language: string | null;
  /** Keys this till has changed, by action: physical positions. */
  readonly keys: Readonly<Record<string, string>>;
};

export const useSettings = create<Settings>()(
  persist((): Settings => ({ theme: null, language: null, keys: {} }), {
    name: 'foyer.settings',
    version: 1,
    storage: createJSONStorage(() => localStorage),
  }),
);

export function setTheme(theme: Theme): void {
  useSettings.setState({ theme });
}

export function setLanguage(language: string): void {
  useSettings.setState({ language });
}

export function setKey(action: string, code: string): void {
  useSettings.setState(({ keys }) => ({ keys: { ...keys, [action]: code } }));
}

export function resetKeys(): void {
  useSettings.setState({ keys: {} });
}
