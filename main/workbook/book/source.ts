/** The user's workbook as a file: opened for reading only, its failures said in our codes, its bytes hashed. */
import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { HabidoError } from '../../../shared/errors.ts';

/** Called between chunks of work: throws when the job was cancelled. */
export type Check = () => void;

const HASH_CHUNK = 1024 * 1024;

/** Opens a workbook for reading. Rejects with the code that says why it can't be read. */
export async function openSource(path: string): Promise<FileHandle> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    throw readingError(error);
  }
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) throw new HabidoError('archivo-no-libro');
    if (stats.size === 0) throw new HabidoError('archivo-vacio');
    return file;
  } catch (error) {
    await file.close();
    throw readingError(error);
  }
}

/** A failure of reading the source, as one of our codes where it is known. */
export function readingError(error: unknown): unknown {
  switch ((error as NodeJS.ErrnoException).code ?? '') {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ESTALE':
      return new HabidoError('archivo-no-existe', {}, { cause: error });
    case 'EBUSY':
    case 'EPERM':
    case 'EACCES':
    case 'EAGAIN':
    case 'ETXTBSY':
      return new HabidoError('archivo-sin-permiso', {}, { cause: error });
    case 'EISDIR':
      return new HabidoError('archivo-no-libro', {}, { cause: error });
    default:
      return error;
  }
}

/** SHA-256 of the file's bytes, lower-case hex. `onBytes` is told how many were read so far. */
export async function hashFile(
  file: FileHandle,
  check: Check,
  onBytes?: (done: number) => void,
): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafeSlow(HASH_CHUNK);
  let at = 0;
  for (;;) {
    check();
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
    onBytes?.(at);
  }
}
