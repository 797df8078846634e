/** The name of the annotated copy. */
import { existsSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

/**
 * A free path beside the source: `compras (verificado).xlsx`, then `compras (verificado) (2).xlsx` and so on.
 * A workbook with macros keeps `.xlsm`; whatever else the source is called, its copy is an `.xlsx`.
 */
export function copyNameBeside(source: string, exists: (path: string) => boolean = existsSync): string {
  const extension = extname(source);
  const stem = basename(source, extension);
  const wanted = /^\.xls[xm]$/i.test(extension) ? extension : '.xlsx';
  const folder = dirname(source);
  for (let n = 1; ; n += 1) {
    const path = join(folder, `${stem} (verificado)${n === 1 ? '' : ` (${String(n)})`}${wanted}`);
    if (!exists(path)) return path;
  }
}
