/** Running a program of the project from a script. */
import { spawn, type SpawnOptions } from 'node:child_process';
import { ROOT } from '../setup/platform.mjs';

/** Runs and waits; answers its exit code, 128 + n where signal n ended it. Its terminal is ours. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
    // Ctrl+C reaches the whole group: the child decides, we wait for its answer.
    const ignore = (): void => undefined;
    const pass = (): void => void child.kill('SIGTERM');
    process.on('SIGINT', ignore);
    process.on('SIGTERM', pass);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', pass);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/** Runs a JavaScript or TypeScript file with the project's own Node. */
export function runNode(args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return runProgram(process.execPath, args, options);
}
