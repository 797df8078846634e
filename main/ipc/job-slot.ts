/** The one reading or writing of a workbook that the window may wait for, so that it can be cancelled. */
export class JobSlot {
  private current: AbortController | null = null;

  /** Runs `work`; a job already in course is cancelled, since its answer is not wanted any more. */
  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.current?.abort();
    const mine = new AbortController();
    this.current = mine;
    try {
      return await work(mine.signal);
    } finally {
      if (this.current === mine) this.current = null;
    }
  }

  /** Cancels the job in course, where there is one. */
  cancel(): void {
    this.current?.abort();
  }
}
