/**
 * RUCs as SUNAT's Consulta múltiple takes them: a ZIP with one text file, one RUC a line, at most a hundred.
 * The person uploads them; nothing here speaks to SUNAT.
 */
import { randomBytes } from 'node:crypto';
import { basename, extname, join } from 'node:path';
import { temporaryPath, writeInPlace } from '../../files/target.ts';
import { newEntry } from '../../zip/new-entry.ts';
import { ZipWriter } from '../../zip/writer.ts';

/** RUCs that one upload may hold (orientacion of gob.pe on the Consulta múltiple). */
export const RUCS_PER_UPLOAD = 100;

/** One file to upload, as it was written. */
export interface PreparedFile {
  /** Name without its folder. */
  nombre: string;
  path: string;
  rucs: number;
}

/**
 * Writes the files of these RUCs into `folder`, each whole or not at all; names begin with that of the
 * workbook, and take the place of earlier ones of the same name. Rejects with our codes of writing.
 */
export async function prepareUploads(
  rucs: readonly string[],
  folder: string,
  workbook: string,
  now: number,
): Promise<PreparedFile[]> {
  const stem = `consulta-multiple ${basename(workbook, extname(workbook))}`;
  const files: PreparedFile[] = [];
  for (let from = 0; from < rucs.length; from += RUCS_PER_UPLOAD) {
    const part = rucs.slice(from, from + RUCS_PER_UPLOAD);
    const nombre = `${stem}-${String(files.length + 1).padStart(3, '0')}.zip`;
    const path = join(folder, nombre);
    await writeUpload(path, part, now);
    files.push({ nombre, path, rucs: part.length });
  }
  return files;
}

async function writeUpload(path: string, rucs: readonly string[], now: number): Promise<void> {
  // Windows' line ends, as what a person would save with Notepad.
  const text = Buffer.from(rucs.map((ruc) => `${ruc}\r\n`).join(''), 'latin1');
  await writeInPlace(path, temporaryPath(path, randomBytes(6).toString('hex')), async (file) => {
    const zip = new ZipWriter(file);
    await zip.add(newEntry('ruc.txt', now), text.length, (push) => push(text));
    await zip.finish(Buffer.alloc(0));
  });
}
