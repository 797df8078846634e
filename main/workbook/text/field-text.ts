/** A field's value: quotes taken off, read as text, or as bytes that the sheet's readers understand. */
import { decodeUnits, isByteEncoding, type TextEncoding, type Units } from './encoding.ts';
import type { FieldList } from './records.ts';

const AMPERSAND = 0x26;
const LESS = 0x3c;
const CR = 13;
const UNDERSCORE = 0x5f;

/** The text of a field. */
export function fieldText(units: Units, fields: FieldList, i: number, encoding: TextEncoding): string {
  const text = decodeUnits(units, fields.starts[i] as number, fields.ends[i] as number, encoding);
  if (fields.quoted[i] !== 2) return text;
  const close = /^"((?:[^"]|"")*)"/.exec(text);
  if (close === null) return text;
  return (close[1] as string).replaceAll('""', '"') + text.slice(close[0].length);
}

/** How a field's bytes become XML text in UTF-8: as they are, each widened for itself, or read and written anew. */
export type XmlForm = 'same' | 'widened' | 'rewritten';

/** The form that the field needs. */
export function xmlFormOf(units: Units, fields: FieldList, i: number, encoding: TextEncoding): XmlForm {
  if (fields.quoted[i] === 2 || !isByteEncoding(encoding)) return 'rewritten';
  const to = fields.ends[i] as number;
  let form: XmlForm = 'same';
  for (let at = fields.starts[i] as number; at < to; at += 1) {
    const unit = units[at] as number;
    if (unit === AMPERSAND || unit === LESS || unit === CR || unit === UNDERSCORE) return 'rewritten';
    if (unit > 127 && encoding !== 'utf-8') form = 'widened';
  }
  return form;
}

/** The field's text as bytes of XML text in UTF-8: what the readers of sheets turn back into the same text. */
export function asXml(text: string): Buffer {
  const escaped = text
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/\r/g, '&#13;');
  return Buffer.from(escaped, 'utf8');
}

/** The value of a field of plain digits that a number holds and shows the same; else NaN. */
export function plainNumber(units: Units, fields: FieldList, i: number): number {
  const from = fields.starts[i] as number;
  const to = fields.ends[i] as number;
  const length = to - from;
  if (length > 15 || fields.quoted[i] === 2) return NaN;
  // A zero in front is part of what a text says.
  if (units[from] === 0x30 && length > 1) return NaN;
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = (units[at] as number) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}
