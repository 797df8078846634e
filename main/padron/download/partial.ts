/** A download that is not whole yet: its bytes beside the target, and what is needed to go on with them. */
import {
  mkdir,
  open,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { HabidoError } from '../../../shared/errors.ts';

/** Which version of the file the bytes are of, as the server names it. */
const versionSchema = z.object({
  url: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Bytes of the whole file; null where the server does not say. */
  total: z.number().int().nonnegative().nullable(),
});
export type FileVersion = z.infer<typeof versionSchema>;

/**
 * Files beside the target: `….parcial` and `….parcial.json`. One process works on them at a time: its caller
 * holds a lock.
 */
export class PartialFile {
  readonly #target: string;
  readonly #path: string;
  readonly #notes: string;

  constructor(target: string) {
    this.#target = target;
    this.#path = `${target}.parcial`;
    this.#notes = `${target}.parcial.json`;
  }

  /** What can be gone on with: bytes of a known version of this address. Null where all begins anew. */
  async resumable(url: string): Promise<{ bytes: number; version: FileVersion } | null> {
    try {
      const version = versionSchema.parse(JSON.parse(await readFile(this.#notes, 'utf8')));
      const { size } = await stat(this.#path);
      const nameable = strongEtag(version.etag) !== null || version.lastModified !== null;
      return size > 0 && version.url === url && nameable ? { bytes: size, version } : null;
    } catch {
      // Missing, or not written to its end: the download begins anew.
      return null;
    }
  }

  /** Begins anew with another version: what was there is gone. */
  async begin(version: FileVersion): Promise<FileHandle> {
    await mkdir(dirname(this.#target), { recursive: true });
    await rm(this.#notes, { force: true });
    const file = await open(this.#path, 'w');
    try {
      // Last: bytes of one version must never stand beside the notes of another.
      await writeFile(this.#notes, JSON.stringify(version));
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Goes on at the end of what is there. */
  continued(): Promise<FileHandle> {
    return open(this.#path, 'r+');
  }

  async discard(): Promise<void> {
    await rm(this.#path, { force: true });
    await rm(this.#notes, { force: true });
  }

  /** Puts the whole file in the target's place, with the date that the server gave it. */
  async finish(lastModified: number | null): Promise<void> {
    const file = await open(this.#path, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    if (lastModified !== null) await utimes(this.#path, lastModified / 1000, lastModified / 1000);
    await rename(this.#path, this.#target);
    await rm(this.#notes, { force: true });
  }
}

/** An entity tag that vouches for every byte; null for none, and for a weak one. */
export function strongEtag(etag: string | null): string | null {
  return etag !== null && /^"[^"]*"$/.test(etag) ? etag : null;
}

/** A failure of the disk, as one of our codes where it is known. */
export function diskError(error: unknown): unknown {
  switch ((error as NodeJS.ErrnoException).code ?? '') {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new HabidoError('descarga-sin-espacio', {}, { cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new HabidoError('datos-sin-permiso', {}, { cause: error });
    case 'ENOTDIR':
    case 'EEXIST':
      return new HabidoError('datos-carpeta-invalida', {}, { cause: error });
    default:
      return error;
  }
}
