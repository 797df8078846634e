/** How a text table is written: its separator, quotes, line ends and what ends a line, told from its beginning. */
import { decodeUnits, type TextEncoding, type Units } from './encoding.ts';
import { plainNumber } from './field-text.ts';
import { RecordScanner, isBlank, type FieldList, type RecordSink } from './records.ts';

export interface TextDialect {
  encoding: TextEncoding;
  /** Length of the byte order mark. */
  markBytes: number;
  /** The separator's code; where the table has one column only, the one that ours are set apart by. */
  separator: number;
  /** False: nothing separates, every line is one cell. */
  separated: boolean;
  /** The code that ends a line: `\n` (with a `\r` before it or not), or `\r` alone in old files. */
  lineEnd: number;
  /** Whether a field that begins with a quote ends with one, whatever it holds. */
  quotes: boolean;
  /** Texts are quoted whether they need it or not; empty ones too. */
  quoteTexts: boolean;
  quoteEmpty: boolean;
  /** The separator stands behind every field, the last one too (SUNAT's PLE). */
  terminated: boolean;
  /** The first line only names the separator: `sep=;`. */
  separatorLine: boolean;
}

export const CODE = {
  tab: 9,
  lf: 10,
  cr: 13,
  quote: 0x22,
  comma: 0x2c,
  semicolon: 0x3b,
  pipe: 0x7c,
} as const;
/** In the order in which they win a tie. */
const SEPARATORS = [CODE.semicolon, CODE.tab, CODE.pipe, CODE.comma];
const SAMPLE_RECORDS = 200;
/** Share of lines that end with the separator, above which it belongs to the line. */
const TERMINATED_SHARE = 0.9;

/** What the sample of one reading of it looks like. */
interface Sample {
  /** Of the records that are not blank. */
  records: number;
  /** How many have the most frequent number of fields above one, and that number. */
  alike: number;
  fields: number;
  /** Records whose last field is empty, and that have a field of eleven digits. */
  ended: number;
  numbered: number;
  /** Fields of the first record. */
  first: number;
  /** Filled fields that are no plain numbers, quoted and not; empty ones, quoted and not. */
  quotedTexts: number;
  bareTexts: number;
  quotedEmpty: number;
  bareEmpty: number;
}

/**
 * Tells the dialect from the first units of the text, behind its mark. `whole`: there is nothing after them.
 * `fallback` separates our columns where the text has only one.
 */
export function detectDialect(
  head: Units,
  whole: boolean,
  base: { encoding: TextEncoding; markBytes: number; fallback: number },
): TextDialect {
  const { encoding, markBytes, fallback } = base;
  const dialect: TextDialect = {
    encoding,
    markBytes,
    separator: fallback,
    separated: false,
    lineEnd: head.indexOf(CODE.lf) === -1 && head.indexOf(CODE.cr) !== -1 ? CODE.cr : CODE.lf,
    quotes: true,
    quoteTexts: false,
    quoteEmpty: false,
    terminated: false,
    separatorLine: false,
  };
  const named = separatorLineOf(head, encoding);
  dialect.separatorLine = named !== null;
  let best: Sample | null = null;
  let bestScore = 0;
  for (const separator of named === null ? SEPARATORS : [named]) {
    const tried = { ...dialect, separator };
    tried.quotes = separator !== CODE.pipe || isQuotedThroughout(head, whole, tried);
    const sample = sampleOf(head, whole, tried);
    const score = named === null ? scoreOf(sample) : 1;
    if (score <= bestScore) continue;
    best = sample;
    bestScore = score;
    Object.assign(dialect, tried, { separated: true });
  }
  if (best === null) best = sampleOf(head, whole, dialect);
  dialect.quoteTexts = best.quotedTexts > 0 && best.bareTexts === 0;
  dialect.quoteEmpty = dialect.quoteTexts && best.quotedEmpty > 0 && best.bareEmpty === 0;
  dialect.terminated =
    dialect.separator === CODE.pipe && best.ended >= best.records * TERMINATED_SHARE && best.records > 0;
  return dialect;
}

