/** Folders of one job each, for what is converted on the way: only for this user's eyes, gone when the job is done. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isAlive } from '../files/process.ts';

const NAME = /^habido-informe-(\d+)-[0-9a-f]{12}$/;

/** A new path; nothing is made yet. */
export function scratchPath(): string {
  return join(tmpdir(), `habido-informe-${String(process.pid)}-${randomBytes(6).toString('hex')}`);
}

/** Makes the folder, and removes those that killed processes left behind. */
export async function makeScratch(path: string): Promise<void> {
  await sweep(dirname(path), basename(path));
  await mkdir(path, { mode: 0o700 });
}

/** Removes the folder with all in it; one that was never made is no error. */
export async function removeScratch(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

async function sweep(folder: string, own: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(NAME.exec(name)?.[1] ?? 0);
    if (pid === 0 || name === own || isAlive(pid)) continue;
    try {
      await removeScratch(join(folder, name));
    } catch {
      // Another user's: theirs to remove.
    }
  }
}
