import type { ReactNode } from 'react';
import { cx } from './cx.ts';

/** Steps of the 8 px grid (`1` is 8 px); `half` is 4 px, for things that belong together. */
export type Gap = 'none' | 'half' | '1' | '2' | '3' | '4';
const GAP: Record<Gap, string> = {
  none: 'gap-0',
  half: 'gap-1',
  '1': 'gap-2',
  '2': 'gap-4',
  '3': 'gap-6',
  '4': 'gap-8',
};

type Align = 'start' | 'center' | 'end' | 'stretch' | 'baseline';
const ALIGN: Record<Align, string> = {
  start: 'items-start',
  center: 'items-center',
  end: 'items-end',
  stretch: 'items-stretch',
  baseline: 'items-baseline',
};

type Justify = 'start' | 'between' | 'center' | 'end';
const JUSTIFY: Record<Justify, string> = {
  start: 'justify-start',
  between: 'justify-between',
  center: 'justify-center',
  end: 'justify-end',
};

export type StackProps = {
  gap?: Gap;
  align?: Align;
  justify?: Justify;
  wrap?: boolean;
  /** Takes the room that is left over. */
  grow?: boolean;
  children: ReactNode;
};

/** Things below each other. */
export function Stack(props: StackProps): ReactNode {
  return <div className={flow('flex-col', props, 'stretch')}>{props.children}</div>;
}

function flow(direction: string, props: StackProps, align: Align): string {
  return cx(
    'flex min-h-0 min-w-0',
    direction,
    GAP[props.gap ?? '2'],
    ALIGN[props.align ?? align],
    JUSTIFY[props.justify ?? 'start'],
    props.wrap === true && 'flex-wrap',
    props.grow === true && 'flex-1',
  );
}
