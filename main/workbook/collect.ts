/** Collecting rubbish by hand, in threads that make few but large objects. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { type: 'minor' | 'major' }) => void;
let collect: Collect | null = null;

/** A thread that holds more than this when its work is done gives it back. */
const MUCH_BYTES = 48 * 1024 ** 2;

/**
 * Frees what was allocated lately and is rubbish. V8 counts objects, and a thread that only inflates megabytes
 * makes so few of them that it would let tens of megabytes pile up. Takes a fraction of a millisecond there.
 */
export function collectYoung(): void {
  collector()({ type: 'minor' });
}

/**
 * Frees all that is rubbish. V8 lets some hundred megabytes pile up before it looks for it: strings and buffers of
 * tens of megabytes each, which a few parts of a workbook are, must not. Takes milliseconds where little lives.
 */
export function collectAll(): void {
  collector()({ type: 'major' });
}

/** After a job: frees what it left, where that is much. An idle program should not keep it. */
export function collectAfterMuch(): void {
  const { used_heap_size: heap, external_memory: outside } = getHeapStatistics();
  if (heap + outside > MUCH_BYTES) collectAll();
}

function collector(): Collect {
  collect ??= (globalThis as { gc?: Collect }).gc ?? exposed();
  return collect;
}

/** For programs that have not said so at their start, as tests have not. */
function exposed(): Collect {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as Collect;
}
