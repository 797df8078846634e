/** Peak memory of work done in a process of its own: the simulator lives in this one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createSimulator } from '../../main/simulator/simulator.ts';

/** MB at the highest moment of a process that runs one validation over `count` RUCs. */
export async function measureMemory(count: number): Promise<number> {
  return peakOf('./memory-run.ts', [String(count)]);
}

/**
 * MB at the highest moment of a process that runs this script of the folder, with `words` and the simulator's
 * address behind them; it prints its peak in KB.
 */
export async function peakOf(script: string, words: readonly string[]): Promise<number> {
  const simulator = await createSimulator({ latencyMs: 5, existAll: true });
  const child = spawn(
    process.execPath,
    [new URL(script, import.meta.url).pathname, ...words, simulator.url],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  await simulator.close();
  if (code !== 0) throw new Error(`the measured run ended with ${String(code)}`);
  return Number(text) / 1_024;
}
