/** The table of shared strings, streamed: classified once, and read out only where a text is needed. */
import { HabidoError } from '../../../shared/errors.ts';
import { CLASS, classifyDigits, classifyText } from '../detect/classes.ts';
import {
  hasSections,
  startsWith,
  damagedSheet,
  endOfTag,
  findTag,
  isMisc,
  nextTag,
  orDamaged,
  pastMisc,
  SLASH,
} from '../sheet/bytes.ts';
import { plainDigits, richText } from '../sheet/cell-text.ts';
import { expectUtf8 } from '../xml/utf8.ts';
import { inflatedChunks } from '../../zip/inflate.ts';
import type { Book } from './open.ts';
import type { Check } from './source.ts';

/** A single text longer than this (Excel's limit is 32,767 characters) is no workbook's. */
const MAX_WINDOW = 16 * 1024 ** 2;

/** As many distinct texts as no workbook has: sixteen in each of a million rows. */
const MAX_STRINGS = 2 ** 24;

/** What each shared string can be, by its index. */
export interface SharedClasses {
  count: number;
  /** `CLASS` of each. */
  classes: Uint8Array;
  /** The RUC of those of class `ruc`, as a number; 0 elsewhere. */
  rucs: Float64Array;
}

/** Classifies every shared string in one pass. A workbook without any has none. */
export async function classifyShared(book: Book, check: Check): Promise<SharedClasses> {
  let classes = new Uint8Array(4096);
  let rucs = new Float64Array(4096);
  let count = 0;
  await forEachShared(book, check, (index, buf, from, to, prefix) => {
    if (index >= classes.length) {
      classes = grown(classes, new Uint8Array(classes.length * 2));
      rucs = grown(rucs, new Float64Array(rucs.length * 2));
    }
    count = index + 1;
    const digits = plainDigits(buf, from, to, prefix.length);
    const text = digits >= 0 ? '' : richText(buf, from, to, prefix);
    const cls = digits >= 0 ? classifyDigits(to - from - 7 - 2 * prefix.length, digits) : classifyText(text);
    classes[index] = cls;
    if (cls === CLASS.ruc) rucs[index] = digits >= 0 ? digits : Number(text);
  });
  return { count, classes, rucs };
}

/** The texts of the shared strings wanted, by index. */
export async function readShared(
  book: Book,
  wanted: ReadonlySet<number>,
  check: Check,
): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  if (wanted.size === 0) return found;
  await forEachShared(book, check, (index, buf, from, to, prefix) => {
    if (wanted.has(index)) found.set(index, richText(buf, from, to, prefix));
    return found.size < wanted.size;
  });
  return found;
}

function grown<T extends Uint8Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** Takes the content of one `<si>`; answers false where no more is needed. */
type SharedSink = (index: number, buf: Buffer, from: number, to: number, prefix: string) => unknown;

async function forEachShared(book: Book, check: Check, sink: SharedSink): Promise<void> {
  if (book.sharedStrings === null) return;
  const cutter = new SharedCutter(sink);
  let rest = Buffer.alloc(0);
  for await (const chunk of inflatedChunks(book.archive, book.sharedStrings)) {
    check();
    const window = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const used = cutter.cut(window);
    if (cutter.done) return;
    rest = Buffer.from(window.subarray(used));
    if (rest.length > MAX_WINDOW) throw damagedSheet('endless string');
  }
}

/** Cuts windows of the part into its `<si>` elements. */
class SharedCutter {
  done = false;
  #index = 0;
  #prefix: string | null = null;
  #open = Buffer.alloc(0);
  #close = Buffer.alloc(0);
  readonly #sink: SharedSink;

  constructor(sink: SharedSink) {
    this.#sink = sink;
  }

  cut(buf: Buffer): number {
    const end = buf.length;
    let at = 0;
    if (this.#prefix === null) {
      at = this.#begin(buf);
      if (at === 0) return 0;
    }
    const careful = hasSections(buf);
    for (;;) {
      const tag = nextTag(buf, at, end);
      if (tag === -1) return end;
      const past = isMisc(buf, tag) ? pastMisc(buf, tag, end) : endOfTag(buf, tag, end);
      if (past === -1) return tag;
      if (isMisc(buf, tag) || !startsWith(buf, this.#open, tag)) {
        at = past;
        continue;
      }
      const selfClosed = buf[past - 2] === SLASH;
      const close = selfClosed
        ? past
        : careful
          ? findTag(buf, this.#close, past, end)
          : buf.indexOf(this.#close, past);
      if (close === -1) return tag;
      if (this.#index === MAX_STRINGS) throw new HabidoError('archivo-demasiado-grande');
      const more = this.#sink(this.#index, buf, past, close, this.#prefix as string);
      this.#index += 1;
      if (more === false) {
        this.done = true;
        return end;
      }
      at = selfClosed ? past : close + this.#close.length;
    }
  }

  /** Finds the root element and its prefix; answers 0 while the window is too short for it. */
  #begin(buf: Buffer): number {
    let at = nextTag(buf, 0, buf.length);
    while (at !== -1 && isMisc(buf, at)) {
      const past = pastMisc(buf, at, buf.length);
      if (past === -1) return 0;
      at = nextTag(buf, past, buf.length);
    }
    const past = at === -1 ? -1 : endOfTag(buf, at, buf.length);
    if (past === -1) return 0;
    expectUtf8(buf.toString('latin1', 0, Math.min(buf.length, 200)));
    const name = /^<([^\s/>]*)/.exec(buf.toString('latin1', at, past))?.[1] ?? '';
    if (!name.endsWith('sst')) throw damagedSheet('not a table of strings');
    this.#prefix = name.slice(0, -3);
    this.#open = Buffer.from(`<${this.#prefix}si`, 'latin1');
    this.#close = Buffer.from(`</${this.#prefix}si>`, 'latin1');
    return orDamaged(past);
  }
}
