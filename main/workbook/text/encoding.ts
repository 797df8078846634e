/** The encodings that text tables come in: how their bytes are cut into units, read as text and written again. */
import { isUtf8 } from 'node:buffer';
import { toView } from '../xml/text.ts';

export type TextEncoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

/** Code units of a text: bytes where every sign of a table is one byte, else 16-bit units. */
export type Units = Uint8Array | Uint16Array;

/** The encoding that a byte order mark tells, with the mark's length; null where there is none. */
export function markedEncoding(head: Buffer): { encoding: TextEncoding; markBytes: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', markBytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', markBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', markBytes: 2 };
  return null;
}

/** Tells strict UTF-8 from other bytes while they stream past. */
export class Utf8Check {
  #rest = Buffer.alloc(0);
  #valid = true;
  #ascii = true;

  feed(chunk: Buffer): void {
    if (!this.#valid) return;
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const whole = wholeCharacters(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) this.#valid = false;
    // A byte above 127 makes the text longer in Latin-1 than it is in ASCII.
    if (this.#ascii) this.#ascii = bytes.every((byte) => byte < 0x80);
    this.#rest = Buffer.from(bytes.subarray(whole));
  }

  /** Whether all that passed is UTF-8. */
  finish(): { utf8: boolean; ascii: boolean } {
    return { utf8: this.#valid && this.#rest.length === 0, ascii: this.#valid && this.#ascii };
  }
}

/** How many bytes end with a whole character: a sequence that is cut is left for the next chunk. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Whether a unit of this encoding is one byte. */
export function isByteEncoding(encoding: TextEncoding): boolean {
  return encoding === 'utf-8' || encoding === 'windows-1252';
}

/** The units of an even number of bytes. Bytes stay as they are, 16-bit units are copied. */
export function unitsOf(bytes: Buffer, encoding: TextEncoding): Units {
  if (isByteEncoding(encoding)) return bytes;
  const units = new Uint16Array(bytes.length >> 1);
  const swap = encoding === 'utf-16be';
  for (let i = 0; i < units.length; i += 1)
    units[i] = swap ? bytes.readUInt16BE(i * 2) : bytes.readUInt16LE(i * 2);
  return units;
}

/** The bytes of units, as they stood in the file. */
export function bytesOf(units: Units, from: number, to: number, encoding: TextEncoding): Buffer {
  if (units instanceof Uint8Array) return Buffer.from(units.buffer, units.byteOffset + from, to - from);
  const bytes = Buffer.allocUnsafe((to - from) * 2);
  const swap = encoding === 'utf-16be';
  for (let i = from; i < to; i += 1) {
    if (swap) bytes.writeUInt16BE(units[i] as number, (i - from) * 2);
    else bytes.writeUInt16LE(units[i] as number, (i - from) * 2);
  }
  return bytes;
}

/** Windows-1252 where it is not Latin-1; the five bytes that it leaves open read as control characters. */
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';
const HIGH_BYTES = new Map([...HIGH].map((character, i) => [character, String.fromCharCode(0x80 + i)]));

/** The text of a run of units. */
export function decodeUnits(units: Units, from: number, to: number, encoding: TextEncoding): string {
  if (!isByteEncoding(encoding)) return bytesOf(units, from, to, 'utf-16le').toString('utf16le');
  const bytes = bytesOf(units, from, to, encoding);
  if (encoding === 'utf-8') return bytes.toString('utf8');
  return bytes
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => HIGH[character.charCodeAt(0) - 0x80] as string);
}

/** Writes Windows-1252 bytes as UTF-8 at `at`; answers where they end. `out` has room for three times as many. */
export function widen(units: Units, from: number, to: number, out: Buffer, at: number): number {
  let end = at;
  for (let i = from; i < to; i += 1) {
    const unit = units[i] as number;
    const code = unit >= 0x80 && unit < 0xa0 ? HIGH.charCodeAt(unit - 0x80) : unit;
    if (code < 0x80) out[end] = code;
    else if (code < 0x800) {
      out[end] = 0xc0 | (code >> 6);
      out[end + 1] = 0x80 | (code & 0x3f);
      end += 1;
    } else {
      out[end] = 0xe0 | (code >> 12);
      out[end + 1] = 0x80 | ((code >> 6) & 0x3f);
      out[end + 2] = 0x80 | (code & 0x3f);
      end += 2;
    }
    end += 1;
  }
  return end;
}

/** What a character reads as where the encoding has none for it. */
const SUBSTITUTE = '?';

/** Writes texts in one encoding, as latin1 views of its bytes. */
export class UnitWriter {
  readonly #encoding: TextEncoding;
  /** Characters that the encoding does not have, so far. */
  replaced = 0;

  constructor(encoding: TextEncoding) {
    this.#encoding = encoding;
  }

  encode(text: string): string {
    const clean = text.toWellFormed();
    switch (this.#encoding) {
      case 'utf-8':
        return toView(clean);
      case 'windows-1252':
        return /^[\u0000-\u007f\u00a0-\u00ff]*$/.test(clean) ? clean : this.#narrow(clean);
      case 'utf-16le':
        return Buffer.from(clean, 'utf16le').toString('latin1');
      case 'utf-16be':
        return Buffer.from(clean, 'utf16le').swap16().toString('latin1');
    }
  }

  #narrow(text: string): string {
    return text.normalize('NFC').replace(/[^\u0000-\u007f\u00a0-\u00ff]/gu, (character) => {
      const byte = HIGH_BYTES.get(character);
      if (byte === undefined) this.replaced += 1;
      return byte ?? SUBSTITUTE;
    });
  }
}
