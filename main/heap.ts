/** Keeps V8's young generation from growing while a run goes on. */
import { setFlagsFromString } from 'node:v8';

/** V8's own: the young generation doubles when it fills. */
const DEFAULT_GROWTH = 2;

let holders = 0;

/**
 * A run allocates much and keeps little. Left alone, V8 grows its young generation to three times 32 MB and
 * promotes rubbish, so that a long run peaks far above what it holds. While held, it does not grow. The flag
 * counts for every thread of the process, and slows the workbook thread by a third: so it is held for as long
 * as a run goes on and no longer. Answers the way to let go.
 */
export function holdYoungGeneration(): () => void {
  holders += 1;
  setGrowth(1);
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    holders -= 1;
    if (holders === 0) setGrowth(DEFAULT_GROWTH);
  };
}

function setGrowth(factor: number): void {
  setFlagsFromString(`--semi-space-growth-factor=${String(factor)}`);
}
