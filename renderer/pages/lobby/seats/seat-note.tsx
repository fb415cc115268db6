import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { lobby, useLobby } from '#renderer/stores/lobby.ts';
import { seatsInWords } from '../../counter/map/choice.ts';
import { insteadOf } from '../../counter/notices/instead.ts';
import { useLobbyDesk, useView } from '../desk/lobby-provider.tsx';
import { Note, type NoteAction } from '../frame/note.tsx';
import { askSeats } from '../order/ask.ts';
import { holdBest } from '../order/best.ts';
import { TroubleNote } from './trouble-note.tsx';

const dismiss = (): void => lobby.set({ notice: null });

/** What happened to the seats, and what can be done about it. */
export function SeatNote(): ReactNode {
  const { t } = useTranslation('lobby');
  const { desk } = useLobbyDesk();
  const notice = useLobby((state) => state.notice);
  const otherTime: NoteAction = {
    label: t('notice.otherTime'),
    onPress: () => lobby.set({ step: 'time', notice: null }),
  };
  const fewer: NoteAction = {
    label: t('notice.fewer'),
    onPress: () => lobby.set({ step: 'tickets', notice: null }),
  };
  switch (notice?.kind) {
    case undefined:
      return null;
    case 'lost':
      return <LostNote />;
    case 'expired':
      return (
        <Note
          tone="bad"
          title={t('notice.expired')}
          effect={t('notice.expiredEffect')}
          actions={[{ label: t('notice.again'), variant: 'accent', onPress: () => void holdBest(desk) }]}
        />
      );
    case 'no-room':
      return (
        <Note
          tone="bad"
          title={t('notice.noRoom')}
          effect={t('notice.noRoomEffect')}
          actions={[fewer, otherTime]}
        />
      );
    case 'kept-for-wheelchair':
      return (
        <Note
          tone="info"
          title={t('notice.wheelchair')}
          effect={t('notice.wheelchairEffect')}
          actions={[{ label: t('notice.ok'), onPress: dismiss }, fewer]}
        />
      );
    case 'pairs-only':
      return (
        <Note
          tone="info"
          title={t('notice.pairs')}
          effect={t('notice.pairsEffect')}
          actions={[{ label: t('notice.ok'), onPress: dismiss }]}
        />
      );
    default:
      return <TroubleNote again={() => void holdBest(desk)} />;
  }
}

/** A lost seat is somebody else's now; a visitor is not told whose. */
function LostNote(): ReactNode {
  const { t } = useTranslation('lobby');
  const { desk } = useLobbyDesk();
  const view = useView(({ offer, seatmap, seats }) => ({ offer, seatmap, seats }));
  const { notice, orderId } = useLobby();
  const { offer, seatmap, seats } = view;
  const loss = notice?.kind === 'lost' ? notice : null;
  const lost = loss?.lost ?? null;
  const instead = useMemo(
    () =>
      offer === null || loss === null
        ? null
        : insteadOf({ screen: offer.screen, seatmap, seats, orderId, ...loss }),
    [offer, seatmap, seats, loss, orderId],
  );
  if (offer === null || lost === null) return null;
  const words = seatsInWords(
    offer.screen,
    lost.map(({ seatId }) => seatId),
  );
  const isGone = lost.every(({ reason }) => reason === 'blocked' || reason === 'unknown-seat');
  const held = seats.length > 0 ? t('lost.rest') : t('lost.nothingHeld');
  const take: NoteAction[] =
    instead === null
      ? [{ label: t('notice.otherTime'), onPress: () => lobby.set({ step: 'time', notice: null }) }]
      : [
          {
            label: t('lost.take', { seats: instead.words }),
            variant: 'accent',
            onPress: () => {
              dismiss();
              void askSeats(desk, offer.show.id, instead.order);
            },
          },
        ];
  const without: NoteAction[] = seats.length > 0 ? [{ label: t('lost.goOn'), onPress: dismiss }] : [];
  return (
    <Note
      tone="bad"
      title={t(isGone ? 'lost.gone' : 'lost.title', { seats: words, count: lost.length })}
      effect={instead === null ? `${t('lost.none')} ${held}` : held}
      actions={[...take, ...without]}
    />
  );
}
