/** The name of the annotated copy. */
import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { identify } from './book/identify.ts';
import { openBook } from './book/open.ts';
import { openSource } from './book/source.ts';

/** Extensions that say a text; what has none is a text as well. */
const TEXT_NAME = /^(\.(csv|txt|tsv|tab|prn|dat|asc))?$/i;

/**
 * The extensions that a copy of this file can have, the usual one first: the file's own where it is given back
 * in place, `.xlsx` where the copy is a report. A file that can't be read is told by its name.
 */
export async function copyExtensions(source: string): Promise<string[]> {
  const own = extname(source);
  try {
    const file = await openSource(source);
    try {
      const found = await identify(file, basename(source));
      if (found.kind === 'text' && found.inPlace) return [own];
      if (found.kind !== 'package') return ['.xlsx'];
      if (/^\.xls[xm]$/i.test(own)) return [own];
      // Under another name Excel opens a workbook unwillingly, if at all.
      const usual = `.${(await openBook(found.opened)).formato}`;
      return /^\.(xls|xlsb)$/i.test(own) ? [usual, own] : [usual];
    } finally {
      await file.close();
    }
  } catch {
    return [/^\.xlsm$/i.test(own) || TEXT_NAME.test(own) ? own : '.xlsx'];
  }
}

/** Whether a copy at `path` has one of these extensions. */
export function hasExtension(path: string, extensions: readonly string[]): boolean {
  const own = extname(path).toLowerCase();
  return extensions.some((extension) => extension.toLowerCase() === own);
}

/** A free path beside the source: `compras (verificado).xlsx`, then `compras (verificado) (2).xlsx` and so on. */
export function copyNameBeside(
  source: string,
  extension: string,
  exists: (path: string) => boolean = existsSync,
): string {
  const stem = basename(source, extname(source));
  const folder = dirname(source);
  for (let n = 1; ; n += 1) {
    const path = join(folder, `${stem} (verificado)${n === 1 ? '' : ` (${String(n)})`}${extension}`);
    if (!exists(path)) return path;
  }
}
