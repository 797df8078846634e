/** What `main/ipc` needs of Electron: where calls come in, who sent them, and how events go out. */
import type { BrowserWindow, IpcMain, IpcMainInvokeEvent } from 'electron';
import type { EventTarget, Guard, IpcPort } from '../ipc/handle.ts';
import { APP_ORIGIN } from './protocol.ts';

/** Electron's `ipcMain` as the port of calls. */
export function ipcPort(ipcMain: IpcMain): IpcPort<IpcMainInvokeEvent> {
  return { handle: (channel, listener) => ipcMain.handle(channel, listener) };
}

/** Lets through only the top frame of our own window, while it shows our own page. */
export function senderGuard(window: () => BrowserWindow | null): Guard<IpcMainInvokeEvent> {
  return ({ sender, senderFrame }) => {
    if (senderFrame === null) return 'a frame that is gone';
    if (window()?.webContents !== sender) return 'another window';
    if (senderFrame !== sender.mainFrame) return 'an inner frame';
    return senderFrame.url.startsWith(APP_ORIGIN) ? null : 'another page';
  };
}

/** The window as the target of events; what comes after its end is dropped. */
export function eventTarget(window: () => BrowserWindow | null): EventTarget {
  return {
    send(channel, payload) {
      const contents = window()?.webContents;
      if (contents !== undefined && !contents.isDestroyed()) contents.send(channel, payload);
    },
  };
}
