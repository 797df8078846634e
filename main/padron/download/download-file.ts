/** Downloads one large file, going on where an earlier try, or an earlier start of the app, broke off. */
import { Agent } from 'undici';
import { asHabidoError, HabidoError } from '../../../shared/errors.ts';
import type { Clock, Random } from '../../../shared/ports.ts';
import { downloadAddress } from './address.ts';
import { attempt, type AttemptDeps, type AttemptEnd } from './attempt.ts';
import { diskError, PartialFile } from './partial.ts';

/** Tries in a row that bring next to nothing. */
const TRIES = 5;
/** A try that brought this much counts as a new beginning. */
const PROGRESS_BYTES = 256 * 1024;
/** All tries together: a server that breaks off for ever ends too. */
const MOST_TRIES = 200;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
const STALL_MS = 30_000;
const CONNECT_MS = 10_000;
/** Several times the padrón of today. */
export const MAX_DOWNLOAD_BYTES = 4 * 1024 ** 3;

export interface DownloadRequest {
  url: string;
  /** Where the file goes, replacing what is there; the caller holds a lock on it. */
  target: string;
  clock: Clock;
  random: Random;
  signal?: AbortSignal;
  /** Bytes so far (those of earlier tries included), and of the whole file where known. */
  onProgress?: (bytes: number, total: number | null) => void;
  maxBytes?: number;
  /** Date of what is there already, UTC ms: nothing is downloaded where the server has nothing newer. */
  newerThan?: number | null;
  /** The server is given up where nothing came for this long, ms. */
  stallMs?: number;
}

export interface Downloaded {
  bytes: number;
  /** What the server says of its file's date, UTC ms; null where it does not. */
  lastModified: number | null;
}

/**
 * Rejects with `descarga-…`, or `cancelado`; what came stays beside the target, so that the next call goes on.
 * Its bytes are as many as the server said; whether they are right only their own format tells.
 * Null: there is nothing newer than `newerThan`.
 */
export async function downloadFile(options: DownloadRequest): Promise<Downloaded | null> {
  const agent = new Agent({ connect: { timeout: CONNECT_MS }, allowH2: false });
  const partial = new PartialFile(options.target);
  try {
    const whole = await tryUntilWhole({
      url: downloadAddress(options.url),
      partial,
      agent,
      clock: options.clock,
      random: options.random,
      signal: options.signal ?? new AbortController().signal,
      stallMs: options.stallMs ?? STALL_MS,
      maxBytes: options.maxBytes ?? MAX_DOWNLOAD_BYTES,
      newerThan: options.newerThan ?? null,
      onBytes: options.onProgress ?? (() => undefined),
    });
    if (whole.kind === 'unchanged') return null;
    const lastModified = dateOf(whole.lastModified);
    await partial.finish(lastModified);
    return { bytes: whole.bytes, lastModified };
  } catch (error) {
    if (options.signal?.aborted === true) throw new HabidoError('cancelado', {}, { cause: error });
    throw asHabidoError(diskError(error));
  } finally {
    await agent.destroy();
  }
}

async function tryUntilWhole(
  deps: AttemptDeps & { random: Random },
): Promise<Exclude<AttemptEnd, { kind: 'broken' }>> {
  let poor = 0;
  for (let tries = 1; ; tries += 1) {
    let first: number | null = null;
    let last = 0;
    const end = await attempt({
      ...deps,
      onBytes: (bytes, total) => {
        first ??= bytes;
        last = bytes;
        deps.onBytes(bytes, total);
      },
    });
    if (end.kind !== 'broken') return end;
    poor = last - (first ?? last) >= PROGRESS_BYTES ? 0 : poor + 1;
    if (poor >= TRIES || tries >= MOST_TRIES)
      throw new HabidoError('descarga-fallida', { motivo: end.motivo });
    const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, poor - 1));
    // Half of it at least, so that a server in trouble gets its pause.
    const wait = ceiling / 2 + deps.random() * (ceiling / 2);
    await deps.clock.sleep(end.waitMs ?? wait, deps.signal);
  }
}

function dateOf(header: string | null): number | null {
  const ms = header === null ? Number.NaN : Date.parse(header);
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}
