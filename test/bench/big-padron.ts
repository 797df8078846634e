/** Made-up padrones for benchmarks, kept in the system's folder for temporary files. */
import { renameSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePadron } from '../support/padron-file.ts';

/** Changes with what is written, so that an older file is not taken for it. */
const FORMAT = 1;

/** The path of a made-up padrón of so many rows; `edition` 2 has changes in a hundredth of them. Written where it is not there yet. */
export async function bigPadron(rows: number, edition: 1 | 2): Promise<string> {
  const path = join(tmpdir(), `habido-padron-${String(FORMAT)}-${String(rows)}-${String(edition)}.zip`);
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return path;
  const each = Math.round(rows / 500);
  const entryTime = { year: 2026, month: 11, day: 22 + edition, hour: 9, minute: 0 };
  const part = `${path}.${String(process.pid)}.zip`;
  await writePadron(part, {
    rows,
    entryTime,
    ...(edition === 1
      ? {}
      : { changes: { nuevos: each, retirados: each, estado: each, condicion: each, nombre: each } }),
  });
  renameSync(part, path);
  return path;
}
