/** A text under a workbook's name, as the rows of a sheet: streamed, however long it is. */
import type { Check } from '../book/source.ts';
import { fieldText } from '../text/field-text.ts';
import type { Units } from '../text/encoding.ts';
import { RecordScanner, isBlank, type FieldList, type RecordSink } from '../text/records.ts';
import { fieldCount } from '../text/scan-text.ts';
import { textWindows, type TextTable } from '../text/source.ts';
import type { TextDialect } from '../text/dialect.ts';
import type { PlainCell, PlainRow, PlainSheet } from './plain-book.ts';
import { textCell } from './text-values.ts';

/** The sheet of a text. */
export function sheetOfText(table: TextTable, dialect: TextDialect, check: Check): PlainSheet {
  return { nombre: 'Datos', estado: 'visible', merges: [], widths: [], rows: rowsOf(table, dialect, check) };
}

async function* rowsOf(table: TextTable, dialect: TextDialect, check: Check): AsyncGenerator<PlainRow[]> {
  const sink = new RowSink(dialect);
  const scanner = new RecordScanner(dialect, sink);
  for await (const window of textWindows(table.file, dialect, check)) {
    window.use(scanner.scan(window.units, window.final));
    yield sink.take();
  }
}

class RowSink implements RecordSink {
  readonly #dialect: TextDialect;
  #units: Units = new Uint8Array();
  #rows: PlainRow[] = [];

  constructor(dialect: TextDialect) {
    this.#dialect = dialect;
  }

  window(units: Units): void {
    this.#units = units;
  }

  record(row: number, start: number, end: number, _next: number, fields: FieldList): void {
    if (row === 0 || isBlank(this.#units, start, end)) return;
    const cells: PlainCell[] = [];
    const count = fieldCount(fields, this.#dialect);
    for (let i = 0; i < count; i += 1) {
      const cell = textCell(i + 1, fieldText(this.#units, fields, i, this.#dialect.encoding));
      if (cell !== null) cells.push(cell);
    }
    if (cells.length > 0) this.#rows.push({ row, cells });
  }

  take(): PlainRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }
}
