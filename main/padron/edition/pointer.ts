/** `actual.json`: which edition is in use. Replaced in one step, so that every process reads the old or the new. */
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { temporaryPath, writeInPlace } from '../../files/target.ts';
import { isEditionFile } from './files.ts';

const FILE = 'actual.json';

const schema = z.object({
  /** Name of the edition's file. */
  archivo: z.string().refine(isEditionFile),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** `n` of its import. */
  importN: z.number().int().positive(),
});

/** The edition in use. */
export type Pointer = z.output<typeof schema>;

/** What `actual.json` says; null where there is none, `'roto'` where it can't be understood. */
export function readPointer(folder: string): Pointer | null | 'roto' {
  let text: string;
  try {
    text = readFileSync(join(folder, FILE), 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : 'roto';
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return 'roto';
  }
}

/** Changes whenever another edition was put in use; one `stat`. */
export function pointerStamp(folder: string): string {
  const stat = statSync(join(folder, FILE), { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? '' : `${String(stat.mtimeNs)} ${String(stat.ino)} ${String(stat.size)}`;
}

/** Puts an edition in use. Windows refuses for a moment while another process reads the file. */
export async function writePointer(folder: string, pointer: Pointer): Promise<void> {
  const target = join(folder, FILE);
  await writeInPlace(
    target,
    temporaryPath(target, randomBytes(6).toString('hex')),
    Buffer.from(`${JSON.stringify(pointer)}\n`),
  );
}
