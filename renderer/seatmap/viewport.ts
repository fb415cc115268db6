import type { Point } from './plan.ts';

export type Size = { width: number; height: number };

/** How the sheet lies in its box: `zoom` 1 shows the whole plan, `x` and `y` are its shift in pixels of the box. */
export type Viewport = Point & { zoom: number };

export const ZOOM_MAX = 6;
/** Pixels per drawing unit at most, when a small plan is fitted into a large box. */
const FIT_MAX = 2.4;

/** Pixels per drawing unit that show the whole plan in the box. */
export function fitScale(plan: Size, box: Size): number {
  return Math.max(0.05, Math.min(box.width / plan.width, box.height / plan.height, FIT_MAX));
}

/** Keeps the zoom within bounds and the sheet in its box: centred where it is smaller, without a gap where it is larger. */
export function settled(view: Viewport, sheet: Size, box: Size): Viewport {
  const zoom = Math.min(ZOOM_MAX, Math.max(1, view.zoom));
  return {
    zoom,
    x: settledAxis(view.x, sheet.width * zoom, box.width),
    y: settledAxis(view.y, sheet.height * zoom, box.height),
  };
}

function settledAxis(shift: number, length: number, room: number): number {
  if (length <= room) return (room - length) / 2;
  return Math.min(0, Math.max(room - length, shift));
}

/** Zooms by a factor; the point of the box under the finger stays where it is. */
export function zoomedAt(view: Viewport, factor: number, at: Point): Viewport {
  const zoom = Math.min(ZOOM_MAX, Math.max(1, view.zoom * factor));
  const grown = zoom / view.zoom;
  return { zoom, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown };
}

/** Moves the sheet as little as needed to bring a point of it (pixels at zoom 1) into view, `margin` from the edge. */
export function revealed(view: Viewport, point: Point, box: Size, margin: number): Viewport {
  return {
    zoom: view.zoom,
    x: revealedAxis(view.x, point.x * view.zoom, box.width, margin),
    y: revealedAxis(view.y, point.y * view.zoom, box.height, margin),
  };
}

function revealedAxis(shift: number, place: number, room: number, margin: number): number {
  const edge = Math.min(margin, room / 2);
  if (place + shift < edge) return edge - place;
  if (place + shift > room - edge) return room - edge - place;
  return shift;
}

/** Where a note beside a seat goes so that it stays on the sheet: above, or below in the front third. */
export function anchorOf(
  point: Point,
  plan: Size,
): { side: 'above' | 'below'; align: 'start' | 'center' | 'end' } {
  const share = point.x / plan.width;
  return {
    side: point.y < plan.height / 3 ? 'below' : 'above',
    align: share < 0.25 ? 'start' : share > 0.75 ? 'end' : 'center',
  };
}
