/** The text of HTML and XML files: by their mark, by what they declare, by their bytes. */
import { isUtf8 } from 'node:buffer';
import { decodeUnits, markedEncoding, unitsOf, type TextEncoding } from '../text/encoding.ts';

/** The whole text, without its mark and without what it declares of its bytes, since it is none any more. */
export function decodeMarkup(bytes: Buffer): string {
  const marked = markedEncoding(bytes);
  const body = bytes.subarray(marked?.markBytes ?? 0);
  const encoding = marked?.encoding ?? (isUtf8(body) ? 'utf-8' : 'windows-1252');
  return decode(body, encoding).replace(/^(\s*<\?xml[^>]*?)\sencoding\s*=\s*("[^"]*"|'[^']*')/, '$1');
}

function decode(body: Buffer, encoding: TextEncoding): string {
  const units = unitsOf(body, encoding);
  return decodeUnits(units, 0, units.length, encoding);
}
