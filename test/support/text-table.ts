/** Text tables for tests: written, read and cut apart by code that shares nothing with the product. */
export type TestEncoding = 'utf-8' | 'utf-8-bom' | 'windows-1252' | 'utf-16le' | 'utf-16be';

const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

export function encodeText(text: string, encoding: TestEncoding): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text);
    case 'utf-8-bom':
      return Buffer.from(`\ufeff${text}`);
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 'windows-1252':
      return Buffer.from(
        [...text].map((c) => {
          const at = HIGH.indexOf(c);
          const code = at === -1 ? c.charCodeAt(0) : 0x80 + at;
          if (code > 255) throw new Error(`not in Windows-1252: ${c}`);
          return code;
        }),
      );
  }
}

export function decodeText(bytes: Buffer, encoding: TestEncoding): string {
  switch (encoding) {
    case 'utf-8':
      return bytes.toString();
    case 'utf-8-bom':
      return bytes.subarray(3).toString();
    case 'utf-16le':
      return bytes.subarray(2).toString('utf16le');
    case 'utf-16be':
      return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le');
    case 'windows-1252':
      return new TextDecoder('windows-1252').decode(bytes);
  }
}

export interface TestRecord {
  /** Values, quotes taken off. */
  fields: string[];
  /** As written, without the line's end. */
  raw: string;
  /** Where each separator stands in `raw`. */
  separators: number[];
  end: string;
}

/** Reads a text slowly, one character at a time, as RFC 4180 says. */
export function readRecords(text: string, separator: string, quotes = true): TestRecord[] {
  const records: TestRecord[] = [];
  let at = 0;
  while (at < text.length) {
    const record: TestRecord = { fields: [], raw: '', separators: [], end: '' };
    let field = '';
    let inside = false;
    let begun = false;
    for (; at < text.length; at += 1) {
      const c = text[at] as string;
      if (inside) {
        record.raw += c;
        if (c !== '"') field += c;
        else if (text[at + 1] === '"') {
          field += '"';
          record.raw += '"';
          at += 1;
        } else inside = false;
        continue;
      }
      if (c === '\r' || c === '\n') break;
      record.raw += c;
      if (quotes && c === '"' && !begun) {
        inside = true;
        begun = true;
      } else if (c === separator) {
        record.separators.push(record.raw.length - 1);
        record.fields.push(field);
        field = '';
        begun = false;
      } else {
        field += c;
        begun = true;
      }
    }
    record.fields.push(field);
    if (text.startsWith('\r\n', at)) record.end = '\r\n';
    else if (at < text.length) record.end = text[at] as string;
    at += record.end.length;
    records.push(record);
  }
  return records;
}

/** The text without the last `ours` fields of every record that has more than `own` of them. */
export function withoutOurs(text: string, separator: string, own: (record: number) => number): string {
  return readRecords(text, separator)
    .map(({ raw, separators, end }, i) => {
      const cut = separators[own(i) - 1];
      return (cut === undefined ? raw : raw.slice(0, cut)) + end;
    })
    .join('');
}
