/** What a file is, by its first bytes: names and extensions lie. */
import type { FileHandle } from 'node:fs/promises';
import { HabidoError } from '../../../shared/errors.ts';
import { readAt } from '../../zip/archive.ts';

const HEAD_BYTES = 8192;
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** How far an OLE file is searched for the streams that tell what it holds. */
const OLE_SEARCH_BYTES = 256 * 1024 ** 2;
const OLE_CHUNK = 1024 * 1024;

/** What the bytes begin like. `zip` is a package of some kind, `ole` a container of Office's binary formats. */
export type Sniffed = 'zip' | 'ole' | 'biff' | 'html' | 'xml' | 'text';

/** Tells what the file begins like. Throws `archivo-no-libro` where it is nothing that is read. */
export async function sniff(file: FileHandle): Promise<Sniffed> {
  const { size } = await file.stat();
  const head = await readAt(file, 0, Math.min(size, HEAD_BYTES));
  if (head.subarray(0, 2).toString('latin1') === 'PK') return 'zip';
  if (head.subarray(0, 8).equals(OLE)) return 'ole';
  if (/^[\x09]\x08|^\x09[\x00\x02\x04]/.test(head.subarray(0, 2).toString('latin1'))) return 'biff';
  const text = textOf(head, head.length === size);
  if (text === null) throw new HabidoError('archivo-no-libro');
  if (/^\s*<(\?xml|[\w:]*Workbook)\b/.test(text) && text.includes('schemas-microsoft-com:office:spreadsheet'))
    return 'xml';
  if (/<html|<table|<!doctype html/i.test(text)) return 'html';
  // Other documents hold lines and commas as well.
  if (/^\s*(<[?!a-z]|[{[])/i.test(text) || !isTable(text)) throw new HabidoError('archivo-no-libro');
  return 'text';
}

/** What an OLE container holds: a workbook, one behind a password, or something else. */
export async function sniffOle(file: FileHandle): Promise<'workbook' | 'encrypted' | 'other'> {
  const { size } = await file.stat();
  // Where the list of streams lies beyond the end, nobody can say what the file was.
  const header = await readAt(file, 0, Math.min(size, 512));
  if (header.length < 512 || (header.readUInt32LE(48) + 1) * 2 ** header.readUInt16LE(30) >= size) {
    throw new HabidoError('archivo-danado', {}, { cause: new Error('no list of streams') });
  }
  const encrypted = Buffer.from('EncryptedPackage', 'utf16le');
  const workbooks = ['Workbook\0', 'Book\0'].map((name) => Buffer.from(name, 'utf16le'));
  const end = Math.min(size, OLE_SEARCH_BYTES);
  let found: 'workbook' | 'other' = 'other';
  for (let at = 0; at < end; at += OLE_CHUNK) {
    const chunk = await readAt(file, at, Math.min(OLE_CHUNK + encrypted.length, size - at));
    if (chunk.includes(encrypted)) return 'encrypted';
    if (workbooks.some((name) => chunk.includes(name))) found = 'workbook';
  }
  return found;
}

/** The file's beginning as text, or null where it is binary. */
function textOf(head: Buffer, whole: boolean): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return head.subarray(2).toString('utf16le');
  if (head[0] === 0xfe && head[1] === 0xff) {
    return Buffer.from(head.subarray(2, head.length - (head.length % 2)))
      .swap16()
      .toString('utf16le');
  }
  const text = head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  // Old programs end their texts with a Ctrl-Z.
  const body = whole ? text.replace(/\u001a$/, '') : text;
  return /[\u0000-\u0008\u000e-\u001a]/.test(body) ? null : text;
}

/** Whether the first lines are split alike by one separator, or hold RUCs one below the other. */
function isTable(text: string): boolean {
  const lines = text
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 40);
  if (lines.length > 1) lines.pop();
  if (/^"?sep=./i.test(lines[0] ?? '')) return true;
  const split = [';', '\t', '|', ','].some((separator) => {
    const lists = lines.filter((line) => line.includes(separator)).length;
    return lists > 0 && lists >= lines.length / 3;
  });
  return split || lines.some((line) => /(?<!\d)(?:10|15|16|17|20)\d{9}(?!\d)/.test(line));
}
