/** One HTTP request and its whole answer. Knows nothing of what either means. */
import { Pool } from 'undici';
import type { Clock } from '../../shared/ports.ts';
import type { ApiAddress } from './address.ts';
import type { Endpoint } from './types.ts';

/** Milliseconds to wait; `answer` and `collection` are for the whole answer, counted from sending. */
export interface Timeouts {
  connect: number;
  answer: number;
  collection: number;
}

export const TIMEOUTS: Timeouts = { connect: 10_000, answer: 30_000, collection: 60_000 };

/** The largest answer that is read; a hundred taxpayers take about 80 kB. */
const MAX_ANSWER_BYTES = 20 * 1024 * 1024;

/** How a request ended. Nothing of the request itself is in it, so that no secret can leave by it. */
export type Reply =
  | { kind: 'whole'; status: number; retryAfter: string | undefined; date: string | undefined; bytes: Buffer }
  | {
      kind: 'failed';
      outcome: 'red' | 'tiempo' | 'ilegible' | 'cancelado';
      status: number | null;
      /** False where no connection came about, so that it can't be the request's own fault. */
      reached: boolean;
    };

export interface Transport {
  /** Sends at once. Never rejects: every failure is a {@link Reply}. `signal` cancels at any moment. */
  post(endpoint: Endpoint, body: string, signal: AbortSignal): Promise<Reply>;
  /** Ends what is in flight and closes every connection. */
  close(): Promise<void>;
}

const HEADERS = {
  accept: 'application/json',
  'accept-encoding': 'identity',
  'content-type': 'application/json',
  'user-agent': 'Habido',
};

/** A pool of its own, kept alive between requests. Redirects are not followed. */
export function createTransport(address: ApiAddress, clock: Clock, timeouts: Timeouts): Transport {
  const pool = new Pool(address.origin, {
    connect: { timeout: timeouts.connect },
    // The deadline below covers the whole answer; these would only cover its parts.
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
  });
  return {
    post: (endpoint, body, signal) => {
      const deadline = endpoint === 'ruc/collection' ? timeouts.collection : timeouts.answer;
      return exchange(pool, { path: address.pathOf(endpoint), body, deadline, clock, signal });
    },
    close: () => pool.destroy(),
  };
}

interface Sending {
  path: string;
  body: string;
  deadline: number;
  clock: Clock;
  signal: AbortSignal;
}

async function exchange(pool: Pool, { path, body, deadline, clock, signal }: Sending): Promise<Reply> {
  const stop = new AbortController();
  const over = new AbortController();
  let late = false;
  const cancel = (): void => {
    stop.abort();
  };
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  clock.sleep(deadline, over.signal).then(
    () => {
      late = true;
      stop.abort();
    },
    () => undefined, // The answer came first.
  );
  let status: number | null = null;
  try {
    const answer = await pool.request({ path, method: 'POST', headers: HEADERS, body, signal: stop.signal });
    status = answer.statusCode;
    const bytes = await readAll(answer.body);
    if (bytes === null) return { kind: 'failed', outcome: 'ilegible', status, reached: true };
    const { 'retry-after': retryAfter, date } = answer.headers;
    return { kind: 'whole', status, retryAfter: one(retryAfter), date: one(date), bytes };
  } catch (error) {
    if (signal.aborted) return { kind: 'failed', outcome: 'cancelado', status, reached: true };
    if (late) return { kind: 'failed', outcome: 'tiempo', status, reached: true };
    return { kind: 'failed', status, ...failureOf(error) };
  } finally {
    over.abort();
    signal.removeEventListener('abort', cancel);
  }
}

/** The whole body; null where it is larger than anything the API could have to say. */
async function readAll(body: AsyncIterable<Buffer> & { destroy(): void }): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) {
      body.destroy();
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

const AFTER_CONNECTING = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_ABORTED']);

function failureOf(error: unknown): { outcome: 'red' | 'ilegible'; reached: boolean } {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  // What the parser refuses is no HTTP: somebody answers, but not an API.
  if (code.startsWith('HPE_') || code === 'UND_ERR_HEADERS_OVERFLOW')
    return { outcome: 'ilegible', reached: true };
  return { outcome: 'red', reached: AFTER_CONNECTING.has(code) || code.startsWith('UND_ERR_RES') };
}
