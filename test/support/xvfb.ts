/** A virtual display of one's own: Xvfb picks a free number and tells it, and is ended by its pid. */
import { spawn } from 'node:child_process';

/** A running display. */
export interface Display {
  /** Value for `DISPLAY`. */
  name: string;
  stop(): Promise<void>;
}

const START_MS = 15_000;

/** Starts Xvfb and waits until it answers with its number. */
export async function startDisplay(): Promise<Display> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  server.stderr?.on('data', (text) => (complaint += String(text)));
  const number = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Xvfb said nothing. ${complaint}`)), START_MS);
    const settle = (act: () => void) => () => {
      clearTimeout(timer);
      act();
    };
    server.once('error', (error) => settle(() => reject(error))());
    server.once('exit', () => settle(() => reject(new Error(`Xvfb ended. ${complaint}`)))());
    server.stdio[3]?.once('data', (text) => settle(() => resolve(String(text).trim()))());
  });
  return {
    name: `:${number}`,
    stop: () =>
      new Promise((resolve) => {
        server.removeAllListeners('exit');
        server.once('exit', () => resolve());
        server.kill('SIGTERM');
      }),
  };
}
