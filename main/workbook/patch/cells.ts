/** Our cells as XML: one string a row, in latin1 views ready to be written. */
import type { JudgedColumn } from '../column.ts';
import { excelDay, excelInstant } from '../excel-dates.ts';
import { columnLetter } from '../sheet/columns.ts';
import { toLimaDay, toLimaMinute } from '../../../shared/time.ts';
import { encodeCellText } from '../xml/text.ts';
import { verdictOf } from './observation.ts';
import type { RowStyles } from './styles.ts';
import type { VerdictStore } from './verdict-store.ts';

export interface CellWriterOptions {
  /** The sheet's prefix (`x:`), or empty. */
  prefix: string;
  firstColumn: number;
  columns: number;
  date1904: boolean;
  judged: JudgedColumn;
  verdicts: VerdictStore;
  /** Styles of a row by the style of its RUC cell; null where the workbook takes none. */
  styles: ((base: number) => RowStyles) | null;
}

/** Writes our cells of one row. */
export class CellWriter {
  readonly #options: CellWriterOptions;
  readonly #letters: string[];
  readonly #open: string;
  readonly #text: [string, string, string];
  readonly #close: string;

  constructor(options: CellWriterOptions) {
    const { prefix: p, firstColumn, columns } = options;
    this.#options = options;
    this.#letters = Array.from({ length: columns }, (_, i) => columnLetter(firstColumn + i));
    this.#open = `<${p}c r="`;
    this.#text = [
      ` t="inlineStr"><${p}is><${p}t>`,
      ` t="inlineStr"><${p}is><${p}t xml:space="preserve">`,
      `</${p}t></${p}is></${p}c>`,
    ];
    this.#close = `</${p}c>`;
  }

  /** The header's cells; `style` is the RUC header's own. */
  header(row: number, style: number | null, headings: readonly string[]): string {
    return headings.map((heading, i) => this.#textCell(i, row, style, encodeCellText(heading))).join('');
  }

  /** The cells of the n-th value of the column, or an empty string where it is left alone. */
  row(n: number, row: number, base: number): string {
    const { judged, verdicts, styles } = this.#options;
    const found = verdictOf(judged, verdicts, n);
    if (found === null) return '';
    const { verdict, observacion } = found;
    const style = styles?.(base) ?? null;
    const text = style?.text ?? null;
    return (
      this.#textCell(0, row, style?.verdict[verdict.veredicto] ?? null, encodeCellText(verdict.veredicto)) +
      this.#textCell(1, row, text, verdict.razonSocial) +
      this.#textCell(2, row, text, verdict.estado) +
      this.#textCell(3, row, text, verdict.condicion) +
      this.#textCell(4, row, text, observacion) +
      this.#textCell(5, row, text, verdict.fuente) +
      this.#dateCell(6, row, style?.day ?? null, verdict.datoAl, true) +
      this.#dateCell(7, row, style?.instant ?? null, verdict.consultadoEn, false)
    );
  }

  #textCell(column: number, row: number, style: number | null, view: string): string {
    if (view === '') return '';
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
