/** Our cells as XML: one piece a result column, in latin1 views ready to be written. */
import type { JudgedColumn } from '../column.ts';
import { excelDay, excelInstant } from '../excel-dates.ts';
import type { RowNames } from '../results/names.ts';
import { columnLetter } from '../sheet/columns.ts';
import type { ResultKey } from '../types.ts';
import { toLimaDay, toLimaMinute } from '../../../shared/time.ts';
import { encodeCellText } from '../xml/text.ts';
import { verdictOf, type CellVerdict } from './observation.ts';
import type { RowStyles } from './styles.ts';
import type { VerdictStore } from './verdict-store.ts';

export interface CellWriterOptions {
  /** The sheet's prefix (`x:`), or empty. */
  prefix: string;
  /** The result columns from left to right. */
  columns: readonly { column: number; key: ResultKey }[];
  date1904: boolean;
  judged: JudgedColumn;
  verdicts: VerdictStore;
  names: RowNames;
  /** Styles of a row by the style of its RUC cell; null where the workbook takes none. */
  styles: ((base: number) => RowStyles) | null;
}

/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA_START = /^[=+\-@\t\r]/;

/** Writes our cells of one row. */
export class CellWriter {
  readonly #options: CellWriterOptions;
  readonly #letters: string[];
  readonly #open: string;
  readonly #text: [string, string, string];
  readonly #close: string;
  readonly #pieces: string[];

  constructor(options: CellWriterOptions) {
    const { prefix: p, columns } = options;
    this.#options = options;
    this.#letters = columns.map(({ column }) => columnLetter(column));
    this.#pieces = columns.map(() => '');
    this.#open = `<${p}c r="`;
    this.#text = [
      ` t="inlineStr"><${p}is><${p}t>`,
      ` t="inlineStr"><${p}is><${p}t xml:space="preserve">`,
      `</${p}t></${p}is></${p}c>`,
    ];
    this.#close = `</${p}c>`;
  }

  /** The header's cells, one a column; an empty text gives none. `style` is the RUC header's own. */
  header(row: number, style: number | null, headings: readonly string[]): readonly string[] {
    return headings.map((heading, i) => this.#textCell(i, row, style, encodeCellText(heading)));
  }

  /**
   * The cells of the n-th value of the column, one a result column (empty: none); null where it is left alone.
   * The next call writes into the same list.
   */
  row(n: number, row: number, base: number): readonly string[] | null {
    const { judged, verdicts, names, styles, columns } = this.#options;
    const found = verdictOf(judged, verdicts, n, names);
    if (found === null) return null;
    const style = styles?.(base) ?? null;
    for (let i = 0; i < columns.length; i += 1) {
      this.#pieces[i] = this.#cell(i, row, (columns[i] as { key: ResultKey }).key, found, style);
    }
    return this.#pieces;
  }

  #cell(i: number, row: number, key: ResultKey, found: CellVerdict, style: RowStyles | null): string {
    const { verdict } = found;
    const text = style?.text ?? null;
    switch (key) {
      case 'veredicto':
        return this.#textCell(
          i,
          row,
          style?.verdict[verdict.veredicto] ?? null,
          encodeCellText(verdict.veredicto),
        );
      case 'observacion':
        return this.#textCell(i, row, text, found.observacion);
      case 'nombre':
        return this.#textCell(i, row, text, found.nombre);
      case 'datoAl':
        return this.#dateCell(i, row, style?.day ?? null, verdict.datoAl, true);
      case 'consultadoEn':
        return this.#dateCell(i, row, style?.instant ?? null, verdict.consultadoEn, false);
      case 'razonSocial':
      case 'estado':
      case 'condicion':
      case 'fuente':
        return this.#textCell(i, row, text, verdict[key]);
    }
  }

  #textCell(column: number, row: number, style: number | null, text: string): string {
    if (text === '') return '';
    // Where no style can say that this is a text, a sign in front does.
    const view = style === null && FORMULA_START.test(text) ? `'${text}` : text;
    const place = `${this.#open}${this.#letters[column] as string}${String(row)}"`;
    const look = style === null ? '' : ` s="${String(style)}"`;
    const first = view.charCodeAt(0);
    const last = view.charCodeAt(view.length - 1);
    const spaced = first <= 32 || last <= 32 || view.includes('\n') || view.includes('  ');
    return place + look + (spaced ? this.#text[1] : this.#text[0]) + view + this.#text[2];
  }

  #dateCell(column: number, row: number, style: number | null, ms: number | null, day: boolean): string {
    if (ms === null) return '';
    // Without a date style the number would be read as a number.
    if (style === null) return this.#textCell(column, row, null, day ? toLimaDay(ms) : toLimaMinute(ms));
    const serial = day ? excelDay(ms, this.#options.date1904) : excelInstant(ms, this.#options.date1904);
    const p = this.#options.prefix;
    return `${this.#open}${this.#letters[column] as string}${String(row)}" s="${String(style)}"><${p}v>${String(serial)}</${p}v>${this.#close}`;
  }
}
