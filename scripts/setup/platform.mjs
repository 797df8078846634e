/** What every step of the set-up shares: where the project is, how to speak, how to run a command. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { delimiter, dirname, join } from 'node:path';

/** The project's root folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A failure with a sentence for the person at the terminal; printed without a stack. */
export class SetupError extends Error {}

/** One line on stderr: stdout belongs to the command that comes after. */
export function say(line) {
  process.stderr.write(`habido · ${line}\n`);
}

/** Whether a window can be shown: always on Windows and macOS. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

export function isRoot() {
  return typeof process.getuid === 'function' && process.getuid() === 0;
}

/** Whether a program is on the PATH. */
export function onPath(program, env = process.env) {
  return (env.PATH ?? '')
    .split(delimiter)
    .some((folder) => folder !== '' && existsSync(join(folder, program)));
}

/**
 * Runs a program and waits. Its output is kept and shown on stderr only when it fails.
 * @returns the standard output
 */
export function run(program, args, { what, ...options } = {}) {
  const result = spawnSync(program, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  if (result.status === 0) return result.stdout;
  process.stderr.write([result.stdout, result.stderr].filter(Boolean).join('\n').trimEnd() + '\n');
  throw new SetupError(
    `No se pudo: ${what}. ${result.error ? result.error.message : 'Lo de arriba dice por qué.'}`,
  );
}

/**
 * Runs npm: the one that is running this script where there is one, so that no second version mixes in.
 * @returns the standard output
 */
export function npm(args, options) {
  const running = process.env.npm_execpath;
  // The Node that runs npm: the one in node_modules may be about to be replaced.
  const node = process.env.npm_node_execpath ?? process.execPath;
  if (running !== undefined && /npm-cli\.c?js$/.test(running)) return run(node, [running, ...args], options);
  const windows = process.platform === 'win32';
  return run(windows ? 'npm.cmd' : 'npm', args, { ...options, shell: windows });
}
