import { Armchair, Map as MapIcon, Table2 } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, Panel, SegmentedControl, Select } from '#renderer/kit/index.ts';
import { useScreens } from '#renderer/replica/hooks.ts';
import type { Screen } from '#shared/wire/catalog.ts';
import type { ScreenHeat } from '#shared/wire/reports.ts';
import type { ScreenId, SeatId } from '#shared/wire/scalars.ts';
import { useToday } from '../data/today-context.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { HeatMap } from './heat-map.tsx';
import { HeatLegend } from './legend.tsx';
import { bySeat, type Measure, TURN_WORD, turnOf } from './levels.ts';
import { useHeat } from './use-heat.ts';
import { useSeatName } from './use-seat-name.ts';

/** Which seats of a screen sell most, and which sell first. */
export function HeatPanel(): ReactNode {
  const { t } = useTranslation('today');
  const screens = useScreens();
  const { data } = useToday();
  const [chosen, setChosen] = useState<ScreenId | null>(null);
  const [measure, setMeasure] = useState<Measure>('most');
  const [view, setView] = useState<'map' | 'table'>('map');
  const sorted = useMemo(() => byName(screens), [screens]);
  const screen = screens.find(({ id }) => id === chosen) ?? busiest(sorted, data.sales.by.screen) ?? null;
  const heat = useHeat(data, screen?.id ?? null);
  if (screen === null) return null;
  return (
    <Panel
      title={t('heat.title')}
      actions={
        <>
          <div className="print:hidden">
            <Select
              label={t('heat.screen')}
              hideLabel
              options={sorted.map(({ id, name }) => ({ id, label: name }))}
              value={screen.id}
              onChange={setChosen}
            />
          </div>
          <p className="hidden print:block">{screen.name}</p>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap justify-between gap-2 print:hidden">
          <SegmentedControl
            label={t('heat.measure')}
            value={measure}
            onChange={setMeasure}
            options={[
              { id: 'most', label: t('heat.most') },
              { id: 'first', label: t('heat.first') },
            ]}
          />
          <SegmentedControl
            label={t('heat.view')}
            value={view}
            onChange={setView}
            options={[
              { id: 'map', label: t('heat.map'), icon: MapIcon },
              { id: 'table', label: t('heat.table'), icon: Table2 },
            ]}
          />
        </div>
        {heat === null ? (
          <p role="status" className="text-quiet">
            {t('heat.asking')}
          </p>
        ) : heat.kind !== 'ok' ? (
          <p role="status" className="text-quiet">
            {heat.kind === 'refused' ? heat.message : t('heat.offline')}
          </p>
        ) : heat.value.shows === 0 ? (
          <EmptyState icon={Armchair} title={t('heat.noShows')} hint={t('heat.noShowsHint')} />
        ) : view === 'map' ? (
          <HeatPicture screen={screen} heat={heat.value} measure={measure} />
        ) : (
          <HeatTable screen={screen} heat={heat.value} measure={measure} />
        )}
      </div>
    </Panel>
  );
}

function HeatPicture(props: { screen: Screen; heat: ScreenHeat; measure: Measure }): ReactNode {
  const { screen, heat, measure } = props;
  const { t } = useTranslation('today');
  const [seatId, setSeatId] = useState<SeatId | null>(null);
  const seats = useMemo(() => bySeat(heat), [heat]);
  const nameOf = useSeatName(screen);
  const says = (id: SeatId): string => {
    const seat = nameOf(id);
    const sold = seats.get(id);
    if (sold === undefined) return t('heat.never', { seat });
    const often = t('heat.soldOf', { seat, sold: sold.sold, count: heat.shows });
    return `${often}, ${t(`heat.turns.${TURN_WORD[turnOf(sold)]}`)}`;
  };
  return (
    <div className="flex flex-col gap-3">
      <HeatMap
        screen={screen}
        heat={heat}
        measure={measure}
        label={t('heat.mapLabel', { screen: screen.name, count: heat.shows })}
        canvas={t('heat.canvas')}
        onPoint={setSeatId}
      />
      <p className="min-h-6 text-center text-sm print:hidden">
        {seatId === null ? <span className="text-quiet">{t('heat.hint')}</span> : says(seatId)}
      </p>
      <HeatLegend measure={measure} />
    </div>
  );
}

function HeatTable(props: { screen: Screen; heat: ScreenHeat; measure: Measure }): ReactNode {
  const { screen, heat, measure } = props;
  const { t } = useTranslation('today');
  const nameOf = useSeatName(screen);
  const items = useMemo(() => {
    const seats = heat.seats.map((seat) => ({ ...seat, id: seat.seatId as string }));
    return measure === 'most' ? seats : seats.sort((a, b) => a.turn - b.turn || b.sold - a.sold);
  }, [heat, measure]);
  return (
    <div className="max-h-[28rem] overflow-y-auto">
      <DataTable
        label={t('heat.title')}
        items={items}
        textOf={({ seatId }) => nameOf(seatId)}
        empty={t('by.empty')}
        columns={[
          { id: 'seat', label: t('heat.seat'), cell: ({ seatId }) => nameOf(seatId) },
          { id: 'sold', label: t('heat.sold'), end: true, cell: ({ sold }) => `${sold} / ${heat.shows}` },
          {
            id: 'turn',
            label: t('heat.turn'),
            end: true,
            cell: (seat) => t(`heat.turns.${TURN_WORD[turnOf(seat)]}`),
          },
        ]}
      />
    </div>
  );
}

/** Screen 2 before Screen 10. */
function byName(screens: readonly Screen[]): Screen[] {
  return [...screens].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}

function busiest(
  screens: readonly Screen[],
  bars: readonly { readonly key: string | null }[],
): Screen | undefined {
  const [top] = bars;
  return screens.find(({ id }) => id === top?.key) ?? screens[0];
}
