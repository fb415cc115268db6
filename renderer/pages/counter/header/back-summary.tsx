import { CircleCheck, TriangleAlert } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { combineLatest, from, map, of, switchMap } from 'rxjs';
import { Button, cx } from '#renderer/kit/index.ts';
import { useLive, useReplica } from '#renderer/replica/hooks.ts';
import type { OfflineSale, Replica } from '#renderer/replica/types.ts';
import { useDrill } from '#renderer/stores/drill.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';

/** Codes that are read out; more than that are found in the list of what needs a person. */
const CODES_MAX = 6;

type Back = {
  readonly sales: readonly OfflineSale[];
  /** Codes of the sales that need a person. */
  readonly codes: readonly string[];
};
const NOTHING: Back = { sales: [], codes: [] };

/** After the line has come back: what became of the sales made without it, until somebody has read it. */
export function BackSummary(): ReactNode {
  const { desk } = useDesk();
  const isOffline = useView((view) => view.isOffline);
  const { sales, codes } = useBack();
  const count = (outcome: OfflineSale['outcome']) => sales.filter((sale) => sale.outcome === outcome).length;
  const [accepted, conflicted, open] = [count('accepted'), count('conflicted'), count('open')];
  // After a drill its own strip says the same, and more.
  const wasDrill = useDrill(({ report }) => report !== null);
  const isNews = !isOffline && !wasDrill && accepted + conflicted > 0;
  return (
    <div>
      {isNews && (
        <Summary
          {...{ accepted, conflicted, open, codes }}
          onSeen={() => void desk.replica.acknowledgeOfflineSales()}
        />
      )}
    </div>
  );
}

function Summary(props: {
  accepted: number;
  conflicted: number;
  open: number;
  codes: readonly string[];
  onSeen: () => void;
}): ReactNode {
  const { t } = useTranslation('offline');
  const { accepted, conflicted, open, codes, onSeen } = props;
  const isBad = conflicted > 0;
  const Icon = isBad ? TriangleAlert : CircleCheck;
  const words = codes.length > CODES_MAX ? [...codes.slice(0, CODES_MAX), '…'] : codes;
  return (
    <section
      aria-label={t('back.title')}
      className={cx(
        'mx-4 mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg px-4 py-2',
        isBad ? 'bg-warn-soft' : 'bg-good-soft',
      )}
    >
      <Icon aria-hidden size={24} className={cx('shrink-0', isBad ? 'text-warn' : 'text-good')} />
      <p role={isBad ? 'alert' : 'status'} className="min-w-0 flex-1">
        <strong>{t('back.title')}.</strong> {accepted > 0 && t('back.accepted', { count: accepted })}{' '}
        {isBad && t('back.conflicted', { count: conflicted, codes: words.join(', ') })}{' '}
        {open > 0 && t('back.open', { count: open })}
      </p>
      <Button onPress={onSeen}>{t('back.seen')}</Button>
    </section>
  );
}

function useBack(): Back {
  const replica = useReplica();
  return useLive(
    useMemo(() => back$(replica), [replica]),
    NOTHING,
  );
}

function back$(replica: Replica) {
  return replica.offlineSales$.pipe(
    switchMap((sales) => {
      const disputed = sales.filter(({ outcome }) => outcome === 'conflicted');
      const codes = disputed.map(({ bookingId }) =>
        from(replica.get('bookings', bookingId)).pipe(map((booking) => booking?.code ?? '')),
      );
      const codes$ = codes.length === 0 ? of<string[]>([]) : combineLatest(codes);
      return codes$.pipe(map((known): Back => ({ sales, codes: known })));
    }),
  );
}
