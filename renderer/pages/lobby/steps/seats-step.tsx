import { CreditCard, Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button, Countdown, SegmentedControl } from '#renderer/kit/index.ts';
import { useReplica } from '#renderer/replica/hooks.ts';
import { SeatLegend } from '#renderer/seatmap/legend.tsx';
import { SeatMap } from '#renderer/seatmap/seat-map.tsx';
import type { SeatStore } from '#renderer/seatmap/seat-store.ts';
import { lobby, useLobby } from '#renderer/stores/lobby.ts';
import { HOLD_SECONDS_DEFAULT } from '#shared/domain/limits.ts';
import { strandedSeats } from '#shared/domain/seating/single.ts';
import type { Screen } from '#shared/wire/catalog.ts';
import { certainSeats, freeFor } from '../../counter/desk/view.ts';
import { seatsInWords } from '../../counter/map/choice.ts';
import { useSeatName } from '../../counter/map/use-seat-words.ts';
import { useLobbyDesk, useView } from '../desk/lobby-provider.tsx';
import { Frame } from '../frame/frame.tsx';
import { OfflineNote } from '../frame/top.tsx';
import { holdBest } from '../order/best.ts';
import { pay } from '../order/pay.ts';
import { sizeOf } from '../party.ts';
import { SeatList } from '../seats/seat-list.tsx';
import { SeatNote } from '../seats/seat-note.tsx';
import {
  useKeptSource,
  usePressSeat,
  useSeatPrices,
  useSeatSource,
  useSeatViews,
} from '../seats/use-seats.ts';
import { ShowAbove, ShowLine } from './show-line.tsx';

/** Which seats: the best are held already, on the map or in a list, and every other free one can be had instead. */
export function SeatsStep(): ReactNode {
  const { t } = useTranslation('lobby');
  const { desk } = useLobbyDesk();
  const view = useView(({ offer }) => ({ offer }));
  const { seatsAs, access } = useLobby();
  const asList = seatsAs === 'list' || access.low;
  const { offer } = view;
  return (
    <Frame
      title={t('seats.title')}
      hint={<SeatsHint asList={asList} />}
      movie={offer?.movie ?? null}
      above={<ShowAbove />}
      {...(offer !== null && access.low && { picture: <SeatPicture screen={offer.screen} /> })}
      summary={<Held />}
      action={<PayButton />}
    >
      <OfflineNote />
      <div className="flex min-h-0 flex-1 flex-col landscape:flex-row-reverse">
        <div className="lobby-scroll flex max-h-full shrink-0 flex-col gap-3 px-4 pt-1 pb-3 sm:px-8 landscape:w-96 landscape:ps-0">
          <SeatNote />
          <div className="flex flex-wrap items-center justify-between gap-4">
            <ShowLine />
            <div className="flex flex-wrap items-center gap-3">
              <Button icon={Sparkles} onPress={() => void holdBest(desk)}>
                {t('seats.best')}
              </Button>
              {!access.low && (
                <SegmentedControl
                  label={t('seats.view')}
                  options={[
                    { id: 'map', label: t('seats.asMap') },
                    { id: 'list', label: t('seats.asList') },
                  ]}
                  value={seatsAs}
                  onChange={(as) => lobby.set({ seatsAs: as })}
                />
              )}
            </div>
          </div>
          {offer !== null && !asList && (
            <div className="hidden landscape:block">
              <Legend screen={offer.screen} />
            </div>
          )}
        </div>
        {offer !== null && <Seats screen={offer.screen} asList={asList} />}
      </div>
    </Frame>
  );
}

function Seats({ screen, asList }: { screen: Screen; asList: boolean }): ReactNode {
  const source = useSeatSource();
  const describe = useSeatName(useSeatPrices());
  const press = usePressSeat();
  const moving = useLobby((state) => state.moving);
  if (asList) return <ListedSeats screen={screen} />;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 px-4 pb-3 sm:px-8">
      <div className="lobby-map min-h-0 flex-1">
        <KeptSource source={source} />
        <SeatMap
          screen={screen}
          source={source}
          describe={describe}
          onToggle={press}
          suggested={moving === null ? [] : [moving]}
        />
      </div>
      <div className="landscape:hidden">
        <Legend screen={screen} />
      </div>
    </div>
  );
}

