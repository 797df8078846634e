/** How V8 sizes the young generation of this process and of the threads that it starts. */
import { setFlagsFromString } from 'node:v8';

/** MB of a half of the young generation that worker threads begin with. */
const WORKER_SEMI_SPACE_MB = 16;

/**
 * A run allocates much and keeps little. Left alone, V8 grows its young generation to three times 32 MB and
 * promotes rubbish, so that a long run peaks far above what it holds; so here it does not grow. Worker threads,
 * which scan whole workbooks, begin with a large one instead. Call it before anything else: the main thread's
 * own is then still small.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  // Threads collect by hand (workbook/collect.ts). Said here, once: flags belong to the whole process, and to
  // change them while other threads run has ended the application.
  setFlagsFromString('--expose-gc');
  setFlagsFromString(`--min-semi-space-size=${String(WORKER_SEMI_SPACE_MB)}`);
}
