/** Whose turn it is to refresh the partners: one at a time over a data folder, later over an office. */
import type { Locks } from '../database/locks.ts';

/** Name of the lock; the operating system frees it the instant its process ends. */
const LOCK = 'socios-refresco';

/** A turn that is held; `release` may be called more than once. */
export interface HeldTurn {
  release(): Promise<void>;
}

export interface RefreshTurn {
  /** Null: somebody refreshes already, in this process or in another. */
  take(): Promise<HeldTurn | null>;
  /** Whether anybody holds it now, as far as is known here. */
  taken(): boolean;
}

/** The turn of all processes over one data folder. */
export function createLocalTurn(locks: Locks): RefreshTurn {
  return {
    take: () => {
      const lock = locks.acquire(LOCK);
      if (lock === null) return Promise.resolve(null);
      return Promise.resolve({
        release: () => {
          lock.release();
          return Promise.resolve();
        },
      });
    },
    taken: () => locks.isHeld(LOCK),
  };
}
