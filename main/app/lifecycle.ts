/**
 * The order of life: parts start one after the other and stop in the reverse order. There is one list, the
 * one that {@link Lifecycle.start} builds as the composition root runs.
 */
import type { Log } from '../../shared/log.ts';

/** A part did not start; `cause` is its own error. */
export class StartFailure extends Error {
  readonly part: string;

  constructor(part: string, cause: unknown) {
    super(`${part} did not start`, { cause });
    this.name = 'StartFailure';
    this.part = part;
  }
}

/** How long one part may take to start or to stop, in ms: after it, it counts as hung. */
export const PART_TIMEOUT_MS = 60_000;

/** Starts parts by name and remembers how to stop them. */
export class Lifecycle {
  private readonly started: { name: string; stop: () => void | Promise<void> }[] = [];
  private stopping: Promise<void> | null = null;
  private readonly log: Log;
  private readonly timeoutMs: number;

  constructor(log: Log, timeoutMs: number = PART_TIMEOUT_MS) {
    this.log = log;
    this.timeoutMs = timeoutMs;
  }

  /**
   * Makes a part; `stop` undoes it later. A failure or a hang stops what was started before and is thrown
   * as a {@link StartFailure} that names the part.
   */
  async start<T>(
    name: string,
    make: () => T | Promise<T>,
    stop?: (part: T) => void | Promise<void>,
  ): Promise<T> {
    let part: T;
    try {
      part = await within(this.timeoutMs, `${name} took too long to start`, make);
    } catch (error) {
      await this.stop();
      throw new StartFailure(name, error);
    }
    if (stop !== undefined) this.started.push({ name, stop: () => stop(part) });
    return part;
  }

  /** Stops all parts, the last started first; a part that fails to stop is logged and passed over. */
  stop(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  private async stopAll(): Promise<void> {
    for (const { name, stop } of this.started.reverse()) {
      try {
        await within(this.timeoutMs, `${name} took too long to stop`, stop);
      } catch (error) {
        this.log.error(`${name} did not stop`, error);
      }
    }
    this.started.length = 0;
  }
}

async function within<T>(ms: number, message: string, work: () => T | Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      (async () => work())(),
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(message)), ms);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
