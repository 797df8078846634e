/** Runs a command in this process, or as a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { CliIo } from '../../main/cli/io.ts';
import { runCli } from '../../main/cli/main.ts';

export interface CliResult {
  exit: number;
  out: string;
  err: string;
  /** `out` as JSON; throws where it is not exactly one object. */
  json(): Record<string, unknown>;
}

/** In this process, with its own environment. */
export async function cli(
  argv: readonly string[],
  env: Record<string, string>,
  options: { interrupted?: AbortSignal; cwd?: string } = {},
): Promise<CliResult> {
  let out = '';
  let err = '';
  const io: CliIo = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    env,
    cwd: options.cwd ?? process.cwd(),
    terminal: false,
    interrupted: options.interrupted ?? new AbortController().signal,
  };
  const exit = await runCli(argv, io);
  return result(exit, out, err);
}

/** As its own process; `started` gives the child, to be killed. */
export async function cliProcess(
  argv: readonly string[],
  env: Record<string, string>,
  started: (child: ChildProcess) => void = () => undefined,
): Promise<CliResult> {
  const entry = new URL('../../main/cli/index.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [entry, ...argv], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  started(child);
  const [code] = (await once(child, 'close')) as [number | null];
  return result(code ?? -1, out, err);
}

function result(exit: number, out: string, err: string): CliResult {
  return { exit, out, err, json: () => JSON.parse(out) as Record<string, unknown> };
}
