import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import type { PartyPart } from '../order-line.ts';

/** `2 adults and 1 child`. */
export function usePartyWords(): (party: readonly PartyPart[]) => string {
  const { t } = useTranslation('trade');
  const { locale } = useFormats();
  return (party) =>
    new Intl.ListFormat(locale).format(
      party.map(({ ticketType, wheelchair, count }) =>
        t(`ticketCount.${wheelchair ? 'wheelchair' : ticketType}`, { count }),
      ),
    );
}
