import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SeatId } from '#shared/wire/scalars.ts';
import { LEVEL_WORD, LEVELS, type Measure, markOf, TURN_WORD, TURNS } from './levels.ts';

const SAMPLE = SeatId.parse('A1');

/** What the shades and numbers of the map mean. */
export function HeatLegend({ measure }: { measure: Measure }): ReactNode {
  const { t } = useTranslation('today');
  const entries =
    measure === 'most'
      ? LEVELS.map((level) => ({ level, text: '', words: t(`heat.levels.${LEVEL_WORD[level]}`) }))
      : TURNS.map((turn) => ({
          ...markOf({ sold: 1, turn: (turn - 1) / 5 + 0.01, seatId: SAMPLE }, { shows: 1 }, 'first'),
          words: t(`heat.turns.${TURN_WORD[turn]}`),
        }));
  return (
    <div className="flex flex-col gap-2 text-sm text-quiet">
      <ul className="today-heat flex flex-wrap justify-center gap-x-4 gap-y-1">
        {entries.map(({ level, text, words }) => (
          <li key={words} className="inline-flex items-center gap-2">
            <svg aria-hidden viewBox="-12 -12 24 24" className="size-4 shrink-0">
              <g data-level={level}>
                <rect x={-11} y={-11} width={22} height={22} rx={5} />
                {text !== '' && <text y={4.5}>{text}</text>}
              </g>
            </svg>
            {words}
          </li>
        ))}
      </ul>
      <p className="text-center">{t(measure === 'most' ? 'heat.numberMost' : 'heat.numberFirst')}</p>
    </div>
  );
}
