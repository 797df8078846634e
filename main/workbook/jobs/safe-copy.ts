/** Writing a copy so that it is there whole or not at all: temporary file, check, then one rename. */
import { stat, type FileHandle } from 'node:fs/promises';
import { HabidoError } from '../../../shared/errors.ts';
import { hashFile, readingError } from '../book/source.ts';
import { createTemporary, putInPlace, removeQuietly, writingError } from '../../files/target.ts';
import type { SideThread } from '../side/side-thread.ts';
import type { Job } from './job.ts';

/** Where a copy goes. */
export interface CopyPlace {
  target: string;
  /** Where it is written first: in the target's folder. */
  temporary: string;
}

/**
 * Writes, syncs, checks and renames; answers the copy's hash. `write` answers the check of what it wrote;
 * `beforeRename` is the last chance to refuse. The temporary file never outlives a failure.
 */
export async function writeSafely(
  { target, temporary }: CopyPlace,
  job: Job,
  write: (out: FileHandle) => Promise<() => Promise<void>>,
  beforeRename: () => Promise<void>,
): Promise<string> {
  const out = await createTemporary(temporary, target);
  let open = true;
  try {
    const verify = await write(out);
    await verify();
    const [hash] = await Promise.all([hashFile(out, job.check), out.sync(), beforeRename()]);
    await out.close();
    open = false;
    job.check();
    await putInPlace(temporary, target);
    job.progress({ fase: 'revisar', avance: 1 });
    return hash;
  } catch (error) {
    if (open) await out.close();
    await removeQuietly(temporary);
    throw writingError(error);
  }
}

/** A source that was opened, and what must still be true of it when the copy is done. */
export interface SourceState {
  path: string;
  file: FileHandle;
  size: number;
  mtimeMs: number;
  ino: number;
  hash: string;
}

/** The state of an opened source. */
export async function stateOf(path: string, file: FileHandle, hash: string): Promise<SourceState> {
  const { size, mtimeMs, ino } = await file.stat();
  return { path, file, size, mtimeMs, ino, hash };
}

/** Throws `archivo-cambio` where the source is no more the file that was read: same place, size, time and bytes. */
export async function expectUnchanged(source: SourceState, job: Job, side: SideThread | null): Promise<void> {
  const after = await stat(source.path).catch((error: unknown) => {
    throw readingError(error);
  });
  const same = after.size === source.size && after.mtimeMs === source.mtimeMs && after.ino === source.ino;
  if (!same) throw new HabidoError('archivo-cambio');
  await expectHash(source, job, side);
}

/** Throws `archivo-cambio` where the source's bytes are others; hashes them in the second thread where there is one. */
export async function expectHash(
  { path, file, hash }: SourceState,
  job: Job,
  side: SideThread | null,
): Promise<void> {
  const found = (await side?.hash(path)) ?? (await hashFile(file, job.check));
  if (found !== hash) throw new HabidoError('archivo-cambio');
}
