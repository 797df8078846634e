/** One try at a download: asks for what is missing, writes what comes, says how far it got. */
import type { FileHandle } from 'node:fs/promises';
import type { Dispatcher } from 'undici';
import { request } from 'undici';
import { HabidoError } from '../../../shared/errors.ts';
import type { Clock } from '../../../shared/ports.ts';
import { redirected } from './address.ts';
import { incoming } from './incoming.ts';
import { diskError, strongEtag, type FileVersion, type PartialFile } from './partial.ts';

const MAX_REDIRECTS = 5;
/** A busy server may ask for this long a pause at most (ms). */
const MAX_RETRY_AFTER = 120_000;

export interface AttemptDeps {
  url: URL;
  partial: PartialFile;
  agent: Dispatcher;
  clock: Clock;
  signal: AbortSignal;
  /** The server is given up where nothing came for this long, ms. */
  stallMs: number;
  maxBytes: number;
  /** Nothing is sent where the server's file is no newer than this (UTC ms); null: it is sent. */
  newerThan: number | null;
  onBytes(bytes: number, total: number | null): void;
}

/** How a try ended; what can't be mended by another one is thrown. */
export type AttemptEnd =
  | { kind: 'whole'; bytes: number; lastModified: string | null }
  | { kind: 'unchanged' }
  | { kind: 'broken'; motivo: string; waitMs: number | null };

/** Rejects with `descarga-…` where another try is no use, with the signal's reason where it was cancelled. */
export async function attempt(deps: AttemptDeps): Promise<AttemptEnd> {
  const watch = new Watch(deps);
  try {
    return await exchange(deps, watch);
  } catch (error) {
    if (deps.signal.aborted) throw deps.signal.reason;
    if (watch.stalled) return broken('el servidor dejó de responder');
    return brokenBy(error);
  } finally {
    watch.end();
  }
}

const broken = (motivo: string, waitMs: number | null = null): AttemptEnd => ({
  kind: 'broken',
  motivo,
  waitMs,
});

async function exchange(deps: AttemptDeps, watch: Watch): Promise<AttemptEnd> {
  const { partial, url } = deps;
  const before = await partial.resumable(url.href);
  const answer = await ask(deps, watch, before === null ? newerHeaders(deps) : rangeHeaders(before));
  const { statusCode: status, headers } = answer;
  if (status === 206 && before !== null) return await goOn(deps, watch, answer, before);
  if (status === 200) return await beginAnew(deps, watch, answer);
  await dump(answer);
  if (status === 304 && before === null && deps.newerThan !== null) return { kind: 'unchanged' };
  if (status === 416 && before !== null && isWhole(before, totalOf(headers)))
    return { kind: 'whole', bytes: before.bytes, lastModified: before.version.lastModified };
  if (status === 416 || status === 206) {
    await partial.discard();
    return broken('el archivo cambió en el servidor');
  }
  if (status === 408 || status === 429 || status >= 500)
    return broken(`el servidor respondió ${String(status)}`, retryAfter(headers));
  throw new HabidoError('descarga-no-existe', { estado: String(status) });
}

/** Whether nothing is missing: all came, and the last step alone was not made. */
function isWhole({ bytes, version }: { bytes: number; version: FileVersion }, total: number | null): boolean {
  return total === bytes && (version.total === null || version.total === bytes);
}

function newerHeaders({ newerThan }: AttemptDeps): Record<string, string> {
  return newerThan === null ? {} : { 'if-modified-since': new Date(newerThan).toUTCString() };
}

function rangeHeaders({ bytes, version }: { bytes: number; version: FileVersion }): Record<string, string> {
  const validator = strongEtag(version.etag) ?? version.lastModified ?? '';
  return { range: `bytes=${String(bytes)}-`, 'if-range': validator };
}

