import { type ReactNode, useRef } from 'react';
import { useShortcutSheetKey } from '#renderer/kit/index.ts';
import type { SeatMapHandle } from '#renderer/seatmap/seat-map.tsx';
import { counter, useCounter } from '#renderer/stores/counter.ts';
import type { Bridge } from '#shared/wire/bridge.ts';
import type { Cinema } from '#shared/wire/catalog.ts';
import type { StaffMember } from '#shared/wire/messages.ts';
import { DrillPanel } from '../drill/drill-panel.tsx';
import { DrillReportSheet } from '../drill/drill-report.tsx';
import { DrillStrip } from '../drill/drill-strip.tsx';
import { ConfirmSession } from '../sign-in/confirm-session.tsx';
import { signOut } from '../sign-in/sign-out.ts';
import { useSessionEnd } from '../sign-in/use-session-end.ts';
import { useCards } from './card/use-cards.ts';
import { DeskProvider, useDesk } from './desk/desk-provider.tsx';
import { useFollow } from './desk/use-follow.ts';
import { BackSummary } from './header/back-summary.tsx';
import { FaultBanner } from './header/fault-banner.tsx';
import { Header } from './header/header.tsx';
import { HelpSheet } from './help/help-sheet.tsx';
import { useCounterKeys } from './keys/use-counter-keys.ts';
import { MapPanel } from './map/map-panel.tsx';
import { OrderSide } from './order/order-side.tsx';
import { ParkedStrip } from './parked/parked-strip.tsx';
import { ShowsPanel } from './shows/shows-panel.tsx';
import { TicketPage } from './tickets/ticket-page.tsx';
import { FloatStrip } from './till/float-strip.tsx';
import { useTillEnd } from './till/use-till-end.ts';

/** Draws nothing: what follows the replica all the time must not draw the page with it. */
function Follow(): ReactNode {
  useFollow();
  useCards();
  useTillEnd();
  return null;
}

/** The box office counter: shows, seats, order, on one screen. */
export function CounterPage(props: { cinema: Cinema; bridge: Bridge; staff: StaffMember }): ReactNode {
  return (
    <DeskProvider {...props}>
      <Follow />
      <Counter bridge={props.bridge} />
    </DeskProvider>
  );
}

function Counter({ bridge }: { bridge: Bridge }): ReactNode {
  const { desk } = useDesk();
  const map = useRef<SeatMapHandle>(null);
  const ticketPage = useCounter((state) => state.ticketPage);
  useSessionEnd(desk.replica.identity);
  useCounterKeys(desk, map);
  useShortcutSheetKey(() => counter.set({ help: true }));
  if (ticketPage !== null)
    return (
      <>
        <div className="print:hidden">
          <DrillStrip />
        </div>
        <TicketPage id={ticketPage} />
      </>
    );
  return (
    <div className="flex min-h-dvh flex-col bg-ground text-text fits:grid fits:h-dvh fits:grid-rows-[auto_auto_auto_minmax(0,1fr)_auto]">
      <Header onSignOut={() => signOut(desk.replica.identity)} />
      <div>
        <DrillStrip />
        <FaultBanner />
        <ConfirmSession bridge={bridge} />
        <FloatStrip />
      </div>
      <BackSummary />
      <main className="flex flex-col gap-4 px-4 py-2 fits:grid fits:min-h-0 lying:grid-cols-[17.5rem_minmax(0,1fr)_21.5rem] lying:min-[100rem]:grid-cols-[21.25rem_minmax(0,1fr)_26.25rem] standing:grid-cols-[18rem_minmax(0,1fr)] standing:grid-rows-[minmax(0,5fr)_minmax(0,4fr)]">
        <ShowsPanel />
        <MapPanel mapRef={map} />
        <OrderSide />
      </main>
      <ParkedStrip />
      <HelpSheet />
      <DrillPanel context={desk.context} />
      <DrillReportSheet />
    </div>
  );
}
