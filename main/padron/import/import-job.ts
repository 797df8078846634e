/** One import from the file to a finished edition in its place, with what changed. Runs in a worker thread. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { HabidoError } from '../../../shared/errors.ts';
import { toLimaDay, toLimaIso } from '../../../shared/time.ts';
import { putInPlace } from '../../files/target.ts';
import { EditionDb } from '../edition/edition-db.ts';
import { editionFile, padronFolder, PARTIAL } from '../edition/files.ts';
import { buildEdition, expectSpace, type JobWatch } from './build-edition.ts';
import type { ImportFinding, ImportJob } from './protocol.ts';
import { openSource } from './source.ts';
import { storeChanges } from './store-changes.ts';
import { isSound } from './verify-edition.ts';

/** The edition while it grows; one import at a time writes it. */
const GROWING = `nueva${PARTIAL}`;

/** Throws what {@link openSource} and {@link buildEdition} do, `padron-sin-fecha`, `padron-mas-antiguo`. */
export async function runImport(job: ImportJob, watch: JobWatch): Promise<ImportFinding> {
  const { inUse } = job;
  const source = await openSource(job.path);
  try {
    // Another size is another file; only of one with the same it is worth reading all of it first.
    const sameSize = inUse !== null && inUse.bytes === source.bytes;
    // The very file again may be meant to mend what it has become on the disk.
    if (sameSize && (await hashOf(job.path, watch)) === inUse.sha256 && isReadable(inUse.path))
      return { type: 'same' };
    const fecha = [job.fecha, source.fecha].find((ms) => ms !== null && ms <= job.latest) ?? null;
    if (fecha === null) throw new HabidoError('padron-sin-fecha');
    if (inUse !== null && !job.aceptar && dayOf(fecha) < dayOf(inUse.fecha)) {
      throw new HabidoError('padron-mas-antiguo', {
        fecha: toLimaDay(fecha),
        enUso: toLimaDay(inUse.fecha),
      });
    }
    expectSpace(source, job.free);
    const folder = padronFolder(job.folder);
    mkdirSync(folder, { recursive: true });
    const growing = join(folder, GROWING);
    const like = inUse === null ? [] : situationsOf(inUse.path);
    const built = await buildEdition(source, growing, { fecha, free: job.free, like }, watch);
    const archivo = freeName(folder, fecha, built.sha256);
    await putInPlace(growing, join(folder, archivo));
    watch.check();
    const pair = inUse === null ? null : { older: inUse.path, newer: join(folder, archivo) };
    const cambios = storeChanges(job.folder, job.n, pair, watch);
    return { type: 'imported', edition: { ...built, archivo, fecha, bytes: source.bytes, cambios } };
  } finally {
    await source.close();
  }
}

function isReadable(path: string): boolean {
  try {
    return isSound(path);
  } catch {
    // Not even a database, or one whose disk can't be read.
    return false;
  }
}

function situationsOf(path: string): { estado: string; condicion: string }[] {
  const edition = new EditionDb(path);
  try {
    return edition.situations();
  } finally {
    edition.close();
  }
}

async function hashOf(path: string, watch: JobWatch): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    watch.check();
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}

const dayOf = (ms: number): string => toLimaIso(ms).slice(0, 10);

/** A file that lies there may be open, and may be broken: it is never written over. */
function freeName(folder: string, fecha: number, sha256: string): string {
  for (let copy = 1; ; copy += 1) {
    const name = editionFile(fecha, sha256, copy);
    if (!existsSync(join(folder, name))) return name;
  }
}
