/** The machine's clock, handed in by whoever composes the parts. */
import type { Clock } from '../shared/ports.ts';

/** The longest wait that a Node timer keeps; a longer one is waited in pieces. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Real time. A pending `sleep` keeps the process alive until it ends or is aborted. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    let left = ms;
    do {
      const piece = Math.min(left, LONGEST_TIMER_MS);
      await timer(piece, signal);
      left -= piece;
    } while (left > 0);
  },
};

function timer(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason as Error);
      return;
    }
    const onAbort = (): void => {
      clearTimeout(handle);
      reject(signal?.reason as Error);
    };
    const handle = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
