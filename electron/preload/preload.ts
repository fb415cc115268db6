import { contextBridge, ipcRenderer } from 'electron';
import { bridgeOver } from './bridge.ts';

contextBridge.exposeInMainWorld(
  'foyer',
  bridgeOver((channel, input) => ipcRenderer.invoke(channel, input)),
);
