import i18next from 'i18next';
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandContext, TicketWords } from '#renderer/commands/context.ts';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { homeLanguage } from '#renderer/i18n/lobby-languages.ts';
import { announce } from '#renderer/kit/index.ts';
import { useReplica } from '#renderer/replica/hooks.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import { seatsInWords } from '../../counter/map/choice.ts';
import { createLiveView } from '../../live-view.tsx';
import { type LobbyDesk, takeTurns } from './desk.ts';
import { useLobbyShift } from './use-lobby-shift.ts';
import { type LobbyView, useLobbyView } from './use-lobby-view.ts';

type Provided = { readonly desk: LobbyDesk; readonly bridge: Bridge };
const LobbyContext = createContext<Provided | null>(null);

const live = createLiveView<LobbyView>();

/** A slice of what is before the visitor now. Throws outside a `LobbyProvider`. */
export const { useView } = live;

/** What acts in the lobby; it stays the same while the view changes. Throws outside a `LobbyProvider`. */
export function useLobbyDesk(): Provided {
  const provided = useContext(LobbyContext);
  if (provided === null) throw new Error('useLobbyDesk needs a LobbyProvider above it');
  return provided;
}

export function LobbyProvider(props: { cinema: Cinema; bridge: Bridge; children: ReactNode }): ReactNode {
  const { cinema, bridge, children } = props;
  const replica = useReplica();
  const view = useLobbyView(cinema);
  const { t } = useTranslation('lobby');
  const { money } = useFormats();
  const shiftId = useLobbyShift(cinema, bridge);
  const latest = useRef({ view, t, money, shiftId });
  useLayoutEffect(() => {
    latest.current = { view, t, money, shiftId };
  });
  const desk = useMemo((): LobbyDesk => {
    const context = (): CommandContext => ({
      replica,
      bridge,
      staff: null,
      locale: homeLanguage(),
      words: ticketWords(),
      ...(latest.current.shiftId === null ? {} : { shiftId: latest.current.shiftId }),
    });
    const held: LobbyDesk['say']['held'] = ({ seats, price }) => {
      const now = latest.current;
      const { offer } = now.view;
      if (offer === null) return;
      const ids = seats.map(({ seatId }) => seatId);
      const total = now.money(price?.total ?? 0);
      announce(`${now.t('seats.held', { seats: seatsInWords(offer.screen, ids) })}. ${total}`);
    };
    const inTurn = takeTurns();
    return { replica, context, view: () => latest.current.view, say: { held }, inTurn, shown: new Set() };
  }, [replica, bridge]);
  const value = useMemo(() => ({ desk, bridge }), [desk, bridge]);
  return (
    <LobbyContext value={value}>
      <live.Provider view={view}>{children}</live.Provider>
    </LobbyContext>
  );
}

/** A ticket is read at the door: it is printed in the cinema's language, not the visitor's. */
function ticketWords(): TicketWords {
  const t = i18next.getFixedT(homeLanguage(), 'trade');
  return {
    seatTypes: {
      regular: t('seatType.regular'),
      premium: t('seatType.premium'),
      vip: t('seatType.vip'),
      recliner: t('seatType.recliner'),
    },
    ticketTypes: {
      adult: t('ticketType.adult'),
      child: t('ticketType.child'),
      student: t('ticketType.student'),
      senior: t('ticketType.senior'),
      disabled: t('ticketType.disabled'),
      companion: t('ticketType.companion'),
    },
    promised: t('ticketPromised'),
    reprint: t('ticketReprint'),
    onReceiptPaper: t('ticketOnReceiptPaper'),
  };
}
