import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { ErrorNote } from '#renderer/kit/index.ts';
import { useReplica } from '#renderer/replica/hooks.ts';
import { type Refusals, useRefusals } from './use-refusals.ts';

/** Something this device wrote was not taken by the server: said until somebody has seen it, on every page for staff. */
export function RefusalsNote(): ReactNode {
  const refusals = useRefusals();
  return refusals === null ? null : (
    <div className="px-4 py-2 print:hidden">
      <Note refusals={refusals} />
    </div>
  );
}

function Note({ refusals: { first, about, more } }: { refusals: Refusals }): ReactNode {
  const { t } = useTranslation('entry');
  const { money } = useFormats();
  const replica = useReplica();
  const code = 'code' in about ? about.code : '';
  const amount = about.kind === 'paid' ? money(about.amount) : '';
  const says = first.refusal.message === '' ? '' : t('refused.says', { message: first.refusal.message });
  const others = more > 0 ? t('refused.more', { count: more }) : '';
  return (
    <ErrorNote
      title={t(`refused.title.${about.kind}`, { code })}
      effect={[t(`refused.effect.${about.kind}`, { amount }), says, others].filter(Boolean).join(' ')}
      actions={[
        { label: t('refused.seen'), icon: Check, onPress: () => void replica.acknowledgeRefusal(first) },
      ]}
      code={`${first.refusal.code} ${first.id}`.slice(0, 60)}
    />
  );
}
