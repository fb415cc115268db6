import { memo, type ReactNode, useMemo } from 'react';
import { artOf, type PosterArt } from './art.ts';
import type { Palette } from './palettes.ts';
import { SHEET, type Shape } from './pen.ts';
import { titleLines } from './title.ts';

export type PosterProps = {
  seed: number;
  title: string;
  genres: readonly string[];
  /** Its width in pixels; it is half as high again. */
  size: number;
  /** Its name for a screen reader; without one it is decoration, for places where the title stands beside it. */
  label?: string;
};

/** Below this width a title could not be read: the poster shows a closer cut of its drawing instead. */
const TITLE_SIZE_MIN = 96;

/** The poster of a movie, drawn from its seed: nothing is fetched. */
export const Poster = memo(function Poster({ seed, title, genres, size, label }: PosterProps): ReactNode {
  const kinds = genres.join('\n');
  const art = useMemo(() => artOf({ seed, title, genres: kinds.split('\n') }), [seed, title, kinds]);
  const isSmall = size < TITLE_SIZE_MIN;
  return (
    <svg
      aria-hidden={label === undefined}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      width={size}
      height={size * 1.5}
      viewBox={isSmall ? closeCut(art) : `0 0 ${SHEET.width} ${SHEET.height}`}
      direction="ltr"
      className={isSmall ? 'rounded-sm' : 'rounded-md'}
    >
      <rect width={SHEET.width} height={SHEET.height} fill={art.palette.ground} />
      {art.shapes.map((shape, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the drawing never changes
        <Stroke key={index} shape={shape} palette={art.palette} />
      ))}
      {!isSmall && <Title title={title} art={art} />}
    </svg>
  );
});

/** The part of the sheet that the drawing fills. */
function closeCut({ titleAt }: PosterArt): string {
  const height = 213;
  const width = (height * SHEET.width) / SHEET.height;
  return `${(SHEET.width - width) / 2} ${titleAt === 'top' ? SHEET.height - height : 0} ${width} ${height}`;
}

function Stroke({ shape, palette }: { shape: Shape; palette: Palette }): ReactNode {
  const color = palette[shape.ink];
  switch (shape.kind) {
    case 'fill':
      return <path d={shape.d} fill={color} opacity={shape.opacity} />;
    case 'line':
      return (
        <path
          d={shape.d}
          fill="none"
          stroke={color}
          strokeWidth={shape.width}
          strokeLinecap="round"
          strokeDasharray={shape.dash}
          opacity={shape.opacity}
        />
      );
    case 'letter':
      return (
        <text x={shape.x} y={shape.y} fontSize={shape.size} fontWeight={600} textAnchor="middle" fill={color}>
          {shape.text}
        </text>
      );
  }
}

function Title({ title, art }: { title: string; art: PosterArt }): ReactNode {
  return (
    <g fill={art.palette.ink} fontWeight={600}>
      {titleLines(title, art.titleAt).map((line) => (
        <text key={line.y} x={line.x} y={line.y} fontSize={line.size}>
          {line.text}
        </text>
      ))}
    </g>
  );
}
