import type { Point } from './plan.ts';
import { revealed, type Size, settled, type Viewport, zoomedAt } from './viewport.ts';

/** A finger trembles this far, in pixels, before a tap becomes a drag. */
const DRAG_PX = 6;
const REVEAL_MARGIN_PX = 56;
/** After this much stillness the sheet is drawn sharp again. */
const SETTLE_MS = 140;
const WHEEL_STEP = 1.0015;

export type PanZoom = {
  /** The sheet's size at zoom 1 and the box it lies in, whenever one of them changes. */
  resize: (sheet: Size, box: Size) => void;
  zoomBy: (factor: number) => void;
  fit: () => void;
  /** Brings a point of the sheet (pixels at zoom 1) into view. */
  reveal: (point: Point) => void;
  detach: () => void;
};

/**
 * Lets fingers, mouse and wheel move an HTML sheet inside its box. Only the sheet's CSS transform changes, never the
 * drawing in it: transforming an SVG group would paint every seat again on every frame.
 */
export function attachPanZoom(box: HTMLElement, sheet: HTMLElement, onZoom: (zoom: number) => void): PanZoom {
  let view: Viewport = { zoom: 1, x: 0, y: 0 };
  let sheetSize: Size = { width: 0, height: 0 };
  let boxSize: Size = { width: 0, height: 0 };
  let settling: ReturnType<typeof setTimeout> | undefined;

  const paint = (next: Viewport): void => {
    view = settled(next, sheetSize, boxSize);
    sheet.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.zoom})`;
    sheet.style.setProperty('--inverse-zoom', String(1 / view.zoom));
  };
  const move = (next: Viewport): void => {
    sheet.dataset['moving'] = '';
    paint(next);
    clearTimeout(settling);
    settling = setTimeout(() => {
      delete sheet.dataset['moving'];
      onZoom(view.zoom);
    }, SETTLE_MS);
  };
  const inBox = (event: { clientX: number; clientY: number }): Point => {
    const { left, top } = box.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const middle = (): Point => ({ x: boxSize.width / 2, y: boxSize.height / 2 });

  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    move(zoomedAt(view, WHEEL_STEP ** -event.deltaY, inBox(event)));
  };
  const stopFingers = followFingers(box, inBox, (from, to) => move(dragged(view, from, to)));
  box.addEventListener('wheel', wheel, { passive: false });

  return {
    resize: (nextSheet, nextBox) => {
      sheetSize = nextSheet;
      boxSize = nextBox;
      paint(view);
    },
    zoomBy: (factor) => move(zoomedAt(view, factor, middle())),
    fit: () => move({ zoom: 1, x: 0, y: 0 }),
    reveal: (point) => {
      const next = settled(revealed(view, point, boxSize, REVEAL_MARGIN_PX), sheetSize, boxSize);
      if (next.x !== view.x || next.y !== view.y) move(next);
    },
    detach: () => {
      clearTimeout(settling);
      stopFingers();
      box.removeEventListener('wheel', wheel);
    },
  };
}

/** The view after one or two fingers went from some points to others: two of them also zoom. */
function dragged(view: Viewport, from: readonly Point[], to: readonly Point[]): Viewport {
  const [a, b] = [center(from), center(to)];
  const shifted = { ...view, x: view.x + b.x - a.x, y: view.y + b.y - a.y };
  const spread = spreadOf(from);
  return spread === 0 ? shifted : zoomedAt(shifted, spreadOf(to) / spread, b);
}

function center(points: readonly Point[]): Point {
  const sum = points.reduce((total, one) => ({ x: total.x + one.x, y: total.y + one.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function spreadOf([a, b]: readonly Point[]): number {
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
}

/** Tells of drags of one or two fingers; a tap stays a tap, and the click that ends a drag is swallowed. */
function followFingers(
  box: HTMLElement,
  inBox: (event: PointerEvent) => Point,
  onDrag: (from: readonly Point[], to: readonly Point[]) => void,
): () => void {
  const fingers = new Map<number, Point>();
  let start: Point | null = null;
  let isDragging = false;
  let swallowsClick = false;
  const listening = new AbortController();
  const on = <K extends 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel'>(
    kind: K,
    react: (event: PointerEvent) => void,
  ): void => box.addEventListener(kind, react, { signal: listening.signal });

  on('pointerdown', (event) => {
    if (event.button !== 0 || isOverlay(event.target)) return;
    if (fingers.size === 2) return;
    fingers.set(event.pointerId, inBox(event));
    if (fingers.size === 1) {
      start = inBox(event);
      isDragging = false;
      swallowsClick = false;
    }
  });
  on('pointermove', (event) => {
    const before = [...fingers.values()];
    if (!fingers.has(event.pointerId)) return;
    const now = inBox(event);
    const isTap =
      fingers.size === 1 && start !== null && Math.hypot(now.x - start.x, now.y - start.y) < DRAG_PX;
    if (!isDragging && isTap) return;
    fingers.set(event.pointerId, now);
    if (!isDragging) {
      isDragging = true;
      swallowsClick = true;
      box.setPointerCapture(event.pointerId);
    }
    onDrag(before, [...fingers.values()]);
  });
  const lift = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
    if (fingers.size === 0) isDragging = false;
  };
  on('pointerup', lift);
  on('pointercancel', lift);
  const swallow = (event: MouseEvent): void => {
    if (!swallowsClick) return;
    swallowsClick = false;
    event.stopPropagation();
  };
  box.addEventListener('click', swallow, { capture: true, signal: listening.signal });
  return () => listening.abort();
}

/** Notes on the map have buttons of their own; fingers on them do not move the map. */
export function isOverlay(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-map-note]') !== null;
}
