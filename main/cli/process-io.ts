/** The process's own streams and Ctrl+C as {@link CliIo}. */
import { writeSync } from 'node:fs';
import type { CliIo } from './io.ts';

/** `writeSync`, so that a long JSON reaches a pipe whole before the process ends. */
export function processIo(): CliIo {
  const interrupted = new AbortController();
  const interrupt = (): void => {
    interrupted.abort();
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  return {
    out: (text) => {
      writeAll(1, text);
    },
    err: (text) => {
      writeAll(2, text);
    },
    env: process.env,
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
    terminal: process.stderr.isTTY,
    interrupted: interrupted.signal,
  };
}

function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      // Nobody reads any more: nothing is left to say. A full pipe is tried again.
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
