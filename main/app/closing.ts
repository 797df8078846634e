/**
 * The end of a window, and the end of the app: apart, since the app lives on in the tray. Closing the window leaves what
 * runs running; quitting asks in mid-run, and stops every part in order before the process ends.
 */
import type { App, BrowserWindow } from 'electron';
import type { Log } from '../../shared/log.ts';

/** What closing needs to know and to do. */
export interface ClosingOptions {
  /** Whether a run or a refresh is in course in this process. */
  isBusy(): boolean;
  /** Asks the user, over the window where there is one; true: end all the same. */
  confirm(): Promise<boolean>;
  /** Whether the app goes on without a window. */
  staysInTray(): boolean;
  /** The window was closed, and the app goes on. */
  stayed(): void;
  /** Stops every part; resolves when all is on disk. */
  stop(): Promise<void>;
  log: Log;
}

/** What the guarded app lets others do. */
export interface Closing {
  /** Call it with every main window. */
  guard(window: BrowserWindow): void;
  /** Ends the app without asking: the system goes down. */
  quitNow(): void;
}

/** Guards the end of the app; call once. */
export function guardClosing(app: App, options: ClosingOptions): Closing {
  let confirmed = false;
  let asking = false;
  let quitting = false;
  const ask = (end: () => void): void => {
    if (asking) return;
    asking = true;
    options
      .confirm()
      .then((agreed) => {
        confirmed = agreed;
        if (agreed) end();
      })
      .catch((error: unknown) => options.log.error('The question before closing failed.', error))
      .finally(() => {
        asking = false;
      });
  };
  app.on('before-quit', (event) => {
    if (confirmed || !options.isBusy()) {
      quitting = true;
      return;
    }
    event.preventDefault();
    ask(() => app.quit());
  });
  app.on('window-all-closed', () => {
    if (quitting || !options.staysInTray()) app.quit();
  });
  stopBeforeEnd(app, options);
  return {
    guard(window) {
      window.on('close', (event) => {
        if (quitting || confirmed || options.staysInTray() || !options.isBusy()) return;
        event.preventDefault();
        ask(() => window.close());
      });
      window.once('closed', () => {
        if (!quitting && options.staysInTray()) options.stayed();
      });
    },
    quitNow() {
      confirmed = true;
      app.quit();
    },
  };
}

function stopBeforeEnd(app: App, { stop, log }: ClosingOptions): void {
  let stopping = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    stop()
      .catch((error: unknown) => log.error('Stopping failed.', error))
      .finally(() => app.exit(0));
  });
}