function Legend({ screen }: { screen: Screen }): ReactNode {
  return <SeatLegend screen={screen} isOld={useView(({ isOffline }) => isOffline)} />;
}

function ListedSeats({ screen }: { screen: Screen }): ReactNode {
  return <SeatList screen={screen} views={useSeatViews()} />;
}

function KeptSource({ source }: { source: SeatStore }): ReactNode {
  useKeptSource(source);
  return null;
}

/** The map to look at, out of reach: the list below it is for pressing. */
function SeatPicture({ screen }: { screen: Screen }): ReactNode {
  const source = useSeatSource();
  const describe = useSeatName(useSeatPrices());
  return (
    <div inert className="lobby-picture h-full">
      <KeptSource source={source} />
      <SeatMap screen={screen} source={source} describe={describe} onToggle={ignore} />
    </div>
  );
}

const ignore = (): void => {};

/** What can be done on this page, in the words of what is going on. */
function SeatsHint({ asList }: { asList: boolean }): ReactNode {
  const { t } = useTranslation('lobby');
  const view = useView(({ offer }) => ({ offer }));
  const { moving, isFinding, asked } = useLobby();
  const { offer } = view;
  const seat = moving === null || offer === null ? null : seatsInWords(offer.screen, [moving]);
  if (isFinding) return t('seats.finding');
  if (asked !== null) return t('seats.asking');
  if (seat !== null) return t('seats.moving', { seat });
  return t(asList ? 'seats.howToMoveList' : 'seats.howToMove');
}

/** The seats that are held, for how long, and what a choice leaves behind. */
function Held(): ReactNode {
  const { t } = useTranslation('lobby');
  const view = useView(({ offer, seatmap, seats, booking }) => ({ offer, seatmap, seats, booking }));
  const replica = useReplica();
  const { granted, orderId, asked, party } = useLobby();
  const { offer, seatmap, seats, booking } = view;
  if (offer === null) return null;
  const ids = seats.map(({ seatId }) => seatId);
  const left =
    asked === null
      ? strandedSeats(offer.screen, freeFor({ screen: offer.screen, seatmap }, orderId), ids)
      : [];
  const missing = sizeOf(party) - seats.length;
  const endsAtMs = booking?.status === 'pending' && granted.length > 0 ? replica.holdDeadline(booking) : null;
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-x-4 text-xl font-strong">
        <bdi>{seatsInWords(offer.screen, ids)}</bdi>
        {endsAtMs !== null && (
          <Countdown
            deadlineMs={endsAtMs}
            label={t('seats.holdTime')}
            totalMs={(booking?.holdSeconds ?? HOLD_SECONDS_DEFAULT) * 1_000}
          />
        )}
      </p>
      {missing > 0 && asked === null && <p className="text-warn">{t('seats.missing', { count: missing })}</p>}
      {left.length > 0 && (
        <p className="text-quiet">{t('seats.stranded', { seats: seatsInWords(offer.screen, left) })}</p>
      )}
    </div>
  );
}

function PayButton(): ReactNode {
  const { t } = useTranslation('lobby');
  const { desk } = useLobbyDesk();
  const view = useView(({ booking, seats, own, isOffline }) => ({ booking, seats, own, isOffline }));
  const { money } = useFormats();
  const { asked, notice, isFinding } = useLobby();
  const certain = certainSeats(view, view.booking?.id ?? null);
  const isOwn = certain !== null && view.seats.every(({ seatId }) => certain.has(seatId));
  const canSell = !view.isOffline || isOwn;
  const { booking, seats } = view;
  const total = booking?.price?.total;
  const isOurs = booking?.status === 'pending' || (booking?.status === 'requested' && isOwn);
  const isHeld = isOurs && asked === null && !isFinding && seats.length > 0;
  // A visitor must have seen that the order is smaller than what was asked for.
  const isReady = isHeld && canSell && notice?.kind !== 'lost' && total !== undefined;
  return (
    <Button size="lg" variant="accent" icon={CreditCard} isDisabled={!isReady} onPress={() => void pay(desk)}>
      <span className="block px-2 py-1 text-xl">
        {total === undefined || !isHeld ? t('seats.notPayable') : t('seats.pay', { price: money(total) })}
      </span>
    </Button>
  );
}
