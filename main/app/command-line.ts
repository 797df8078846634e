/** `Habido --cli …`: the command line inside the packaged application, without a window. */
import type { App } from 'electron';

/** The words after `--cli`, or null where the window is asked for. */
export function commandLineArguments(argv: readonly string[]): string[] | null {
  const at = argv.indexOf('--cli');
  return at < 0 ? null : argv.slice(at + 1);
}

/** Runs the command line in this process and ends it with the command's exit code. */
export function runCommandLine(app: App, run: () => Promise<number>): void {
  run().then(
    (code) => app.exit(code),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.name : 'Error'}\n`);
      app.exit(1);
    },
  );
}
