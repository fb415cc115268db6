import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandContext } from '#renderer/commands/context.ts';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { announce, toast } from '#renderer/kit/index.ts';
import { useReplica } from '#renderer/replica/hooks.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import type { Cinema, Screen } from '#shared/wire/catalog.ts';
import type { StaffMember } from '#shared/wire/messages.ts';
import type { Shift } from '#shared/wire/till.ts';
import { createLiveView } from '../../live-view.tsx';
import { seatsInWords } from '../map/choice.ts';
import { useShift } from '../till/use-shift.ts';
import { type Desk, type DeskWords, takeTurns } from './desk.ts';
import { useReceiptWords, useTicketWords } from './paper-words.ts';
import { useCounterView } from './use-view.ts';
import type { CounterView } from './view.ts';

type AtDesk = {
  readonly desk: Desk;
  readonly staff: StaffMember;
  /** Of whoever works here; null for the moment before it has begun, and when it is closed. */
  readonly shift: Shift | null;
};
const DeskContext = createContext<AtDesk | null>(null);
const live = createLiveView<CounterView>();

/** A slice of what is before the clerk now. Throws outside a `DeskProvider`. */
export const { useView } = live;

/** What acts on the counter; it stays the same while the view changes. Throws outside a `DeskProvider`. */
export function useDesk(): AtDesk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('Invariant broken: useDesk() outside a DeskProvider');
  return desk;
}

/** Gives the counter page its desk: the live view, and the actions that read it when they run. */
export function DeskProvider(props: {
  cinema: Cinema;
  bridge: Bridge;
  staff: StaffMember;
  children: ReactNode;
}): ReactNode {
  const { cinema, bridge, staff, children } = props;
  const replica = useReplica();
  const view = useCounterView(cinema);
  const words = useDeskWords(view.screen);
  const ticketWords = useTicketWords();
  const receiptWords = useReceiptWords(ticketWords);
  const { locale } = useFormats();
  const { shift, shiftId } = useShift(cinema, bridge, staff);
  const latest = useRef({ view, staff, words, ticketWords, receiptWords, locale, shiftId });
  useLayoutEffect(() => {
    latest.current = { view, staff, words, ticketWords, receiptWords, locale, shiftId };
  });
  const desk = useMemo((): Desk => {
    const context = (): CommandContext => ({
      replica,
      bridge,
      staff: latest.current.staff,
      locale: latest.current.locale,
      words: latest.current.ticketWords,
      receiptWords: latest.current.receiptWords,
      ...(latest.current.shiftId === null ? {} : { shiftId: latest.current.shiftId }),
    });
    const say: DeskWords = {
      granted: (booking) => latest.current.words.granted(booking),
      parked: () => latest.current.words.parked(),
      released: () => latest.current.words.released(),
      sold: (change) => latest.current.words.sold(change),
      card: (what, booking) => latest.current.words.card(what, booking),
      receipt: (print) => latest.current.words.receipt(print),
      gaveBack: (result) => latest.current.words.gaveBack(result),
      notCompleted: () => latest.current.words.notCompleted(),
    };
    return { replica, context, view: () => latest.current.view, words: say, inTurn: takeTurns() };
  }, [replica, bridge]);
  const value = useMemo(() => ({ desk, staff, shift }), [desk, staff, shift]);
  return (
    <DeskContext value={value}>
      <live.Provider view={view}>{children}</live.Provider>
    </DeskContext>
  );
}

function useDeskWords(screen: Screen | null): DeskWords {
  const { t } = useTranslation(['counter', 'card', 'sales', 'cash']);
  const { money } = useFormats();
  return {
    granted: ({ seats, price }) => {
      if (screen === null) return;
      const words = seatsInWords(
        screen,
        seats.map((seat) => seat.seatId),
      );
      announce(t('say.granted', { seats: words, total: money(price?.total ?? 0) }));
    },
    parked: () => announce(t('say.parked')),
    released: () => announce(t('say.released')),
    sold: (change) => announce(t('say.sold', { change: money(change) })),
    notCompleted: () => t('notCompleted', { ns: 'cash' }),
    gaveBack: (result) => {
      if (result.kind === 'cancelled') {
        const title = t('gaveBack', { ns: 'cash', sum: money(result.paidBack) });
        toast({ tone: 'good', title, lasts: 'until-closed' });
      } else if (result.kind !== 'failed') {
        toast({ tone: 'bad', title: t('giveBackLater', { ns: 'cash' }), lasts: 'until-closed' });
      }
    },
    receipt: ({ result, message = '' }) =>
      result === 'printed'
        ? toast({ tone: 'good', title: t('receiptPrinted', { ns: 'sales' }) })
        : toast({ tone: 'bad', title: t('receiptFailed', { ns: 'sales', message }), lasts: 'until-closed' }),
    card: (what, { code, price }) => {
      switch (what) {
        case 'sold':
          announce(t('say.sold', { ns: 'card', total: money(price?.total ?? 0) }));
          return;
        case 'elsewhere-sold':
          toast({ tone: 'good', title: t('elsewhere.sold', { ns: 'card', code }) });
          return;
        case 'elsewhere-unprinted':
          toast({
            tone: 'warn',
            title: t('elsewhere.soldUnprinted', { ns: 'card', code }),
            lasts: 'until-closed',
          });
          return;
        case 'elsewhere-declined':
          toast({
            tone: 'warn',
            title: t('elsewhere.declined', { ns: 'card', code }),
            lasts: 'until-closed',
          });
      }
    },
  };
}
