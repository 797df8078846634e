/** Downloads SUNAT's padrón and imports what came. */
import { mkdir, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HabidoError, type ErrorCode } from '../../../shared/errors.ts';
import type { PadronProgress } from '../../../shared/padron.ts';
import type { Clock, Random } from '../../../shared/ports.ts';
import type { Locks } from '../../database/locks.ts';
import { nameIn } from './address.ts';
import { downloadFile, type Downloaded } from './download-file.ts';

/** Downloads on their way lie here, inside the data folder, also over a restart. */
const DOWNLOADS = join('padron', 'descargas');
const TARGET = 'padron_reducido_ruc.zip';
/** SUNAT publishes every day: a file that was brought this lately, and not imported, is not brought again. */
const GOOD_FOR_MS = 12 * 3_600_000;
/** Milliseconds between two pieces of news. */
const TELL_EVERY_MS = 200;
/** Before this long, the speed says little of the time left. */
const SPEED_AFTER_MS = 2000;

/** Failures after which the file is of no use: of an older one too, or another address would give it again. */
const WORTHLESS: readonly ErrorCode[] = [
  'padron-archivo-danado',
  'padron-otro-formato',
  'padron-mas-antiguo',
];

interface ImportOptions {
  fecha: number | null;
  aceptar: boolean;
  archivo?: string;
  signal?: AbortSignal;
  onProgress?: (progress: PadronProgress) => void;
}

export interface PadronDownloadDeps<End> {
  /** The data folder. */
  folder: string;
  locks: Pick<Locks, 'acquire'>;
  clock: Clock;
  random: Random;
  importFile(path: string, options: ImportOptions): Promise<End>;
  /** The date of the edition in use (UTC ms) and what is answered where the server has nothing newer. */
  inUse(): { fecha: number; end: End } | null;
}

export interface PadronDownloadOptions {
  url: string;
  /** Also an edition older than the one in use. */
  aceptar?: boolean;
  signal?: AbortSignal;
  onProgress?: (progress: PadronProgress) => void;
}

/**
 * Brings the file, imports it with the date that the server gave it, and removes it. What a break or a cancel
 * leaves is gone on with the next time; where the server has nothing newer than the edition in use, nothing is
 * brought. Rejects with `descarga-…`, `padron-…`, `cancelado`.
 */
export async function downloadPadron<End>(
  deps: PadronDownloadDeps<End>,
  options: PadronDownloadOptions,
): Promise<End> {
  const lock = deps.locks.acquire('descarga-padron');
  if (lock === null) throw new HabidoError('descarga-en-uso');
  try {
    const target = join(deps.folder, DOWNLOADS, TARGET);
    const { url, signal, aceptar = false } = options;
    let fecha = await broughtLately(target, deps.clock.now());
    if (fecha === null) {
      const inUse = deps.inUse();
      const brought = await bring(deps, options, target, inUse?.fecha ?? null);
      if (brought !== null) fecha = brought.lastModified;
      else if (inUse !== null) return inUse.end;
    }
    const { onProgress } = options;
    try {
      const end = await deps.importFile(target, {
        fecha,
        aceptar,
        archivo: nameIn(url) || TARGET,
        ...(signal === undefined ? {} : { signal }),
        ...(onProgress === undefined ? {} : { onProgress }),
      });
      await rm(target, { force: true });
      return end;
    } catch (error) {
      if (error instanceof HabidoError && WORTHLESS.includes(error.code)) await rm(target, { force: true });
      throw error;
    }
  } finally {
    lock.release();
  }
}

/** Null: the server has nothing newer than `newerThan`. */
async function bring<End>(
  { clock, random }: PadronDownloadDeps<End>,
  { url, signal, onProgress }: PadronDownloadOptions,
  target: string,
  newerThan: number | null,
): Promise<Downloaded | null> {
  const tell = onProgress === undefined ? () => undefined : progressOf(clock, onProgress);
  const free = await freeBytes(dirname(target));
  return await downloadFile({
    url,
    target,
    clock,
    random,
    newerThan,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (bytes, total) => {
      if (total !== null && total - bytes > free) throw new HabidoError('descarga-sin-espacio');
      tell(bytes, total);
    },
  });
}

async function freeBytes(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** The date of a file that was brought and never imported, UTC ms; null where there is none of use. */
async function broughtLately(target: string, now: number): Promise<number | null> {
  try {
    const { ctimeMs, mtimeMs } = await stat(target);
    const age = now - ctimeMs;
    // Its time is the server's where the server told one; else it is when it came, which is no edition's date.
    return age >= 0 && age < GOOD_FOR_MS && ctimeMs - mtimeMs > 1000 ? Math.round(mtimeMs) : null;
  } catch {
    return null;
  }
}

/** Bytes as news for a person, a few times a second, with the time left by the speed of this try. */
function progressOf(
  clock: Clock,
  tell: (progress: PadronProgress) => void,
): (bytes: number, total: number | null) => void {
  let first: { bytes: number; at: number } | null = null;
  let last = -Infinity;
  return (bytes, total) => {
    const at = clock.now();
    first ??= { bytes, at };
    if (at - last < TELL_EVERY_MS && bytes !== total) return;
    last = at;
    const elapsed = at - first.at;
    const brought = bytes - first.bytes;
    const known = total !== null && elapsed >= SPEED_AFTER_MS && brought > 0;
    tell({
      fase: 'descargar',
      avance: total === null || total === 0 ? null : Math.min(1, bytes / total),
      filas: 0,
      bytes,
      restanMs: known ? Math.round(((total - bytes) * elapsed) / brought) : null,
    });
  };
}
