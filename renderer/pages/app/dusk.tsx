import { type ReactNode, useId } from 'react';

/** A seat back seen from behind, 56 wide, its foot at y = 0. */
const SEAT = 'M-26 4V-34Q-26 -58 0 -58Q26 -58 26 -34V4Z';
const PITCH = 64;

/** One row across the whole width, however wide that is. */
function Row(props: { id: string; height: number; scale: number; shift: number; tone: string }): ReactNode {
  const { id, height, scale, shift, tone } = props;
  const pitch = PITCH * scale;
  return (
    <>
      <pattern id={id} width={pitch} height={height} patternUnits="userSpaceOnUse" x={shift}>
        <path d={SEAT} transform={`translate(${pitch / 2} ${height}) scale(${scale})`} fill={tone} />
      </pattern>
      <rect width="100%" height={height} fill={`url(#${id})`} />
    </>
  );
}

/** The house before the film, behind pages with one thing on them: the canvas glows, the rows wait, one seat is taken. */
export function Dusk(): ReactNode {
  const id = useId();
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0 -z-10 overflow-hidden">
      <svg aria-hidden viewBox="0 0 800 320" className="dusk-canvas">
        <linearGradient id={`${id}-glow`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="var(--screen-glow)" stopOpacity="0.9" />
          <stop offset="1" stopColor="var(--screen-glow)" stopOpacity="0" />
        </linearGradient>
        <path d="M80 28Q400 4 720 28L800 320H0Z" fill={`url(#${id}-glow)`} />
        <path
          d="M80 28Q400 4 720 28"
          fill="none"
          stroke="var(--screen-line)"
          strokeWidth="4"
          strokeLinecap="round"
        />
      </svg>
      <svg aria-hidden className="absolute bottom-12 h-14 w-full">
        <Row id={`${id}-far`} height={56} scale={0.75} shift={12} tone="var(--stalls-far)" />
      </svg>
      <svg aria-hidden className="absolute bottom-0 h-20 w-full">
        <Row id={`${id}-near`} height={80} scale={1.2} shift={0} tone="var(--stalls-near)" />
        <path d={SEAT} transform="translate(192 80) scale(1.2)" fill="var(--accent)" />
      </svg>
    </div>
  );
}
