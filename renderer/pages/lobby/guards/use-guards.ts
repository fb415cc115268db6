import { useEffect, useLayoutEffect } from 'react';
import { useLobby } from '#renderer/stores/lobby.ts';

/** What a browser would do by itself and a kiosk must not: menus, marking, dragging, zooming. */
const REFUSED = ['contextmenu', 'selectstart', 'dragstart', 'gesturestart'] as const;
const FUNCTION_KEY = /^F([1-9]|1[0-9]|2[0-4])$/;

/** Whether a key would reach the browser or the system instead of the page. */
export const isSystemKey = (press: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean =>
  press.ctrlKey ||
  press.metaKey ||
  press.altKey ||
  FUNCTION_KEY.test(press.key) ||
  press.key === 'ContextMenu';

/** Nothing of the system shows; staff who have opened their pages get it back. */
export function useGuards(): void {
  const isOpen = useLobby((state) => state.staff === 'open');
  useEffect(() => {
    if (isOpen) return;
    const refuse = (event: Event): void => event.preventDefault();
    const refuseKey = (event: KeyboardEvent): void => {
      if (isSystemKey(event)) event.preventDefault();
    };
    const refuseZoom = (event: WheelEvent): void => {
      if (event.ctrlKey) event.preventDefault();
    };
    for (const name of REFUSED) window.addEventListener(name, refuse, { capture: true });
    window.addEventListener('keydown', refuseKey, { capture: true });
    window.addEventListener('wheel', refuseZoom, { capture: true, passive: false });
    return () => {
      for (const name of REFUSED) window.removeEventListener(name, refuse, { capture: true });
      window.removeEventListener('keydown', refuseKey, { capture: true });
      window.removeEventListener('wheel', refuseZoom, { capture: true });
    };
  }, [isOpen]);
}

/** The looks of the lobby on the whole page: dark, large targets, and what the visitor has asked for. */
export function useLooks(): void {
  const { large, contrast, low } = useLobby((state) => state.access);
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    const before = { theme: dataset['theme'], reach: dataset['reach'] };
    dataset['theme'] = 'ink';
    dataset['reach'] = 'lobby';
    return () => {
      dataset['theme'] = before.theme ?? 'paper';
      if (before.reach === undefined) delete dataset['reach'];
    };
  }, []);
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset['type'] = large ? 'large' : 'usual';
    dataset['contrast'] = contrast ? 'high' : 'usual';
    dataset['controls'] = low ? 'low' : 'usual';
    return () => {
      delete dataset['type'];
      delete dataset['contrast'];
      delete dataset['controls'];
    };
  }, [large, contrast, low]);
}
