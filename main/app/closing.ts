/** Closing: the question in mid-run, and the orderly end of every part before the process ends. */
import type { App, BrowserWindow } from 'electron';
import type { Log } from '../../shared/log.ts';

/** What closing needs to know and to do. */
export interface ClosingOptions {
  /** Whether a run is in course in this process. */
  isBusy(): boolean;
  /** Asks the user; true: close all the same. */
  confirm(window: BrowserWindow): Promise<boolean>;
  /** Stops every part; resolves when all is on disk. */
  stop(): Promise<void>;
  log: Log;
}

/** Guards the window's close, ends the app with its last window, and stops the parts before the end. */
export function guardClosing(app: App, window: BrowserWindow, options: ClosingOptions): void {
  let confirmed = false;
  let asking = false;
  window.on('close', (event) => {
    if (confirmed || !options.isBusy()) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    options
      .confirm(window)
      .then((close) => {
        confirmed = close;
        if (close) window.close();
      })
      .catch((error: unknown) => options.log.error('The question before closing failed.', error))
      .finally(() => {
        asking = false;
      });
  });
  app.on('window-all-closed', () => app.quit());
  let stopping = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    options
      .stop()
      .catch((error: unknown) => options.log.error('Stopping failed.', error))
      .finally(() => app.exit(0));
  });
}