/** Asks, and asks again where redirects lead. */
async function ask(
  { url, agent }: AttemptDeps,
  watch: Watch,
  headers: Record<string, string>,
): Promise<Dispatcher.ResponseData> {
  let at = url;
  for (let hops = 0; ; hops += 1) {
    const answer = await request(at, {
      dispatcher: agent,
      method: 'GET',
      // The file as it is: a length and a range count its own bytes.
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Habido', ...headers },
      signal: watch.signal,
      // One watch over the whole exchange stands in for these.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    watch.heard();
    const location = headerOf(answer.headers, 'location');
    if (![301, 302, 303, 307, 308].includes(answer.statusCode) || location === null) return answer;
    await dump(answer);
    if (hops >= MAX_REDIRECTS) throw new HabidoError('descarga-direccion');
    at = redirected(at, location);
  }
}

/** 206: the rest of the version that was begun, or it is another one after all. */
async function goOn(
  deps: AttemptDeps,
  watch: Watch,
  answer: Dispatcher.ResponseData,
  before: { bytes: number; version: FileVersion },
): Promise<AttemptEnd> {
  const { headers } = answer;
  const { version, bytes } = before;
  const start = /^bytes (\d+)-/.exec(headerOf(headers, 'content-range') ?? '')?.[1];
  const total = totalOf(headers);
  const same =
    Number(start) === bytes &&
    (version.total === null || total === null || total === version.total) &&
    isSame(headerOf(headers, 'etag'), version.etag) &&
    isSame(headerOf(headers, 'last-modified'), version.lastModified);
  if (!same) {
    await dump(answer);
    await deps.partial.discard();
    return broken('el archivo cambió en el servidor');
  }
  const chunks = incoming(answer.body);
  const file = await onDisk(() => deps.partial.continued());
  const whole = version.total ?? total;
  return await receive(deps, watch, answer, { chunks, file, from: bytes, total: whole, version });
}

function isSame(now: string | null, then: string | null): boolean {
  return now === null || then === null || now === then;
}

/** 200: the whole file, whatever was there before. */
async function beginAnew(
  deps: AttemptDeps,
  watch: Watch,
  answer: Dispatcher.ResponseData,
): Promise<AttemptEnd> {
  const { headers } = answer;
  if (/^\s*(text\/html|application\/xhtml)/i.test(headerOf(headers, 'content-type') ?? '')) {
    await dump(answer);
    throw new HabidoError('descarga-no-es-archivo');
  }
  const length = headerOf(headers, 'content-length');
  const total = length === null ? null : Number(length);
  if (total !== null && total > deps.maxBytes) {
    await dump(answer);
    throw new HabidoError('descarga-demasiado-grande');
  }
  const version: FileVersion = {
    url: deps.url.href,
    etag: headerOf(headers, 'etag'),
    lastModified: headerOf(headers, 'last-modified'),
    total,
  };
  const chunks = incoming(answer.body);
  const file = await onDisk(() => deps.partial.begin(version));
  return await receive(deps, watch, answer, { chunks, file, from: 0, total, version });
}

interface Receiving {
  chunks: AsyncIterable<Buffer>;
  file: FileHandle;
  from: number;
  total: number | null;
  version: FileVersion;
}

async function receive(
  deps: AttemptDeps,
  watch: Watch,
  { body }: Dispatcher.ResponseData,
  { chunks, file, from, total, version }: Receiving,
): Promise<AttemptEnd> {
  let at = from;
  try {
    for await (const chunk of chunks) {
      watch.heard();
      if (at === 0 && /^(\xef\xbb\xbf)?\s*</.test(chunk.subarray(0, 64).toString('latin1'))) {
        await deps.partial.discard();
        throw new HabidoError('descarga-no-es-archivo');
      }
      if (at + chunk.length > deps.maxBytes) {
        await deps.partial.discard();
        throw new HabidoError('descarga-demasiado-grande');
      }
      await onDisk(() => writeWhole(file, chunk, at));
      at += chunk.length;
      deps.onBytes(at, total);
    }
  } finally {
    body.destroy();
    await file.close();
  }
  if (total !== null && at < total) return broken('se cortó la conexión');
  if (total !== null && at > total) {
    await deps.partial.discard();
    return broken('el archivo cambió en el servidor');
  }
  return { kind: 'whole', bytes: at, lastModified: version.lastModified };
}

async function writeWhole(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new DiskFailure(error);
  }
}

/** Tells the disk's failures from the network's, which share codes. */
class DiskFailure extends Error {
  constructor(cause: unknown) {
    super('the disk failed', { cause });
  }
}

/** Closes an answer whose body nobody wants. */
async function dump({ body }: Dispatcher.ResponseData): Promise<void> {
  // Its own failure says nothing about the download.
  await body.dump({ limit: 64 * 1024 }).catch(() => undefined);
}

function brokenBy(error: unknown): AttemptEnd {
  if (error instanceof HabidoError) throw error;
  if (error instanceof DiskFailure) throw diskError(error.cause);
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (/CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY/.test(code)) {
    throw new HabidoError(
      'descarga-fallida',
      { motivo: 'el certificado del servidor no es válido' },
      { cause: error },
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return broken('no se encuentra el servidor');
  if (code === 'ECONNREFUSED' || code === 'UND_ERR_CONNECT_TIMEOUT') return broken('el servidor no responde');
  return broken('se cortó la conexión');
}

function headerOf(headers: Dispatcher.ResponseData['headers'], name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** The whole file's size in `Content-Range: bytes 5-9/10` or its form for a refused range. */
function totalOf(headers: Dispatcher.ResponseData['headers']): number | null {
  const total = /\/(\d+)\s*$/.exec(headerOf(headers, 'content-range') ?? '')?.[1];
  return total === undefined ? null : Number(total);
}

function retryAfter(headers: Dispatcher.ResponseData['headers']): number | null {
  const seconds = Number(headerOf(headers, 'retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, MAX_RETRY_AFTER) : null;
}

/** Ends an exchange when it is cancelled, and when nothing was heard for too long. */
class Watch {
  readonly #deps: Pick<AttemptDeps, 'clock' | 'signal' | 'stallMs'>;
  readonly #stop = new AbortController();
  readonly #over = new AbortController();
  #last: number;
  stalled = false;

  constructor(deps: Pick<AttemptDeps, 'clock' | 'signal' | 'stallMs'>) {
    this.#deps = deps;
    this.#last = deps.clock.now();
    deps.signal.addEventListener('abort', this.#cancel, { once: true });
    if (deps.signal.aborted) this.#cancel();
    // Rejects when the exchange is over, which is how it ends.
    this.#guard().catch(() => undefined);
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  heard(): void {
    this.#last = this.#deps.clock.now();
  }

  /** Lets go of the answer, whole or not. */
  end(): void {
    this.#over.abort();
    this.#stop.abort();
    this.#deps.signal.removeEventListener('abort', this.#cancel);
  }

  readonly #cancel = (): void => {
    this.#stop.abort();
  };

  async #guard(): Promise<void> {
    const { clock, stallMs } = this.#deps;
    for (;;) {
      const left = this.#last + stallMs - clock.now();
      if (left <= 0) break;
      await clock.sleep(left, this.#over.signal);
    }
    this.stalled = true;
    this.#stop.abort();
  }
}
