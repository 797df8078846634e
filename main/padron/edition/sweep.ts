/** Removes what is not in use: unfinished files, editions of before, what a killed import left. */
import { readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { editionOf, isNamesFileName, PARTIAL } from './files.ts';

/** What is in use, and must stay. */
export interface Kept {
  /** The edition's file; null where there is none. */
  inUse: string | null;
  /** Somebody builds names: theirs are unfinished for a good reason. */
  namesGrow: boolean;
}

/** Names in the folder that may go; `folder` is the padrón's own. */
export function leftovers(folder: string, { inUse, namesGrow }: Kept): string[] {
  return namesIn(folder).filter((name) => {
    if (name.includes(PARTIAL)) return !(namesGrow && isNamesFileName(name.replace(PARTIAL, '')));
    const edition = editionOf(name.replace(/-(journal|wal|shm)$/, ''));
    return edition !== null && edition !== inUse;
  });
}

/**
 * Removes them; whoever holds the lock may. Not in this thread: a system takes its time over a gigabyte. Windows keeps a file that is open: it goes the next time.
 */
export async function sweep(folder: string, kept: Kept): Promise<void> {
  // All at once: by the time that one is gone somebody may have begun another of the same name.
  const removed = leftovers(folder, kept).map((name) => rm(join(folder, name), { force: true }));
  // What fails is open somewhere.
  await Promise.allSettled(removed);
}

/** Bytes of all that lies in the folder and below. */
export function bytesIn(folder: string): number {
  let bytes = 0;
  for (const name of namesIn(folder, true)) {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    if (stat?.isFile() === true) bytes += stat.size;
  }
  return bytes;
}

function namesIn(folder: string, recursive = false): string[] {
  try {
    return readdirSync(folder, { recursive, encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
