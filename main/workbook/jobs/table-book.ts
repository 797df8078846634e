/** A plain table as a workbook of its own: a bold header that stays in sight, filters, and rows as they come. */
import type { TableCell, TableColumn } from '../../../shared/workbook.ts';
import { writeInPlace } from '../../files/target.ts';
import { excelDay, excelInstant } from '../excel-dates.ts';
import { writePlainBook, type PlainCell, type PlainRow, type PlainSheet } from '../report/plain-book.ts';
import { DATE_STYLE, DATE_TIME_STYLE } from '../report/plain-styles.ts';
import type { Job } from './job.ts';

export interface TableJob {
  target: string;
  temporary: string;
  hoja: string;
  columnas: readonly TableColumn[];
  filas: AsyncIterable<readonly (readonly TableCell[])[]>;
}

/** Writes the table and answers its number of rows. Texts are texts, whatever they begin with. */
export async function writeTableBook(table: TableJob, job: Job): Promise<{ filas: number }> {
  let filas = 0;
  async function* rows(): AsyncGenerator<PlainRow[]> {
    yield [
      plainRow(
        1,
        table.columnas.map(({ titulo }) => titulo),
      ),
    ];
    for await (const chunk of table.filas) {
      yield chunk.map((cells, i) => plainRow(filas + 2 + i, cells));
      filas += chunk.length;
      job.progress({ fase: 'escribir', avance: 0 });
    }
  }
  const sheet: PlainSheet = {
    nombre: table.hoja,
    estado: 'visible',
    merges: [],
    widths: table.columnas.map(({ ancho }) => ancho),
    heading: true,
    rows: rows(),
  };
  await writeInPlace(table.target, table.temporary, (file) =>
    writePlainBook(file, [sheet], false, job.check),
  );
  return { filas };
}

function plainRow(row: number, cells: readonly TableCell[]): PlainRow {
  return { row, cells: cells.flatMap((cell, i) => plainCell(i + 1, cell) ?? []) };
}

function plainCell(column: number, cell: TableCell): PlainCell | null {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'string') return { column, kind: 'text', value: cell };
  if (typeof cell === 'number') return { column, kind: 'number', value: cell, style: 0 };
  if ('dia' in cell) return { column, kind: 'number', value: excelDay(cell.dia, false), style: DATE_STYLE };
  return { column, kind: 'number', value: excelInstant(cell.instante, false), style: DATE_TIME_STYLE };
}
