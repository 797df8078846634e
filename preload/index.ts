/** Puts the {@link Bridge} of the contract at `window.habido`: all that the page knows of main. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { CallName, EventName } from '../shared/contract.ts';
import { makeBridge } from './bridge.ts';

// Filled in by the build from the contract's map.
declare const __CALL_NAMES__: readonly CallName[];
declare const __EVENT_NAMES__: readonly EventName[];

const port = {
  invoke: (channel: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(channel, input),
  on: (channel: string, listener: (event: unknown, payload: unknown) => void): void => {
    ipcRenderer.on(channel, listener);
  },
  off: (channel: string, listener: (event: unknown, payload: unknown) => void): void => {
    ipcRenderer.off(channel, listener);
  },
  pathOf: (file: File): string => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('habido', makeBridge(port, __CALL_NAMES__, __EVENT_NAMES__));
