/** Files given from outside (the command line, a second start, the desktop), kept until the page listens. */

/** Hands paths on, once there is somebody to hand them to. */
export class OutsideFiles {
  private waiting: string[];
  private open: ((path: string) => void) | null = null;

  constructor(paths: readonly string[]) {
    this.waiting = [...paths];
  }

  /** Files came in. */
  offer(paths: readonly string[]): void {
    this.waiting.push(...paths);
    this.flush();
  }

  /** The page listens from now on, by way of `open`. */
  deliverTo(open: (path: string) => void): void {
    this.open = open;
    this.flush();
  }

  private flush(): void {
    if (this.open === null) return;
    const paths = this.waiting;
    this.waiting = [];
    for (const path of paths) this.open(path);
  }
}
