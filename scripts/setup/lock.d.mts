/** Types of lock.mjs for the tests written in TypeScript. */
export function withSetupLock(work: () => Promise<void> | void, lock?: string): Promise<void>;
