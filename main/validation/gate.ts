/** Where the workers of a run wait while it is paused. */
export class Gate {
  private waiters: (() => void)[] = [];
  private shut = false;

  get paused(): boolean {
    return this.shut;
  }

  pause(): void {
    this.shut = true;
  }

  open(): void {
    this.shut = false;
    for (const wake of this.waiters.splice(0)) wake();
  }

  /** Passes at once while open; rejects with the signal's reason when aborted. */
  async pass(signal: AbortSignal): Promise<void> {
    while (this.shut) {
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const wake = (): void => {
          signal.removeEventListener('abort', fail);
          resolve();
        };
        const fail = (): void => {
          this.waiters = this.waiters.filter((waiter) => waiter !== wake);
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', fail, { once: true });
        this.waiters.push(wake);
      });
    }
    signal.throwIfAborted();
  }
}
