/** Whether bytes are well-formed XML, as they stream by: tags nested and closed, quotes paired, nothing after. */
import { APOSTROPHE, GT, LT, QUOTE, SLASH, endOfTag, isMisc, nextTag, pastMisc } from '../sheet/bytes.ts';

const MAX_DEPTH = 256;

/** Takes a part in chunks; `finish` says whether it was well-formed. */
export class WellFormedCheck {
  #rest: Buffer = Buffer.alloc(0);
  readonly #open: Buffer[] = [];
  #roots = 0;
  #sound = true;

  feed(chunk: Buffer): void {
    if (!this.#sound) return;
    const window = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const used = this.#scan(window);
    this.#rest = Buffer.from(window.subarray(used));
  }

  finish(): boolean {
    return (
      this.#sound &&
      this.#open.length === 0 &&
      this.#roots === 1 &&
      this.#rest.toString('latin1').trim() === ''
    );
  }

  #scan(window: Buffer): number {
    const end = window.length;
    let at = 0;
    for (;;) {
      const tag = nextTag(window, at, end);
      if (tag === -1) return end;
      if (tag + 4 > end) return tag;
      const past = isMisc(window, tag) ? pastMisc(window, tag, end) : endOfTag(window, tag, end);
      if (past === -1) return tag;
      if (!isMisc(window, tag) && !this.#tag(window, tag, past)) {
        this.#sound = false;
        return end;
      }
      at = past;
    }
  }

  #tag(window: Buffer, at: number, past: number): boolean {
    const closing = window[at + 1] === SLASH;
    const start = closing ? at + 2 : at + 1;
    let nameEnd = start;
    while (
      nameEnd < past &&
      (window[nameEnd] as number) > 32 &&
      window[nameEnd] !== GT &&
      window[nameEnd] !== SLASH
    )
      nameEnd += 1;
    if (nameEnd === start) return false;
    if (closing) {
      const open = this.#open.pop();
      return open !== undefined && open.compare(window, start, nameEnd) === 0;
    }
    if (this.#open.length === 0) this.#roots += 1;
    if (!attributesAreSound(window, nameEnd, past)) return false;
    if (window[past - 2] === SLASH) return this.#roots === 1;
    if (this.#open.length >= MAX_DEPTH || this.#roots > 1) return false;
    this.#open.push(this.#nameOf(window, start, nameEnd));
    return true;
  }

  /** Names repeat a million times: those of the last tags are kept, not copied again. */
  readonly #names = new Map<number, Buffer[]>();

  #nameOf(window: Buffer, start: number, end: number): Buffer {
    const key = (end - start) * 256 + (window[start] as number);
    const known = this.#names.get(key) ?? [];
    for (const name of known) if (name.compare(window, start, end) === 0) return name;
    const name = Buffer.from(window.subarray(start, end));
    known.push(name);
    this.#names.set(key, known);
    return name;
  }
}

/** Attributes are `name="value"`, each with its blank before it, no `<` inside. */
function attributesAreSound(window: Buffer, from: number, past: number): boolean {
  let at = from;
  while (at < past) {
    const byte = window[at] as number;
    if (byte === GT) return at === past - 1;
    if (byte === SLASH) return at === past - 2;
    if (byte > 32) return false;
    while ((window[at] as number) <= 32) at += 1;
    if (window[at] === GT || window[at] === SLASH) continue;
    while (at < past && window[at] !== 0x3d && (window[at] as number) > 32) at += 1;
    while (at < past && (window[at] as number) <= 32) at += 1;
    if (window[at] !== 0x3d) return false;
    at += 1;
    while (at < past && (window[at] as number) <= 32) at += 1;
    const quote = window[at];
    if (quote !== QUOTE && quote !== APOSTROPHE) return false;
    at += 1;
    while (at < past && window[at] !== quote) {
      if (window[at] === LT) return false;
      at += 1;
    }
    at += 1;
  }
  return false;
}
