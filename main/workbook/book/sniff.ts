/** What a file is, by its bytes: names and extensions lie. */
import type { FileHandle } from 'node:fs/promises';
import { HabidoError } from '../../../shared/errors.ts';
import { readAt } from '../zip/archive.ts';

const HEAD_BYTES = 8192;
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** How far an OLE file is searched for the stream that tells an encrypted workbook. */
const OLE_SEARCH_BYTES = 256 * 1024 ** 2;
const OLE_CHUNK = 1024 * 1024;

const other = (formato: string) => new HabidoError('archivo-otro-formato', { formato });

/** Returns where the bytes begin a ZIP package; else throws the code that says what the file is. */
export async function expectZip(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  const head = await readAt(file, 0, Math.min(size, HEAD_BYTES));
  if (head.subarray(0, 2).toString('latin1') === 'PK') return;
  if (head.subarray(0, 8).equals(OLE)) {
    throw (await isEncrypted(file, size)) ? new HabidoError('archivo-cifrado') : other('.xls');
  }
  if (/^[\x09]\x08|^\x09[\x00\x02\x04]/.test(head.subarray(0, 2).toString('latin1'))) throw other('.xls');
  const text = textOf(head);
  if (text !== null) throw textFormat(text);
  throw new HabidoError('archivo-no-libro');
}

async function isEncrypted(file: FileHandle, size: number): Promise<boolean> {
  const wanted = Buffer.from('EncryptedPackage', 'utf16le');
  const end = Math.min(size, OLE_SEARCH_BYTES);
  for (let at = 0; at < end; at += OLE_CHUNK) {
    const chunk = await readAt(file, at, Math.min(OLE_CHUNK + wanted.length, size - at));
    if (chunk.includes(wanted)) return true;
  }
  return false;
}

/** The file's beginning as text, or null where it is binary. */
function textOf(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return head.subarray(2).toString('utf16le');
  const text = head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  // oxlint-disable-next-line no-control-regex
  return /[\u0000-\u0008\u000e-\u001a]/.test(text) ? null : text;
}

function textFormat(text: string): HabidoError {
  if (/<html|<table|<!doctype html/i.test(text)) return other('HTML');
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(text)) return other('XML de Excel 2003');
  return isTable(text) ? other('texto o CSV') : new HabidoError('archivo-no-libro');
}

/** Whether the first lines are split alike by one separator. */
function isTable(text: string): boolean {
  const lines = text
    .split(/\r\n?|\n/)
    .filter((line) => line !== '')
    .slice(0, 6);
  if (lines.length > 1) lines.pop();
  if (/^sep=./i.test(lines[0] ?? '')) return true;
  return [';', '\t', '|', ','].some((separator) => {
    const counts = lines.map((line) => line.split(separator).length);
    return (counts[0] ?? 1) > 1 && counts.every((count) => count === counts[0]);
  });
}
