/** `Habido --cli …`: the command line inside the packaged application, without a window. */
import type { App } from 'electron';
import type { BuiltWorkers } from './built-workers.ts';
import { profileFolder } from './profile.ts';

/** The words after `--cli`, or null where the window is asked for. */
export function commandLineArguments(argv: readonly string[]): string[] | null {
  const at = argv.indexOf('--cli');
  return at < 0 ? null : argv.slice(at + 1);
}

/** Chromium's own way of starting where there is no screen. */
const HEADLESS = '--ozone-platform=headless';

/**
 * The program and its words to go on with in place of this process, or null where it can go on as it is. On Linux
 * Chromium ends the process where nobody is logged in, while a command needs no screen: cron and systemd start it so.
 */
export function withoutScreen(
  argv: readonly string[],
  { platform, env }: Pick<NodeJS.Process, 'platform' | 'env'>,
): string[] | null {
  const hasScreen = (env['DISPLAY'] ?? '') !== '' || (env['WAYLAND_DISPLAY'] ?? '') !== '';
  if (platform !== 'linux' || hasScreen || argv.some((word) => word.startsWith('--ozone-platform')))
    return null;
  const [program = '', ...words] = argv;
  return [program, HEADLESS, ...words];
}

/**
 * Runs the command line in this process and ends it with the command's exit code. `folder`: the data folder. What
 * the window needs is not loaded for it, nor it for the window.
 */
export function runCommandLine(
  app: App,
  words: readonly string[],
  folder: string,
  workers: BuiltWorkers,
): void {
  const headless = withoutScreen(process.argv, process);
  // The same process goes on: its signals, streams and exit code stay who started it's.
  if (headless !== null) process.execve?.(process.execPath, headless);
  app.setPath('userData', profileFolder(folder));
  run(words, workers).then(
    (code) => app.exit(code),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.name : 'Error'}\n`);
      app.exit(1);
    },
  );
}

async function run(words: readonly string[], workers: BuiltWorkers): Promise<number> {
  const [{ runCli }, { processIo }] = await Promise.all([
    import('../cli/main.ts'),
    import('../cli/process-io.ts'),
  ]);
  return runCli(words, processIo(), { workbookWorker: workers.workbook, padronWorkers: workers.padron });
}