function separatorLineOf(head: Units, encoding: TextEncoding): number | null {
  const start = decodeUnits(head, 0, Math.min(head.length, 16), encoding);
  return /^"?sep=([\t !#-~])"?(?:\r|\n|$)/i.exec(start)?.[1]?.charCodeAt(0) ?? null;
}

/** How well a separator splits: nearly every line alike, into many fields, and the numbers from all else. */
function scoreOf({ records, alike, fields, numbered, first }: Sample): number {
  if (records === 0 || fields < 2) return 0;
  const share = alike / records;
  if (share < 0.3 && records > 3) return 0;
  const apart = 1 + numbered / records + (first > 1 ? 0.5 : 0);
  return share * share * Math.log2(fields) * apart;
}

/** SUNAT's pipe-separated files know no quotes: there, a quote counts only where everything is quoted. */
function isQuotedThroughout(head: Units, whole: boolean, dialect: TextDialect): boolean {
  const { quotedTexts, bareTexts } = sampleOf(head, whole, { ...dialect, quotes: true });
  return quotedTexts > 0 && bareTexts === 0;
}

function sampleOf(head: Units, whole: boolean, dialect: TextDialect): Sample {
  const sink = new SampleSink(dialect);
  const scanner = new RecordScanner({ ...dialect, unclosed: 'end' }, sink);
  scanner.scan(head, whole);
  return sink.finish();
}

class SampleSink implements RecordSink {
  readonly #dialect: TextDialect;
  readonly #counts = new Map<number, number>();
  #units: Units = new Uint8Array();
  readonly #sample: Sample = {
    records: 0,
    alike: 0,
    fields: 0,
    ended: 0,
    numbered: 0,
    first: 0,
    quotedTexts: 0,
    bareTexts: 0,
    quotedEmpty: 0,
    bareEmpty: 0,
  };

  constructor(dialect: TextDialect) {
    this.#dialect = dialect;
  }

  window(units: Units): void {
    this.#units = units;
  }

  record(row: number, start: number, end: number, _next: number, fields: FieldList): void {
    const sample = this.#sample;
    if (row === 0 || sample.records >= SAMPLE_RECORDS || isBlank(this.#units, start, end)) return;
    sample.records += 1;
    this.#counts.set(fields.count, (this.#counts.get(fields.count) ?? 0) + 1);
    const last = fields.count - 1;
    if (last > 0 && fields.isEmpty(last)) sample.ended += 1;
    if (sample.records === 1) sample.first = fields.count;
    if (this.#hasNumber(fields)) sample.numbered += 1;
    for (let i = 0; i < fields.count; i += 1) {
      const quoted = fields.quoted[i] !== 0;
      if (fields.isEmpty(i)) {
        if (quoted) sample.quotedEmpty += 1;
        else sample.bareEmpty += 1;
      } else if (quoted) sample.quotedTexts += 1;
      else if (!this.#isNumber(fields, i)) sample.bareTexts += 1;
    }
  }

  finish(): Sample {
    for (const [fields, records] of this.#counts) {
      if (fields < 2 || records < this.#sample.alike) continue;
      if (records === this.#sample.alike && fields < this.#sample.fields) continue;
      this.#sample.alike = records;
      this.#sample.fields = fields;
    }
    return this.#sample;
  }

  #hasNumber(fields: FieldList): boolean {
    for (let i = 0; i < fields.count; i += 1) {
      const from = fields.starts[i] as number;
      if ((fields.ends[i] as number) - from === 11 && plainNumber(this.#units, fields, i) >= 1e10)
        return true;
    }
    return false;
  }

  #isNumber(fields: FieldList, i: number): boolean {
    const from = fields.starts[i] as number;
    const to = fields.ends[i] as number;
    return (
      to - from < 30 && /^[-+\d.,/: ]+$/.test(decodeUnits(this.#units, from, to, this.#dialect.encoding))
    );
  }
}
