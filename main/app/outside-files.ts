/** Files given from outside (the command line, a second start, the desktop), kept until the page listens. */

/**
 * Milliseconds without a further file after which those that came count as given together: the desktop hands
 * over five selected workbooks as five events (macOS) or five starts (Windows), a moment apart.
 */
const TOGETHER_MS = 400;

/** Hands paths on together, once there is somebody to hand them to. */
export class OutsideFiles {
  private waiting: string[];
  private open: ((paths: string[]) => void) | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(paths: readonly string[]) {
    this.waiting = [...paths];
  }

  /** Files came in. */
  offer(paths: readonly string[]): void {
    this.waiting.push(...paths);
    this.flushSoon();
  }

  /** The page listens from now on, by way of `open`. */
  deliverTo(open: (paths: string[]) => void): void {
    this.open = open;
    this.flushSoon();
  }

  /** The page is gone: what comes waits for the next one. */
  hold(): void {
    this.open = null;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private flushSoon(): void {
    if (this.open === null || this.waiting.length === 0) return;
    if (this.timer !== null) clearTimeout(this.timer);
    const { open } = this;
    this.timer = setTimeout(() => {
      this.timer = null;
      const paths = this.waiting;
      this.waiting = [];
      open(paths);
    }, TOGETHER_MS);
  }
}
