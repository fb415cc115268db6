import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { attachPanZoom, type PanZoom } from './pan-zoom.ts';
import type { Plan } from './plan.ts';
import { fitScale, type Size } from './viewport.ts';

/** Lets the map fit its box and be moved in it. `scale` is in pixels per drawing unit at zoom 1, `zoom` where it came to rest. */
export function usePanZoom(
  boxRef: RefObject<HTMLElement | null>,
  sheetRef: RefObject<HTMLElement | null>,
  plan: Plan,
): { scale: number; zoom: number; panZoom: RefObject<PanZoom | null> } {
  const panZoom = useRef<PanZoom | null>(null);
  const [zoom, setZoom] = useState(1);
  const [size, setSize] = useState<Size | null>(null);
  const scale = size === null ? 1 : fitScale(plan, size);

  useLayoutEffect(() => {
    const box = boxRef.current;
    const sheet = sheetRef.current;
    if (!box || !sheet) return;
    panZoom.current = attachPanZoom(box, sheet, setZoom);
    return () => panZoom.current?.detach();
  }, [boxRef, sheetRef]);

  useLayoutEffect(() => {
    const box = boxRef.current;
    if (!box) return;
    const measure = (): void => setSize({ width: box.clientWidth, height: box.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [boxRef]);

  useLayoutEffect(() => {
    if (size === null) return;
    panZoom.current?.resize({ width: plan.width * scale, height: plan.height * scale }, size);
  }, [plan, scale, size]);

  // Another auditorium is shown whole; another show in the same one stays where it was looked at.
  useLayoutEffect(() => {
    if (plan.spots.length > 0) panZoom.current?.fit();
  }, [plan]);

  return { scale, zoom, panZoom };
}
