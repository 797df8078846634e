/** What a file that was dropped on the window is, by the first line of its text; little of it is read. */
import type { FileHandle } from 'node:fs/promises';
import { openForReading } from '../files/open.ts';
import { HabidoError } from '../../shared/errors.ts';
import { openArchive } from '../zip/archive.ts';
import { inflatedChunks } from '../zip/inflate.ts';
import { isAnswerHeader } from './consulta-multiple/read.ts';
import { readListText } from './registers/list-text.ts';

/**
 * `padron`: SUNAT's padrón reducido; `lista`: one of its small registers; `respuestas`: an answer file of Consulta
 * múltiple; `libro`: a workbook, which the list SSCO comes as too; `otro`: none of them.
 */
export type DroppedKind = 'padron' | 'lista' | 'respuestas' | 'libro' | 'otro';

/** Every first line that is looked for is far shorter. */
const HEAD_BYTES = 4096;
const ZIP_SIGNATURE = 0x504b;

/** Rejects with `archivo-no-existe` or `archivo-sin-permiso`; a broken package is `otro`. */
export async function recogniseDrop(path: string): Promise<DroppedKind> {
  const file = await openForReading(path);
  try {
    const head = await headOf(file);
    if (head.length < 2 || head.readUInt16BE(0) !== ZIP_SIGNATURE) return kindOf(head);
    return await packageKind(file);
  } finally {
    await file.close();
  }
}

async function packageKind(file: FileHandle): Promise<DroppedKind> {
  try {
    const archive = await openArchive(file);
    if (archive.entries.some(({ name }) => name === '[Content_Types].xml')) return 'libro';
    for (const entry of archive.entries) {
      if (entry.size === 0 || !/\.(txt|csv)$/i.test(entry.name) || /(^|\/)(__MACOSX\/|\._)/.test(entry.name))
        continue;
      // The first chunk holds the first line; leaving the loop closes the stream.
      for await (const chunk of inflatedChunks(archive, entry)) {
        const kind = kindOf(chunk.subarray(0, HEAD_BYTES));
        if (kind !== 'otro') return kind;
        break;
      }
    }
    return 'otro';
  } catch (error) {
    // Who takes it as a workbook will say what is wrong with it.
    if (error instanceof HabidoError) return 'otro';
    throw error;
  }
}

function kindOf(head: Buffer): DroppedKind {
  const line = head.toString('latin1').split(/[\r\n]/, 1)[0] ?? '';
  if (isAnswerHeader(line)) return 'respuestas';
  const cells = new Set(line.split(/[|\t]/).map(plain));
  const isPadron = ['RUC', 'ESTADO DEL CONTRIBUYENTE', 'CONDICION DE DOMICILIO'].every((c) => cells.has(c));
  if (isPadron) return 'padron';
  return readListText(head) === null ? 'otro' : 'lista';
}

/** Upper case, without accents or double spaces; a mark of byte order read as Latin-1 goes too. */
function plain(cell: string): string {
  return cell
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toUpperCase();
}

async function headOf(file: FileHandle): Promise<Buffer> {
  const buffer = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}
