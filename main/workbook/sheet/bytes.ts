/**
 * XML as bytes in a window: the steps that scanning and patching share.
 *
 * Offsets count in the window; `end` is where its valid bytes stop; -1 means that the window ends first.
 */
import { HabidoError } from '../../../shared/errors.ts';

export const LT = 0x3c;
export const GT = 0x3e;
export const SLASH = 0x2f;
export const BANG = 0x21;
export const QUESTION = 0x3f;
export const EQUALS = 0x3d;
export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;

/** The error of a sheet that is not XML as it should be. */
export function damagedSheet(detail: string): HabidoError {
  return new HabidoError('archivo-danado', {}, { cause: new Error(detail) });
}

/** `offset`, or the error of a part that ends too early. */
export function orDamaged(offset: number): number {
  if (offset === -1) throw damagedSheet('unfinished markup');
  return offset;
}

/** The next `<` from `at` on. */
export function nextTag(buf: Buffer, at: number, end: number): number {
  let p = at;
  while (p < end && buf[p] !== LT) p += 1;
  return p < end ? p : -1;
}

/** The offset past the `>` of the tag at `at`, quotes respected. */
export function endOfTag(buf: Buffer, at: number, end: number): number {
  for (let i = at + 1; i < end; i += 1) {
    const byte = buf[i] as number;
    if (byte === GT) return i + 1;
    if (byte === QUOTE || byte === APOSTROPHE) {
      i += 1;
      while (i < end && buf[i] !== byte) i += 1;
    }
  }
  return -1;
}

/** Whether a comment, CDATA section or processing instruction begins at `at`. */
export function isMisc(buf: Buffer, at: number): boolean {
  return buf[at + 1] === BANG || buf[at + 1] === QUESTION;
}

/** Whether the window holds a comment or a CDATA section. Looks for `!`, which is far rarer than `<`. */
export function hasSections(buf: Buffer): boolean {
  for (let at = buf.indexOf(BANG); at !== -1; at = buf.indexOf(BANG, at + 1)) {
    if (buf[at - 1] === LT) return true;
  }
  return false;
}

/** The offset past the comment, CDATA section or processing instruction at `at`. */
export function pastMisc(buf: Buffer, at: number, end: number): number {
  const close = buf[at + 1] === QUESTION ? '?>' : buf[at + 2] === 0x2d ? '-->' : ']]>';
  const found = buf.indexOf(close, at + 2);
  return found === -1 || found >= end ? -1 : found + close.length;
}

/** The offset past the element at `at`, whatever it holds. */
export function pastElement(buf: Buffer, at: number, end: number): number {
  let depth = 0;
  let p = at;
  while (p !== -1) {
    if (isMisc(buf, p)) {
      const past = pastMisc(buf, p, end);
      p = past === -1 ? -1 : nextTag(buf, past, end);
      continue;
    }
    const past = endOfTag(buf, p, end);
    if (past === -1) return -1;
    if (buf[p + 1] === SLASH) depth -= 1;
    else if (buf[past - 2] !== SLASH) depth += 1;
    if (depth <= 0) return past;
    p = nextTag(buf, past, end);
  }
  return -1;
}

/** Whether these bytes stand at `at`. A loop: a native call costs more than the few bytes of a tag. */
export function startsWith(buf: Buffer, bytes: Buffer, at: number): boolean {
  for (let i = 0; i < bytes.length; i += 1) if (buf[at + i] !== bytes[i]) return false;
  return true;
}

/** The offset of the next tag equal to `tag` (`</row>`), comments and CDATA passed over. */
export function findTag(buf: Buffer, tag: Buffer, from: number, end: number): number {
  let at = from;
  for (;;) {
    at = nextTag(buf, at, end);
    if (at === -1 || at + tag.length > end) return -1;
    if (isMisc(buf, at)) at = pastMisc(buf, at, end);
    else if (startsWith(buf, tag, at)) return at;
    else at = endOfTag(buf, at, end);
    if (at === -1) return -1;
  }
}

/** The value range of an attribute in the tag from `at` to `tagEnd`, or null. */
export function attributeRange(
  buf: Buffer,
  at: number,
  tagEnd: number,
  name: string,
): [number, number] | null {
  const first = name.charCodeAt(0);
  for (let i = at + 1; i < tagEnd; i += 1) {
    const byte = buf[i] as number;
    if (byte === QUOTE || byte === APOSTROPHE) {
      i += 1;
      while (i < tagEnd && buf[i] !== byte) i += 1;
    } else if (byte === first && (buf[i - 1] as number) <= 32) {
      let p = i + 1;
      while (p < i + name.length && buf[p] === name.charCodeAt(p - i)) p += 1;
      if (p < i + name.length) continue;
      while (p < tagEnd && (buf[p] as number) <= 32) p += 1;
      if (buf[p] !== EQUALS) continue;
      while (p < tagEnd && buf[p] !== QUOTE && buf[p] !== APOSTROPHE) p += 1;
      let close = p + 1;
      while (close < tagEnd && buf[close] !== buf[p]) close += 1;
      return close < tagEnd ? [p + 1, close] : null;
    }
  }
  return null;
}

/** The end of every row's end tag: its first letter is rare in a sheet, which makes the search for it fast. */
const ROW_TAIL = Buffer.from('ow>', 'latin1');

/** The offset of the next end tag of a row (`</row>`, with its prefix), or -1. */
export function indexOfRowEnd(buf: Buffer, closeRow: Buffer, from: number): number {
  let tail = buf.indexOf(ROW_TAIL, from);
  while (tail !== -1) {
    const at = tail + ROW_TAIL.length - closeRow.length;
    if (at >= from && startsWith(buf, closeRow, at)) return at;
    tail = buf.indexOf(ROW_TAIL, tail + 1);
  }
  return -1;
}

/** The whole number between two offsets, or NaN where there is anything but up to 15 digits. */
export function wholeNumber(buf: Buffer, from: number, to: number): number {
  if (to <= from || to - from > 15) return NaN;
  let value = 0;
  for (let i = from; i < to; i += 1) {
    const digit = (buf[i] as number) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Whether the bytes are a plain number with decimals (`118.5`): no whole number, whatever else it is. */
export function isDecimal(buf: Buffer, from: number, to: number): boolean {
  let i = from;
  while (i < to && (buf[i] as number) >= 48 && (buf[i] as number) <= 57) i += 1;
  // A number of many digits may be rounded to a whole one.
  if (buf[i] !== 0x2e || i === from || to - from > 15) return false;
  let decimals = 0;
  for (i += 1; i < to; i += 1) {
    const byte = buf[i] as number;
    if (byte < 48 || byte > 57) return false;
    decimals |= byte - 48;
  }
  return decimals !== 0;
}
