import type { BrowserWindow } from 'electron';
import type { KioskWindow } from '../abilities/abilities.ts';

type Used = Pick<
  BrowserWindow,
  'setKiosk' | 'setFullScreen' | 'setMenuBarVisibility' | 'setClosable' | 'setMinimizable'
>;

/** Whether the window is given to the public, and the two ways between. It begins as `locked`. */
export function kioskWindow(window: Used, locked: boolean): KioskWindow & { isLocked(): boolean } {
  let isLocked = false;
  const set = (lock: boolean): void => {
    if (lock === isLocked) return;
    isLocked = lock;
    window.setKiosk(lock);
    window.setFullScreen(lock);
    window.setMenuBarVisibility(false);
    window.setClosable(!lock);
    window.setMinimizable(!lock);
  };
  set(locked);
  return { lock: () => set(true), unlock: () => set(false), isLocked: () => isLocked };
}
