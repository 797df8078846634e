/** Making what was written last through a power cut. */
import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Waits until the file's bytes are on the disk. Synchronous: for worker threads. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
