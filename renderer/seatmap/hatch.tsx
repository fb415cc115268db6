import type { CSSProperties, ReactNode } from 'react';

/** The hatching of seats that others hold. */
export function HatchPattern({ id }: { id: string }): ReactNode {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line className="seat-hatch" x1="1" y1="0" x2="1" y2="5" />
    </pattern>
  );
}

/** Tells seatmap.css which pattern to fill with. */
export function hatchStyle(id: string): CSSProperties & { '--hatch': string } {
  return { '--hatch': `url(#${id})` };
}
