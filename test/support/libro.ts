/** A small workbook with one column of RUCs, written by an independent library. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from 'xlsx';

/** Writes `libro.xlsx` in `folder`: a header row, a name column and the RUC column B. Answers its path. */
export function writeLibro(folder: string, rucs: readonly string[], nombre = 'libro.xlsx'): string {
  const rows = [
    ['Proveedor', 'RUC', 'Importe'],
    ...rucs.map((ruc, i) => [`Proveedor ${String(i + 1)}`, ruc, i + 0.5]),
  ];
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Compras');
  const path = join(folder, nombre);
  writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer);
  return path;
}
