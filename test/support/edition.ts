/** Editions built from texts that a test writes out, without a workspace around them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EditionDb, type StoredRow } from '../../main/padron/edition/edition-db.ts';
import { buildEdition, type BuiltEdition, type JobWatch } from '../../main/padron/import/build-edition.ts';
import { openSource } from '../../main/padron/import/source.ts';

/** Nobody cancels, nobody listens. */
export const NO_WATCH: JobWatch = { check: () => undefined, progress: () => undefined };

export interface EditionOptions {
  encoding?: 'latin1' | 'utf8';
  watch?: JobWatch;
  free?: number;
}

/** Reads the file at `path` into an edition beside it. */
export async function editionOf(
  path: string,
  { watch = NO_WATCH, free = 2 ** 40 }: EditionOptions = {},
): Promise<{ built: BuiltEdition; edition: EditionDb; path: string }> {
  const source = await openSource(path);
  try {
    const target = `${path}.edicion`;
    const built = await buildEdition(
      source,
      target,
      { fecha: Date.UTC(2026, 10, 23, 17), free, like: [] },
      watch,
    );
    return { built, edition: new EditionDb(target), path: target };
  } finally {
    await source.close();
  }
}

/** The rows that a text gives, by RUC, and what was counted. */
export async function rowsOfText(
  folder: string,
  text: string | Buffer,
  options: EditionOptions = {},
): Promise<{ rows: Map<string, StoredRow>; built: BuiltEdition }> {
  const path = join(folder, 'padron.txt');
  writeFileSync(path, typeof text === 'string' ? Buffer.from(text, options.encoding ?? 'latin1') : text);
  const { built, edition } = await editionOf(path, options);
  try {
    const rows = new Map<string, StoredRow>();
    for (const ruc of new Set(String(text).match(/\d{11}/g) ?? [])) {
      const row = edition.row(Number(ruc));
      if (row !== null) rows.set(ruc, row);
    }
    return { rows, built };
  } finally {
    edition.close();
  }
}
