/** What stands before any part: the profile's place, the log, and the way to tell that a start failed. */
import { lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import { asHabidoError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import { catchUncaught, fileLog } from './crash.ts';
import { StartFailure } from './lifecycle.ts';
import { profileFolder } from './profile.ts';
import { showRecovery } from './recovery-window.ts';

/** What every later step may use. */
export interface Boot {
  log: Log;
  /** Stops what runs, tells the error in the recovery window, then ends with its exit code. */
  fail(error: unknown): Promise<void>;
  /** What {@link Boot.fail} stops, from the moment that there is something. */
  stopFirst(stop: () => Promise<void>): void;
  /** Why the data folder can't be used, or null. */
  problem: { error: unknown } | null;
}

/**
 * Sets Electron's profile and the log; must run before the app is ready. `prepare` makes the data folder
 * fit for use, or throws.
 */
export function boot(app: App, folder: string, prepare: () => void): Boot {
  const problem = attempt(prepare);
  // Where the data folder can't be used, Electron's profile still needs a place to say so from.
  const spare = problem === null ? null : spareFolder();
  app.setPath('userData', spare ?? profileFolder(folder));
  const log = fileLog(spare ?? folder, !app.isPackaged);
  let stop = (): Promise<void> => Promise.resolve();
  const fail = async (error: unknown): Promise<void> => {
    log.error('Habido could not start or go on.', error);
    const typed = asHabidoError(error instanceof StartFailure ? error.cause : error);
    await stop();
    await app.whenReady();
    await showRecovery(typed.toPlain());
    app.exit(typed.exitCode);
  };
  catchUncaught(log, (error) => void fail(error));
  return { log, fail, problem, stopFirst: (how) => (stop = how) };
}

/**
 * One folder a user among the temporary ones, used again each time: Chromium writes there to its very end, so
 * that nobody is left to remove it. Where somebody else took the name, a new one.
 */
function spareFolder(): string {
  const path = join(tmpdir(), `habido-perfil-${userInfo().username}`);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(path);
  return process.getuid === undefined || uid === process.getuid() ? path : mkdtempSync(`${path}-`);
}

function attempt(work: () => void): { error: unknown } | null {
  try {
    work();
    return null;
  } catch (error) {
    return { error };
  }
}
