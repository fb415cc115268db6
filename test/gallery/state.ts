import type { Page } from '@playwright/test';
import type { Stage } from './stage.ts';

export const THEMES = ['paper', 'ink'] as const;
export type Theme = (typeof THEMES)[number];

/** Small counter screen, wall or office screen, kiosk on end, telephone. */
export const SIZES = ['1280x800', '1920x1080', '1080x1920', '390x844'] as const;
export type Size = (typeof SIZES)[number];

export type Face = 'entry' | 'counter' | 'lobby' | 'today' | 'host';

/** One page in one state that somebody will see, and the way to it in a real house. */
export type State = {
  readonly face: Face;
  /** Unique within its face; names its pictures. */
  readonly name: string;
  /** Leads a page of the stage to it; throws when it is not reached. */
  readonly reach: (stage: Stage) => Promise<Page>;
  /** Themes it can be seen in; both unless said. */
  readonly themes?: readonly Theme[];
  /** Sizes it can be seen at; all unless said. */
  readonly sizes?: readonly Size[];
  /** It is print on paper: judged by eye, and by no screen reader. */
  readonly isPaper?: true;
};

export const nameOf = ({ face, name }: State): string => `${face}/${name}`;

export function viewportOf(size: Size): { width: number; height: number } {
  const [width = 0, height = 0] = size.split('x').map(Number);
  return { width, height };
}
