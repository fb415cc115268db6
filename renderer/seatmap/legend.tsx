import { memo, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen, Seat } from '#shared/wire/catalog.ts';
import { HatchPattern, hatchStyle } from './hatch.tsx';
import { legendOf } from './legend-entries.ts';
import { COLUMN_UNITS, type Spot } from './plan.ts';
import { SeatPicture, seatAttributes } from './seat-mark.tsx';
import type { SeatView } from './seat-view.ts';

/** What the seats of this screen mean: its kinds and marks, and the states a seat can be in. Always in view. */
export const SeatLegend = memo(function SeatLegend(props: {
  screen: Screen;
  /** The picture may be old: seats can be uncertain. */
  isOld?: boolean;
}): ReactNode {
  const { screen, isOld = false } = props;
  const { t } = useTranslation('seatmap');
  const id = useId();
  return (
    <section aria-label={t('legend')} style={hatchStyle(`${id}-hatch`)}>
      <svg aria-hidden className="absolute" width="0" height="0">
        <HatchPattern id={`${id}-hatch`} />
      </svg>
      <ul className="flex flex-wrap gap-x-3 text-sm text-quiet">
        {legendOf(screen, isOld).map(({ key, seats, view }) => (
          <li key={key} className="flex items-center gap-1">
            <LegendPicture seats={seats} view={view} />
            {t(key)}
          </li>
        ))}
      </ul>
    </section>
  );
});

type Drawn = { seat: Seat; joined: Spot['joined'] };

function LegendPicture({ seats, view }: { seats: readonly Drawn[]; view: SeatView }): ReactNode {
  const width = seats.length * COLUMN_UNITS + 2;
  return (
    <svg
      aria-hidden
      viewBox={`-15 -22 ${width} 38`}
      height={24}
      width={(24 * width) / 38}
      className="shrink-0"
    >
      {seats.map(({ seat, joined }, index) => (
        <g key={seat.id} className="seat" {...seatAttributes(seat, view)}>
          <SeatPicture
            seat={seat}
            joined={joined}
            place={{ x: index * COLUMN_UNITS, y: 0, turn: 0 }}
            view={view}
            printed="nothing"
          />
        </g>
      ))}
    </svg>
  );
}
