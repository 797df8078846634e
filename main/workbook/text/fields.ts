/** Our fields behind a record: guarded, quoted as their neighbours are, and in the text's own encoding. */
import type { TextDialect } from './dialect.ts';
import { UnitWriter } from './encoding.ts';

/** Longest text of a field of ours: what a cell of Excel takes. */
const MAX_FIELD = 32_767;
/** What a spreadsheet would take for a formula, in full width too. */
const FORMULA = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** Text that no spreadsheet takes for a formula: an apostrophe stands before what begins like one. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Writes what is appended to records, as latin1 views of bytes. */
export class FieldWriter {
  readonly #dialect: TextDialect;
  readonly #units: UnitWriter;
  readonly #separator: string;
  readonly #empty: string;
  readonly #needsQuotes: RegExp;

  constructor(dialect: TextDialect) {
    this.#dialect = dialect;
    this.#units = new UnitWriter(dialect.encoding);
    this.#separator = String.fromCharCode(dialect.separator);
    this.#empty = dialect.quoteEmpty ? '""' : '';
    const code = dialect.separator.toString(16).padStart(4, '0');
    this.#needsQuotes = new RegExp(`[\\u${code}"]|^\\s|\\s$`);
  }

  /** Characters of ours that the text's encoding does not have. */
  get replaced(): number {
    return this.#units.replaced;
  }

  /** Separator and fields: empty ones up to our columns, then ours. */
  appendix(missing: number, texts: readonly string[]): string {
    let line = '';
    for (let i = 0; i < missing; i += 1) line += this.#separator + this.#empty;
    for (const text of texts) line += this.#separator + (text === '' ? this.#empty : this.#field(text));
    return this.#units.encode(line);
  }

  #field(text: string): string {
    const { quotes, quoteTexts } = this.#dialect;
    // One line, whatever the text holds: a record of ours never breaks over two.
    let plain = guarded(text.slice(0, MAX_FIELD)).replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ');
    if (!quotes) {
      plain = plain.replaceAll(this.#separator, ' ');
      return plain.startsWith('"') ? `'${plain}` : plain;
    }
    return quoteTexts || this.#needsQuotes.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  }
}
