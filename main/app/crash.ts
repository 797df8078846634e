/** The log file, and what happens to an error that nobody caught. */
import { join } from 'node:path';
import type { App, BrowserWindow } from 'electron';
import logger from 'electron-log/node.js';
import { describeError, scrub, type Log } from '../../shared/log.ts';

const MAX_BYTES = 2 * 1024 * 1024;

/**
 * A log in `registro/` of the data folder, one older file kept. Every line passes {@link scrub}.
 * `console`: lines go to the terminal too (development).
 */
export function fileLog(folder: string, console: boolean): Log {
  const sink = logger.create({ logId: 'habido' });
  sink.transports.file.resolvePathFn = () => join(folder, 'registro', 'habido.log');
  sink.transports.file.maxSize = MAX_BYTES;
  sink.transports.file.format = '{iso} {level} {text}';
  sink.transports.console.level = console ? 'warn' : false;
  return {
    info: (line) => sink.info(scrub(line)),
    warn: (line) => sink.warn(scrub(line)),
    error: (line, error) =>
      sink.error(error === undefined ? scrub(line) : `${scrub(line)} ${describeError(error)}`),
  };
}

/** What follows the first uncaught error is mostly its echo: this many are logged. */
const ECHOES = 10;

/** Logs what nobody caught; `onFatal` ends the app in an orderly way, since its state can't be trusted. */
export function catchUncaught(log: Log, onFatal: (error: unknown) => void): void {
  let count = 0;
  const caught = (kind: string) => (error: unknown) => {
    count += 1;
    if (count <= ECHOES) log.error(kind, error);
    if (count === 1) onFatal(error);
  };
  // A terminal that was closed is no failure; without this, each line to it would be one.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  process.on('uncaughtException', caught('Uncaught error'));
  process.on('unhandledRejection', caught('Unhandled rejection'));
}

/** Reloads at most this often: a page that dies at once must not spin. */
const RELOADS = 3;

/** Logs the end of processes that are no page's; call once. */
export function logProcesses(app: App, log: Log): void {
  app.on('child-process-gone', (_event, { type, reason }) =>
    log.error(`A ${type} process ended: ${reason}.`),
  );
}

/** Takes up a window whose page process died; the run goes on in main meanwhile. */
export function reviveWindow(window: BrowserWindow, log: Log, onFatal: (error: unknown) => void): void {
  let reloads = 0;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.error(`The page's process ended: ${reason} (${String(exitCode)}).`);
    reloads += 1;
    // Not within the event: Chromium is still taking the dead process down.
    if (reloads <= RELOADS) setImmediate(() => window.webContents.reload());
    else onFatal(new Error(`The page's process keeps ending: ${reason}`));
  });
  window.webContents.on('preload-error', (_event, _path, error) => log.error('The preload failed.', error));
}
