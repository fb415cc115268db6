import { Accessibility, Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/i18n/formats-context.tsx';
import { announce, Button, IconButton } from '#renderer/kit/index.ts';
import { lobby, type PartyKind, useLobby } from '#renderer/stores/lobby.ts';
import { useLobbyDesk, useView } from '../desk/lobby-provider.tsx';
import { Frame } from '../frame/frame.tsx';
import { OfflineNote, useCanSell } from '../frame/top.tsx';
import { holdBest } from '../order/best.ts';
import { freeHere } from '../order/free.ts';
import { changed, mayChange, PARTY_SIZE_MAX, sizeOf, ticketTypeOf } from '../party.ts';
import { placePrice, priceFrom } from '../prices.ts';
import { ShowAbove, ShowLine } from './show-line.tsx';
import { AgeNote } from './time-step.tsx';

const USUAL = ['adult', 'child', 'student', 'senior'] as const satisfies readonly PartyKind[];
const ACCESS = ['wheelchair', 'companion'] as const satisfies readonly PartyKind[];

/** How many, and which tickets. Wheelchair places and companions stand among them, for everybody to see. */
export function TicketsStep(): ReactNode {
  const { t } = useTranslation('lobby');
  const { desk } = useLobbyDesk();
  const view = useView(({ offer, isOffline }) => ({ offer, isOffline }));
  const { isOffline } = view;
  const party = useLobby((state) => state.party);
  const canSell = useCanSell(useLobby((state) => state.showId) ?? undefined);
  const size = sizeOf(party);
  const freePlaces = useFreePlaces();
  return (
    <Frame
      title={t('party.title')}
      hint={t('party.hint', { max: PARTY_SIZE_MAX })}
      movie={view.offer?.movie ?? null}
      above={<ShowAbove />}
      summary={
        <p className="text-lg">
          {size === 0 ? (
            <span className="text-quiet">{t('party.chooseFirst')}</span>
          ) : (
            <span className="font-strong">{t('tickets', { count: size })}</span>
          )}
        </p>
      }
      action={
        <Button
          size="lg"
          variant="accent"
          isDisabled={size === 0 || !canSell}
          onPress={() => void holdBest(desk)}
        >
          <span className="block px-4 py-1 text-xl">{t('party.find')}</span>
        </Button>
      }
    >
      <OfflineNote />
      <div className="lobby-scroll flex min-h-0 flex-1 flex-col gap-4 px-4 pt-2 pb-6 sm:px-8">
        <div className="flex flex-col gap-x-8 gap-y-4 landscape:flex-row landscape:items-center">
          <ShowLine />
          {view.offer !== null && <AgeNote movie={view.offer.movie} />}
        </div>
        <div className="grid grid-cols-1 gap-x-12 gap-y-4 landscape:grid-cols-2">
          <ul className="flex flex-col">
            {USUAL.map((kind) => (
              <Row key={kind} kind={kind} />
            ))}
          </ul>
          <section aria-labelledby="access-tickets">
            <h2 id="access-tickets" className="flex items-center gap-2 pt-2 text-lg landscape:pt-0">
              <Accessibility aria-hidden size={28} className="text-info" />
              {t('party.access')}
            </h2>
            {freePlaces === 0 && party.wheelchair === 0 ? (
              <p className="py-3 text-quiet">{t(isOffline ? 'line.notHere' : 'party.noPlaces')}</p>
            ) : (
              <ul className="flex flex-col">
                {ACCESS.map((kind) => (
                  <Row key={kind} kind={kind} countMax={freePlaces} />
                ))}
              </ul>
            )}
          </section>
        </div>
      </div>
    </Frame>
  );
}

function useFreePlaces(): number {
  const view = useView(({ offer, seatmap, own, isOffline }) => ({ offer, seatmap, own, isOffline }));
  const orderId = useLobby((state) => state.orderId);
  const { offer } = view;
  if (offer === null) return 0;
  const isFree = freeHere({ ...view, screen: offer.screen }, orderId);
  return offer.screen.seats.filter((seat) => seat.wheelchair === true && isFree(seat.id)).length;
}

function Row({ kind, countMax = PARTY_SIZE_MAX }: { kind: PartyKind; countMax?: number }): ReactNode {
  const { t } = useTranslation('lobby');
  const party = useLobby((state) => state.party);
  const name = t(`party.kinds.${kind}`);
  const count = party[kind];
  const change = (by: 1 | -1): void => {
    const next = changed(lobby.get().party, kind, by);
    lobby.set({ party: next });
    announce(t('party.count', { kind: name, count: next[kind] }));
  };
  return (
    <li className="flex min-h-20 flex-wrap items-center justify-end gap-x-4 border-b border-line py-2">
      <div className="min-w-28 flex-1">
        <p className="text-xl">{name}</p>
        <Hint kind={kind} />
      </div>
      <Price kind={kind} />
      <fieldset aria-label={name} className="flex items-center gap-3">
        <IconButton
          variant="plain"
          icon={Minus}
          label={t('party.fewer', { kind: name })}
          isDisabled={!mayChange(party, kind, -1)}
          onPress={() => change(-1)}
        />
        <span className="w-10 text-center text-2xl font-strong tabular-nums">{count}</span>
        <IconButton
          variant="plain"
          icon={Plus}
          label={t('party.more', { kind: name })}
          isDisabled={!mayChange(party, kind, 1) || count >= countMax}
          onPress={() => change(1)}
        />
      </fieldset>
    </li>
  );
}

function Hint({ kind }: { kind: PartyKind }): ReactNode {
  const { t } = useTranslation('lobby');
  const hasWheelchair = useLobby((state) => state.party.wheelchair > 0);
  if (kind === 'companion' && !hasWheelchair)
    return <p className="text-quiet">{t('party.companionFirst')}</p>;
  if (kind === 'student' || kind === 'wheelchair' || kind === 'companion')
    return <p className="text-quiet">{t(`party.hints.${kind}`)}</p>;
  return null;
}

function Price({ kind }: { kind: PartyKind }): ReactNode {
  const { t } = useTranslation('lobby');
  const { money } = useFormats();
  const view = useView(({ offer, tariff, cinema, nowMs }) => ({ offer, tariff, cinema, nowMs }));
  const { offer, tariff, cinema, nowMs } = view;
  if (offer === null || tariff === null) return null;
  const question = { offer, tariff, zone: cinema.zone, nowMs };
  const type = ticketTypeOf(kind);
  const places = offer.screen.seats.filter((seat) => seat.wheelchair === true);
  const price = kind === 'wheelchair' ? placePrice(question, places, type) : priceFrom(question, type);
  if (price === null) return null;
  const words = money(price);
  return (
    <span className="text-lg text-quiet tabular-nums">
      {kind === 'wheelchair' ? words : t('party.from', { price: words })}
    </span>
  );
}
