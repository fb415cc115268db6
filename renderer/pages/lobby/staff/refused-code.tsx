import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusals } from '../../refusals/use-refusals.ts';
import { staffCode } from '../codes.ts';

/** For staff who pass by: a code that says that something waits behind the staff's door. Visitors need not know more. */
export function RefusedCode(): ReactNode {
  const { t } = useTranslation('lobby');
  const refusals = useRefusals();
  if (refusals === null) return null;
  const { about } = refusals;
  const code = staffCode('not-taken', 'code' in about ? about.code : null);
  return (
    <p className="fixed end-4 bottom-2 z-20 text-sm text-quiet tabular-nums">{t('trouble.code', { code })}</p>
  );
}
