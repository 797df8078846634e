/** What was copied elsewhere as a workbook of its own, so that it takes the same path as any other. */
import { utils, write, type WorkBook } from 'xlsx';
import { HabidoError } from '../../shared/errors.ts';

/** Lines read of a clipboard at the most. */
const MAX_LINES = 50_000;

/** Cells of a pasted text: lines and tabs as a sheet gives them; a sentence with several numbers, one a row. */
export function pastedRows(text: string): string[][] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const [only] = lines;
  if (lines.length === 1 && only !== undefined && !only.includes('\t')) {
    const numbers = [...only.matchAll(/(?<!\d)\d{11}(?!\d)/g)].map(([number]) => [number]);
    if (numbers.length > 1) return numbers;
  }
  return lines.slice(0, MAX_LINES).map((line) => line.split('\t'));
}

/** The bytes of an .xlsx with the pasted cells, all as text. Throws `archivo-vacio` where there are none. */
export function pastedBook(text: string): Buffer {
  const rows = pastedRows(text);
  if (rows.length === 0) throw new HabidoError('portapapeles-vacio');
  const sheet = utils.aoa_to_sheet(rows);
  const book: WorkBook = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Pegado');
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}
