/** The window's calls and events, joined to Electron: whatever window there is, or none. */
import { ipcMain, type BrowserWindow } from 'electron';
import { checkAtStartup } from '../audit/startup-check.ts';
import type { Desk } from '../desk.ts';
import { registerCalls, type Send } from '../ipc/handle.ts';
import type { ScheduleControl } from '../ipc/partner-events.ts';
import { windowCalls } from '../ipc/window-calls.ts';
import type { Log } from '../../shared/log.ts';
import { APP_VERSION } from '../version.ts';
import { desktop, fileDialogs } from './dialogs.ts';
import { ipcPort, senderGuard } from './ipc-main.ts';
import { laterCheck } from './later-check.ts';
import type { OutsideFiles } from './outside-files.ts';
import type { PageMail } from './page-mail.ts';

export interface ServeOptions {
  desk: Desk;
  schedule: ScheduleControl;
  window: () => BrowserWindow | null;
  mail: PageMail;
  outside: OutsideFiles;
  /** The settings, the token or the workspace are others now. */
  changed(): void;
  /** The worker thread's entry for the check of all data. */
  checkWorker: URL;
  /** The data folder. */
  folder: string;
  samplePath: string;
  developing: boolean;
  log: Log;
}

/** Registers every call; must run before the first window loads its page. */
export function serveWindow(options: ServeOptions): void {
  const { desk, schedule, window, mail, outside, folder, developing, log } = options;
  const send: Send = (name, payload) => {
    if (name === 'app.changed') options.changed();
    mail.send(name, payload);
  };
  const { handlers, openFromOutside } = windowCalls({
    desk,
    schedule,
    send,
    ...fileDialogs(window),
    ...desktop(),
    log,
    samplePath: options.samplePath,
    version: APP_VERSION,
    platform: process.platform,
  });
  const checkData = (): ReturnType<typeof checkAtStartup> => checkAtStartup(options.checkWorker, folder);
  const checkLater = laterCheck(checkData, () => desk.workspace().padron.checkAtStart(), send, log);
  registerCalls(
    ipcPort(ipcMain),
    { guard: senderGuard(window), log, checkOutputs: developing },
    {
      ...handlers,
      // The page listens to events before it makes this call, its first.
      'app.state': (input) => {
        mail.listening();
        outside.deliverTo(openFromOutside);
        checkLater();
        return handlers['app.state'](input);
      },
    },
  );
}
