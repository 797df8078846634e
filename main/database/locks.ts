/** Locks that the operating system frees the instant their process ends, however it ends. */

/** A lock that is held; `release` may be called once or more. */
export interface HeldLock {
  release(): void;
}

export declare class Locks {
  /** `folder` is the data folder; the lock files lie in `locks/` inside it. */
  constructor(folder: string);
  /** Null where it is held already, by this process or another. */
  acquire(id: string): HeldLock | null;
  isHeld(id: string): boolean;
}
