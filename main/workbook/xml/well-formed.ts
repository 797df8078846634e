/**
 * Whether bytes are well-formed XML, as they stream by: tags nested and closed, attributes sound, one root.
 *
 * Element names are compared by length and a 32-bit hash: this guards against our own mistakes, at the speed
 * of a million rows, not against forgers.
 */
import { APOSTROPHE, EQUALS, GT, LT, QUOTE, SLASH, isMisc, nextTag, pastMisc } from '../sheet/bytes.ts';

const MAX_DEPTH = 256;
const CUT = -1;
const UNSOUND = -2;
const NOTHING: Buffer = Buffer.alloc(0);

/** Takes a part in chunks; `finish` says whether it was well-formed. */
export class WellFormedCheck {
  #rest = NOTHING;
  readonly #open = new Float64Array(MAX_DEPTH);
  #depth = 0;
  #roots = 0;
  #sound = true;

  feed(chunk: Buffer): void {
    if (!this.#sound) return;
    let window = chunk;
    if (this.#rest.length > 0) {
      // The tag that was cut is finished apart, so that the chunk need not be copied.
      const close = chunk.indexOf(GT);
      const head = close === -1 ? chunk.length : close + 1;
      const joined = Buffer.concat([this.#rest, chunk.subarray(0, head)]);
      const used = this.#scan(joined);
      this.#rest = Buffer.from(joined.subarray(used));
      window = chunk.subarray(head);
      if (this.#rest.length > 0) {
        window = Buffer.concat([this.#rest, window]);
        this.#rest = Buffer.alloc(0);
      }
    }
    const used = this.#scan(window);
    this.#rest = Buffer.from(window.subarray(used));
  }

  /** Whether what was fed is one whole document; the next bytes begin another. */
  finish(): boolean {
    const sound =
      this.#sound && this.#depth === 0 && this.#roots === 1 && this.#rest.toString('latin1').trim() === '';
    this.#rest = NOTHING;
    this.#depth = 0;
    this.#roots = 0;
    this.#sound = true;
    return sound;
  }

  #scan(window: Buffer): number {
    const end = window.length;
    let at = 0;
    for (;;) {
      const tag = nextTag(window, at, end);
      if (tag === -1) return end;
      if (tag + 4 > end) return tag;
      at = isMisc(window, tag) ? pastMisc(window, tag, end) : this.#tag(window, tag, end);
      if (at === CUT) return tag;
      if (at === UNSOUND) {
        this.#sound = false;
        return end;
      }
    }
  }

  /** The offset past the tag at `at`, `CUT` where the window ends in it, or `UNSOUND`. */
  #tag(window: Buffer, at: number, end: number): number {
    const closing = window[at + 1] === SLASH;
    let p = closing ? at + 2 : at + 1;
    const start = p;
    let hash = 0x811c9dc5;
    for (
      let byte = window[p] as number;
      byte > 32 && byte !== GT && byte !== SLASH;
      byte = window[p] as number
    ) {
      if (byte === LT) return UNSOUND;
      hash = Math.imul(hash ^ byte, 0x01000193);
      p += 1;
    }
    if (p >= end) return CUT;
    if (p === start) return UNSOUND;
    const name = (p - start) * 2 ** 32 + (hash >>> 0);
    const past = closing ? pastBlanks(window, p, end) : pastAttributes(window, p, end);
    if (past < 0) return past;
    if (closing) {
      if (this.#depth === 0 || this.#open[this.#depth - 1] !== name) return UNSOUND;
      this.#depth -= 1;
      return past;
    }
    if (this.#depth === 0) this.#roots += 1;
    if (this.#roots > 1 || this.#depth >= MAX_DEPTH) return UNSOUND;
    if (window[past - 2] !== SLASH) {
      this.#open[this.#depth] = name;
      this.#depth += 1;
    }
    return past;
  }
}

function pastBlanks(window: Buffer, from: number, end: number): number {
  let p = from;
  while (p < end && (window[p] as number) <= 32) p += 1;
  if (p >= end) return CUT;
  return window[p] === GT ? p + 1 : UNSOUND;
}

/** Attributes are `name="value"`, each with a blank before it, no `<` inside; then `>` or `/>`. */
function pastAttributes(window: Buffer, from: number, end: number): number {
  let p = from;
  for (;;) {
    const blank = (window[p] as number) <= 32;
    while (p < end && (window[p] as number) <= 32) p += 1;
    if (p + 1 >= end) return p < end && window[p] === GT ? p + 1 : CUT;
    const byte = window[p];
    if (byte === GT) return p + 1;
    if (byte === SLASH) return window[p + 1] === GT ? p + 2 : UNSOUND;
    if (!blank) return UNSOUND;
    while (p < end && window[p] !== EQUALS && (window[p] as number) > 32 && window[p] !== GT) p += 1;
    while (p < end && (window[p] as number) <= 32) p += 1;
    if (p >= end) return CUT;
    if (window[p] !== EQUALS) return UNSOUND;
    p += 1;
    while (p < end && (window[p] as number) <= 32) p += 1;
    if (p >= end) return CUT;
    const quote = window[p];
    if (quote !== QUOTE && quote !== APOSTROPHE) return UNSOUND;
    p += 1;
    while (p < end && window[p] !== quote) {
      if (window[p] === LT) return UNSOUND;
      p += 1;
    }
    if (p >= end) return CUT;
    p += 1;
  }
}
