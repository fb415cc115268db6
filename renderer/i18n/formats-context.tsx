import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createFormats, type Formats, type Place } from './format.ts';

const FormatsContext = createContext<Formats | null>(null);

/** Gives every component below the locale, zone and currency it writes in. */
export function FormatsProvider(props: Place & { children: ReactNode }): ReactNode {
  const { locale, zone, currency, children } = props;
  const formats = useMemo(() => createFormats({ locale, zone, currency }), [locale, zone, currency]);
  return (
    <I18nProvider locale={locale}>
      <FormatsContext value={formats}>{children}</FormatsContext>
    </I18nProvider>
  );
}

/** How figures are written here. Throws outside a `FormatsProvider`. */
export function useFormats(): Formats {
  const formats = useContext(FormatsContext);
  if (formats === null) throw new Error('Invariant broken: useFormats() outside a FormatsProvider');
  return formats;
}
