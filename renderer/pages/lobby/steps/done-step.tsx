import { CircleCheck, Ticket } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { Button } from '#renderer/kit/index.ts';
import { Poster } from '#renderer/posters/poster.tsx';
import { useLive, useMovies, useReplica, useScreens, useShows } from '#renderer/replica/hooks.ts';
import { type LobbySold, useLobby } from '#renderer/stores/lobby.ts';
import type { Booking } from '#shared/wire/booking.ts';
import { seatsInWords } from '../../counter/map/choice.ts';
import { printTrouble, staffCode } from '../codes.ts';
import { startOver } from '../desk/begin.ts';
import { useLobbyDesk } from '../desk/lobby-provider.tsx';
import { AccessButton } from '../frame/access.tsx';
import { Languages } from '../frame/languages.tsx';
import { Note } from '../frame/note.tsx';
import { Top } from '../frame/top.tsx';
import { useSecondsTo } from '../idle/still-there.tsx';
import { printAgain } from '../order/pay.ts';
import { AgeNote } from './time-step.tsx';

/** How long the page stays by itself, in milliseconds; longer where something went wrong with the paper. */
const STAYS_MS = 20_000;
const STAYS_IN_TROUBLE_MS = 90_000;

/** Paid and printed: where to go, and the page is free for the next visitor. */
export function DoneStep(): ReactNode {
  const sold = useLobby((state) => state.sold);
  return sold === null ? null : <Done sold={sold} />;
}

function Done({ sold }: { sold: LobbySold }): ReactNode {
  const { t } = useTranslation('lobby');
  const { desk } = useLobbyDesk();
  const booking = useSold(sold);
  const trouble = printTrouble(sold.print);
  const low = useLobby((state) => state.access.low);
  return (
    <div className="lobby-page flex h-dvh flex-col bg-ground text-text">
      <Top />
      <main className="flex min-h-0 flex-1 flex-col items-center justify-center gap-6 px-4 text-center sm:px-8 landscape:gap-3">
        <CircleCheck aria-hidden size={low ? 72 : 112} strokeWidth={1.5} className="text-good" />
        <h1 className="text-3xl">{t('done.title')}</h1>
        {trouble === null && <p className="text-2xl">{t('done.take')}</p>}
        {booking !== null && <Where booking={booking} />}
        {trouble !== null && (
          <div className="w-full max-w-3xl text-start">
            <Note
              tone="bad"
              title={t(trouble === 'print-failed' ? 'done.failed' : 'done.unknown')}
              effect={t(trouble === 'print-failed' ? 'done.failedEffect' : 'done.unknownEffect')}
              code={staffCode(trouble, booking?.code ?? null)}
              actions={
                trouble === 'print-failed'
                  ? [{ label: t('done.printAgain'), onPress: () => void printAgain(desk) }]
                  : []
              }
            />
          </div>
        )}
      </main>
      <footer>
        <div className="flex flex-col items-center gap-3 px-8 py-8">
          <Button size="lg" variant="accent" onPress={() => startOver(desk)}>
            <span className="block px-12 py-2 text-2xl">{t('done.finish')}</span>
          </Button>
          <Closing key={String(trouble)} afterMs={trouble === null ? STAYS_MS : STAYS_IN_TROUBLE_MS} />
        </div>
        <div className="flex items-center justify-between gap-4 border-t border-line px-4 py-3 sm:px-8">
          <Languages />
          <AccessButton />
        </div>
      </footer>
    </div>
  );
}

function useSold({ bookingId }: LobbySold): Booking | null {
  const replica = useReplica();
  const booking$ = useMemo(() => replica.booking$(bookingId), [replica, bookingId]);
  return useLive<Booking | null>(booking$, null);
}

/** Which screen, which seats, when; and the code that staff can find the booking by. */
function Where({ booking }: { booking: Booking }): ReactNode {
  const { t } = useTranslation('lobby');
  const { time } = useFormats();
  const show = useShows().find(({ id }) => id === booking.showId);
  const movie = useMovies().find(({ id }) => id === show?.movieId);
  const screen = useScreens().find(({ id }) => id === show?.screenId);
  if (show === undefined || movie === undefined || screen === undefined) return null;
  return (
    <div className="flex items-center gap-6 rounded-xl bg-surface p-6 text-start">
      <div className="lobby-poster w-28 shrink-0">
        <Poster seed={movie.posterSeed} title={movie.title} genres={movie.genres} size={200} />
      </div>
      <div className="flex flex-col gap-1">
        <p className="text-xl font-strong">
          <bdi>{movie.title}</bdi>
        </p>
        <p className="text-2xl font-strong tabular-nums">
          {t('done.doors', { screen: screen.name, time: time(show.startsAt) })}
        </p>
        <p className="text-xl">
          <bdi>
            {seatsInWords(
              screen,
              booking.seats.map(({ seatId }) => seatId),
            )}
          </bdi>
        </p>
        <AgeNote movie={movie} />
        <p className="flex items-center gap-2 text-quiet">
          <Ticket aria-hidden size={20} />
          {t('done.code', { code: booking.code })}
        </p>
      </div>
    </div>
  );
}

function Closing({ afterMs }: { afterMs: number }): ReactNode {
  const { t } = useTranslation('lobby');
  const { desk } = useLobbyDesk();
  const [endsAtMs] = useState(() => performance.now() + afterMs);
  const count = useSecondsTo(endsAtMs);
  useEffect(() => {
    if (count === 0) startOver(desk);
  }, [count, desk]);
  return <p className="text-quiet tabular-nums">{t('done.closing', { count })}</p>;
}
