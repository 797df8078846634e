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

/** Texts of a column that are kept ready: verdicts, states and dates repeat from row to row. */
const MOST_KEPT = 512;
/** Texts that hardly repeat from one row to the next: kept ready they would only push others out. */
const SELDOM_REPEATED: ReadonlySet<ResultKey> = new Set(['razonSocial', 'nombre']);

/** What follows the row number in the cells of one column, by style and value: made once, written many times. */
class KeptTails {
  readonly #byStyle = new Map<number, Map<string | number, string>>();
  #kept = 0;

  get(style: number, value: string | number, make: () => string): string {
    let tails = this.#byStyle.get(style);
    const known = tails?.get(value);
    if (known !== undefined) return known;
    if (this.#kept >= MOST_KEPT) {
      this.#byStyle.clear();
      this.#kept = 0;
      tails = undefined;
    }
    if (tails === undefined) {
      tails = new Map();
      this.#byStyle.set(style, tails);
    }
    const made = make();
    tails.set(value, made);
    this.#kept += 1;
    return made;
  }
}

/** Writes our cells of one row. */
export class CellWriter {
  readonly #options: CellWriterOptions;
  /** The beginning of each column's cells, up to the row number. */
  readonly #open: readonly string[];
  readonly #kept: readonly (KeptTails | null)[];
  readonly #pieces: string[];

  constructor(options: CellWriterOptions) {
    const { prefix, columns } = options;
    this.#options = options;
    this.#open = columns.map(({ column }) => `<${prefix}c r="${columnLetter(column)}`);
    this.#kept = columns.map(({ key }) => (SELDOM_REPEATED.has(key) ? null : new KeptTails()));
    this.#pieces = columns.map(() => '');
  }

  /** The header's cells, one a column; an empty text gives none. `style` is the RUC header's own. */
  header(row: number, style: number | null, headings: readonly string[]): readonly string[] {
    return headings.map((heading, i) =>
      heading === ''
        ? ''
        : (this.#open[i] as string) + String(row) + this.#textTail(style, encodeCellText(heading)),
    );
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
    const place = String(row);
    for (let i = 0; i < columns.length; i += 1) {
      const tail = this.#tail(i, (columns[i] as { key: ResultKey }).key, found, style);
      this.#pieces[i] = tail === '' ? '' : (this.#open[i] as string) + place + tail;
    }
    return this.#pieces;
  }

  #tail(i: number, key: ResultKey, found: CellVerdict, style: RowStyles | null): string {
    const { verdict } = found;
    const text = style?.text ?? null;
    switch (key) {
      case 'veredicto': {
        const { veredicto } = verdict;
        const own = style?.verdict[veredicto] ?? null;
        return this.#keep(i, own, veredicto, () => this.#textTail(own, encodeCellText(veredicto)));
      }
      case 'observacion':
        return this.#text(i, text, found.observacion);
      case 'nombre':
        return this.#text(i, text, found.nombre);
      case 'datoAl':
        return this.#date(i, style?.day ?? null, verdict.datoAl, true);
      case 'consultadoEn':
        return this.#date(i, style?.instant ?? null, verdict.consultadoEn, false);
      case 'razonSocial':
      case 'estado':
      case 'condicion':
      case 'fuente':
      case 'padrones':
        return this.#text(i, text, verdict[key]);
    }
  }

  #keep(i: number, style: number | null, value: string | number, make: () => string): string {
    return this.#kept[i]?.get(style ?? -1, value, make) ?? make();
  }

  #text(i: number, style: number | null, text: string): string {
    return text === '' ? '' : this.#keep(i, style, text, () => this.#textTail(style, text));
  }

  #date(i: number, style: number | null, ms: number | null, day: boolean): string {
    if (ms === null) return '';
    return this.#keep(i, style, ms, () => this.#dateTail(style, ms, day));
  }

  #textTail(style: number | null, text: string): string {
    const p = this.#options.prefix;
    // Where no style can say that this is a text, a sign in front does.
    const view = style === null && FORMULA_START.test(text) ? `'${text}` : text;
    const first = view.charCodeAt(0);
    const last = view.charCodeAt(view.length - 1);
    const spaced = first <= 32 || last <= 32 || view.includes('\n') || view.includes('  ');
    const space = spaced ? ' xml:space="preserve"' : '';
    return `"${look(style)} t="inlineStr"><${p}is><${p}t${space}>${view}</${p}t></${p}is></${p}c>`;
  }

  #dateTail(style: number | null, ms: number, day: boolean): string {
    // Without a date style the number would be read as a number.
    if (style === null) return this.#textTail(null, day ? toLimaDay(ms) : toLimaMinute(ms));
    const { prefix: p, date1904 } = this.#options;
    const serial = day ? excelDay(ms, date1904) : excelInstant(ms, date1904);
    return `"${look(style)}><${p}v>${String(serial)}</${p}v></${p}c>`;
  }
}

function look(style: number | null): string {
  return style === null ? '' : ` s="${String(style)}"`;
}
