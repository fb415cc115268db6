import { Armchair, Clapperboard } from 'lucide-react';
import { type ReactNode, type Ref, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { EmptyState } from '#renderer/kit/index.ts';
import { useConnection } from '#renderer/replica/hooks.ts';
import { SeatLegend } from '#renderer/seatmap/legend.tsx';
import { SeatMap, type SeatMapHandle, type SeatMapProps } from '#renderer/seatmap/seat-map.tsx';
import type { Screen } from '#shared/wire/catalog.ts';
import type { SeatId } from '#shared/wire/scalars.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { LostCallout } from '../notices/lost-callout.tsx';
import { useLoss } from '../notices/use-loss.ts';
import { ShowHead } from '../shows/show-head.tsx';
import { QuickSeats } from './quick-seats.tsx';
import { pressSeat } from './tap.ts';
import { useSeatPrices } from './use-seat-prices.ts';
import { type SeatPicture, useKeptPicture, useSeatPicture } from './use-seat-source.ts';
import { useSeatName, useStandingWords } from './use-seat-words.ts';

/** Middle: the chosen show and its seats. */
export function MapPanel({ mapRef }: { mapRef: Ref<SeatMapHandle> }): ReactNode {
  const { t } = useTranslation('counter');
  const view = useView(({ listing, screen, isOffline }) => ({ listing, screen, isOffline }));
  if (view.listing === null) {
    return (
      <section className="min-h-0 rounded-xl bg-surface">
        <EmptyState icon={Clapperboard} title={t('shows.chooseShow')} hint={t('shows.chooseShowHint')} />
      </section>
    );
  }
  return (
    <section
      aria-label={view.listing.movie?.title ?? ''}
      className="flex min-h-0 min-w-0 flex-col gap-2 rounded-xl bg-surface p-4"
    >
      <ShowHead listing={view.listing} />
      <PictureAge />
      {view.screen === null ? (
        <EmptyState icon={Armchair} title={t('shows.noMap')} hint={t('shows.noMapHint')} />
      ) : (
        <>
          <QuickSeats showId={view.listing.show.id} />
          <Seats screen={view.screen} mapRef={mapRef} />
          <SeatLegend screen={view.screen} isOld={view.isOffline} />
        </>
      )}
    </section>
  );
}

/** Without the line the map is a picture of then, and says so. */
function PictureAge(): ReactNode {
  const { t } = useTranslation('offline');
  const { time } = useFormats();
  const connection = useConnection();
  if (connection.kind !== 'offline') return null;
  return (
    <p role="status" className="rounded-md bg-warn-soft px-3 py-1 text-sm text-warn">
      {t('picture', { time: time(connection.sinceMs) })}
    </p>
  );
}

function Seats({ screen, mapRef }: { screen: Screen; mapRef: Ref<SeatMapHandle> }): ReactNode {
  const { desk } = useDesk();
  const picture = useSeatPicture();
  const describe = useSeatName(useSeatPrices());
  const hint = useHint(picture);
  const loss = useLoss();
  const first = loss?.lost[0]?.seatId;
  return (
    <div className="h-[min(70dvh,32rem)] min-h-0 fits:h-auto fits:flex-1">
      <KeptPicture picture={picture} />
      <SeatMap
        ref={mapRef}
        screen={screen}
        source={picture.seats}
        describe={describe}
        hint={hint}
        onToggle={(seatId) => pressSeat(desk, seatId)}
        suggested={loss?.instead?.seatIds ?? []}
        {...(loss !== null && first !== undefined
          ? { callout: { seatId: first, children: <LostCallout loss={loss} /> } }
          : {})}
      />
    </div>
  );
}

function KeptPicture({ picture }: { picture: SeatPicture }): ReactNode {
  useKeptPicture(picture);
  return null;
}

/** What staff see at the seat they point at: who has it. Free seats need no words. */
function useHint(picture: SeatPicture): NonNullable<SeatMapProps['hint']> {
  const words = useStandingWords();
  return useCallback(
    (seat: { id: SeatId }) => {
      const now = picture.standing(seat.id);
      return now === null || now.kind === 'available' || now.kind === 'mine' ? null : words(now);
    },
    [picture, words],
  );
}
