/** Opening a file of the user's for reading. */
import { open, type FileHandle } from 'node:fs/promises';
import { HabidoError } from '../../shared/errors.ts';

/** Opens a plain file. Rejects with `archivo-no-existe` (folders and the like too) or `archivo-sin-permiso`. */
export async function openForReading(path: string): Promise<FileHandle> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    const missing = ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
    throw new HabidoError(missing ? 'archivo-no-existe' : 'archivo-sin-permiso', {}, { cause: error });
  }
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw new HabidoError('archivo-no-existe');
}
