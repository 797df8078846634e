/** One Habido a data folder: a second start brings the first to the front and hands its files over. */
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from 'electron';

/** What a start asks for without a window: the start with the session. */
export const HIDDEN = '--oculto';

/** What the first instance does when another one was started; `hidden`: that one asked for no window. */
export type SecondStart = (files: string[], hidden: boolean) => void;

/**
 * Takes the lock (one per user-data folder). False: another instance has it and has been told; end at once.
 */
export function takeSingleInstance(app: App, files: readonly string[], onSecondStart: SecondStart): boolean {
  const first = app.requestSingleInstanceLock({ files: [...files] });
  if (!first) return false;
  app.on('second-instance', (_event, argv, _folder, data) => {
    const handed = filesOf(data);
    onSecondStart(handed, argv.includes(HIDDEN) && handed.length === 0);
  });
  return true;
}

/**
 * The workbooks named on a command line, as absolute paths; the desktops of Linux name them by address
 * (`file:///…`). `folder`: where it was started.
 */
export function filesInArguments(argv: readonly string[], folder: string): string[] {
  return argv
    .filter((argument) => !argument.startsWith('-') && /\.(xlsx|xlsm|csv|txt|xls|xlsb|ods)$/i.test(argument))
    .map((argument) => (argument.startsWith('file:') ? fileURLToPath(argument) : argument))
    .map((path) => (isAbsolute(path) ? path : resolve(folder, path)));
}

/** The other instance's message, which any program of this user could have sent. */
function filesOf(data: unknown): string[] {
  if (typeof data !== 'object' || data === null || !('files' in data) || !Array.isArray(data.files))
    return [];
  return data.files.filter((file): file is string => typeof file === 'string' && isAbsolute(file));
}
