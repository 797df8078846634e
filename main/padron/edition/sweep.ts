/** Removes what is not in use: unfinished files, editions of before, what a killed import left. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { editionOf, PARTIAL } from './files.ts';

/** Names in the folder that may go, given the edition's file in use; `folder` is the padrón's own. */
export function leftovers(folder: string, inUse: string | null): string[] {
  return namesIn(folder).filter((name) => {
    if (name.includes(PARTIAL)) return true;
    const edition = editionOf(name.replace(/-(journal|wal|shm)$/, ''));
    return edition !== null && edition !== inUse;
  });
}

/** Removes them; whoever holds the lock may. Windows keeps a file that is open: it goes the next time. */
export function sweep(folder: string, inUse: string | null): void {
  for (const name of leftovers(folder, inUse)) {
    try {
      rmSync(join(folder, name), { force: true });
    } catch {
      // Open somewhere.
    }
  }
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
