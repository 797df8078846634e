/** The text of a cell or a shared string out of its bytes. */
import { unescapeCell } from '../xml/text.ts';
import { SLASH, endOfTag, isMisc, nextTag, orDamaged, pastMisc } from './bytes.ts';

/** The text between two offsets where it is plain: UTF-8 with entities, no markup. */
export function plainText(buf: Buffer, from: number, to: number): string {
  const text = buf.toString('utf8', from, to);
  return unescapeCell(text.includes('&') || text.includes('\r') ? decodeUtf8Text(text) : text);
}

const ENTITY = /&(#x[0-9a-f]+|#\d+|amp|lt|gt|quot|apos);/gi;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeUtf8Text(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(ENTITY, (_, name: string) => {
    if (!name.startsWith('#')) return NAMED[name.toLowerCase()] as string;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** A `<v>`'s content, CDATA sections included. */
export function valueText(buf: Buffer, from: number, to: number): string {
  if (nextTag(buf, from, to) === -1) return plainText(buf, from, to);
  return runs(buf, from, to, () => true);
}

/**
 * The content of `<si>` or `<is>`: the `<t>` of every run joined, the phonetic guides (`<rPh>`) left out.
 * `prefix` is the part's own.
 */
export function richText(buf: Buffer, from: number, to: number, prefix: string): string {
  const skip = prefix.length;
  // The usual case by far: one plain <t>.
  if (buf[from + 1 + skip] === 0x74 && buf[from + 2 + skip] === 0x3e && from + 7 + 2 * skip <= to) {
    const textStart = from + 3 + skip;
    const textEnd = nextTag(buf, textStart, to);
    if (textEnd !== -1 && textEnd + 4 + skip === to && buf[textEnd + 1] === SLASH)
      return plainText(buf, textStart, textEnd);
  }
  let inText = 0;
  let inPhonetic = 0;
  return runs(
    buf,
    from,
    to,
    () => inText > 0 && inPhonetic === 0,
    (name, closing, selfClosed) => {
      const step = closing ? -1 : selfClosed ? 0 : 1;
      if (name === `${prefix}t`) inText += step;
      else if (name === `${prefix}rPh`) inPhonetic += step;
    },
  );
}

/** Walks over markup and joins the character data of the places where `wanted` says so. */
function runs(
  buf: Buffer,
  from: number,
  to: number,
  wanted: () => boolean,
  onTag: (name: string, closing: boolean, selfClosed: boolean) => void = () => undefined,
): string {
  let out = '';
  let at = from;
  while (at < to) {
    const found = nextTag(buf, at, to);
    const tag = found === -1 ? to : found;
    if (tag > at && wanted()) out += plainText(buf, at, tag);
    if (tag === to) break;
    if (isMisc(buf, tag)) {
      at = orDamaged(pastMisc(buf, tag, to));
      if (buf[tag + 2] === 0x5b && wanted()) out += unescapeCell(buf.toString('utf8', tag + 9, at - 3));
      continue;
    }
    at = orDamaged(endOfTag(buf, tag, to));
    const closing = buf[tag + 1] === SLASH;
    const name = /^[^\s/>]*/.exec(buf.toString('latin1', tag + (closing ? 2 : 1), at))?.[0] ?? '';
    onTag(name, closing, buf[at - 2] === SLASH);
  }
  return out;
}

/**
 * The digits of `<t>20131312955</t>` as a number, or -1: most codes and numbers never become strings.
 * Their count is `to - from - 7 - 2 * skip`; `skip` is the length of the part's prefix.
 */
export function plainDigits(buf: Buffer, from: number, to: number, skip: number): number {
  const length = to - from - 7 - 2 * skip;
  if (length < 1 || length > 15 || buf[from + 2 + skip] !== 0x3e) return -1;
  const start = from + 3 + skip;
  let value = 0;
  for (let i = start; i < start + length; i += 1) {
    const digit = (buf[i] as number) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
