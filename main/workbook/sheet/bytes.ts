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
