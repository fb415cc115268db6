import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type LobbyNotice, type LobbyTrouble, lobby, useLobby } from '#renderer/stores/lobby.ts';
import { staffCode } from '../codes.ts';
import { useView } from '../desk/lobby-provider.tsx';
import { Note, type NoteAction } from '../frame/note.tsx';

const SEATS_ONLY = ['lost', 'expired', 'no-room', 'kept-for-wheelchair', 'pairs-only'] as const;

export const isTrouble = (notice: LobbyNotice | null): notice is LobbyTrouble =>
  notice !== null && !SEATS_ONLY.some((kind) => kind === notice.kind);

/** What went wrong, that nothing was charged, what to press, and a code for staff. */
export function TroubleNote({ again }: { again?: () => void }): ReactNode {
  const { t } = useTranslation('lobby');
  const view = useView(({ booking }) => ({ booking }));
  const notice = useLobby((state) => state.notice);
  if (!isTrouble(notice)) return null;
  const { title, effect } = wordsOf(notice);
  const isOver = notice.kind === 'refused' && notice.reason === 'sales-closed';
  const actions: NoteAction[] = [
    ...(again === undefined || isOver ? [] : [{ label: t('trouble.again'), onPress: again }]),
    ...(notice.kind === 'refused' && notice.reason !== 'price'
      ? [{ label: t('notice.otherTime'), onPress: () => lobby.set({ step: 'time', notice: null }) }]
      : []),
  ];
  return (
    <Note
      tone="bad"
      title={t(title)}
      effect={t(effect)}
      code={staffCode(notice.kind, view.booking?.code ?? null)}
      actions={actions}
    />
  );
}

type Words = {
  readonly title: `trouble.${LobbyTrouble['kind'] | 'closed' | 'price'}`;
  readonly effect: `trouble.${LobbyTrouble['kind'] | 'price'}Effect`;
};

function wordsOf(notice: LobbyTrouble): Words {
  if (notice.kind === 'refused' && notice.reason === 'price')
    return { title: 'trouble.price', effect: 'trouble.priceEffect' };
  const effect = `trouble.${notice.kind}Effect` as const;
  const isClosed =
    notice.kind === 'refused' && (notice.reason === 'sales-closed' || notice.reason === 'show-cancelled');
  return { title: isClosed ? 'trouble.closed' : `trouble.${notice.kind}`, effect };
}
