import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '#renderer/kit/index.ts';
import { useConnection } from '#renderer/replica/hooks.ts';
import { counter, useCounter } from '#renderer/stores/counter.ts';
import { CinemaList, type House } from '#shared/wire/schedule.ts';
import { askServer } from '../../server/ask.ts';
import { useDesk, useView } from '../desk/desk-provider.tsx';
import { byCity } from './elsewhere.ts';

const NONE: readonly House[] = [];

/** The cinemas of the chain; nothing but this one while the server does not answer. */
function useHouses(): readonly House[] {
  const { desk } = useDesk();
  const { identity } = desk.replica;
  const isOnline = useConnection().kind === 'online';
  const [houses, setHouses] = useState(NONE);
  useEffect(() => {
    if (!isOnline) return;
    const stop = new AbortController();
    void askServer({ identity, path: 'cinemas', schema: CinemaList, signal: stop.signal }).then((answer) => {
      if (answer.kind === 'ok') setHouses(answer.value.cinemas);
    });
    return () => stop.abort();
  }, [identity, isOnline]);
  return houses;
}

/** City and cinema in one list; a chain of one cinema has nothing to choose. */
export function CinemaPicker(): ReactNode {
  const { t } = useTranslation('counter');
  const view = useView(({ cinema }) => ({ cinema }));
  const elsewhere = useCounter((state) => state.elsewhere);
  const houses = useHouses();
  if (houses.length < 2) return null;
  const own = view.cinema;
  const options = byCity(houses, own.city).flatMap(({ city, houses: inCity }) =>
    inCity.map((house) => ({
      id: house.id,
      label: house.id === own.id ? t('shows.thisCinema', { name: house.name }) : `${city} · ${house.name}`,
    })),
  );
  return (
    <Select
      label={t('shows.cinema')}
      hideLabel
      options={options}
      value={elsewhere ?? own.id}
      onChange={(id) => counter.set({ elsewhere: id === own.id ? null : id })}
    />
  );
}
