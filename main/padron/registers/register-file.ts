/** A file that may be one of the registers: which one it is, its date and its lines. */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { openForReading } from '../../files/open.ts';
import { HabidoError } from '../../../shared/errors.ts';
import type { Register } from '../../../shared/padron.ts';
import { REGISTER_NAMES } from '../../../shared/register-words.ts';
import { openArchive, readAt } from '../../zip/archive.ts';
import type { ZipArchive, ZipEntry } from '../../zip/entry.ts';
import { entryTime } from '../../zip/entry-time.ts';
import { readPart } from '../../zip/inflate.ts';
import { LIST_COLUMNS, readListText, type ReadList } from './list-text.ts';
import { readSscoBook, SSCO_COLUMNS, type ReadSsco } from './ssco-book.ts';

/** The largest of them has some 2 MB: more is another file, the padrón itself for one. */
const MAX_FILE_BYTES = 32 * 1024 ** 2;
/** Of what the entries of a package declare together; a workbook of the library's is held several times over. */
const MAX_CONTENT_BYTES = 32 * 1024 ** 2;
const DAY_MS = 86_400_000;

/** What was found in the file. */
export interface RegisterContent {
  lista: Register;
  sha256: string;
  /** What the file itself says of its date: the entry's time, else when the file was last changed. UTC ms. */
  fecha: number;
  read: { kind: 'ssco'; list: ReadSsco } | { kind: 'text'; list: ReadList };
}

/** What the caller knows of a file. */
export interface Expected {
  lista: Register | null;
  /** `lista` holds whatever the names say. */
  trusted: boolean;
}

/**
 * Reads the file as the register `lista`, or as the one that it shows to be: the workbook of SSCO by its
 * columns, the others, which share theirs, by the name of the file or of the text in the zip. Throws
 * `lista-otro-formato`, `lista-ambigua`, `lista-otra` (it looks like another one), `lista-danada`.
 */
export async function readRegisterFile(
  path: string,
  expected: Expected,
  now: number,
): Promise<RegisterContent> {
  const file = await openForReading(path);
  try {
    const { size, mtimeMs } = await file.stat();
    if (size > MAX_FILE_BYTES) throw otherFormat(expected.lista);
    const bytes = await readAt(file, 0, size);
    const found = await contentOf(file, bytes, basename(path), expected);
    // A clock that ran ahead would make every later list an old one.
    const dated = [found.fecha, mtimeMs].find((ms) => ms !== null && ms <= now + DAY_MS);
    return {
      lista: found.lista,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      fecha: Math.trunc(dated ?? now),
      read: found.read,
    };
  } catch (error) {
    throw listError(error, expected.lista);
  } finally {
    await file.close();
  }
}

type Found = Pick<RegisterContent, 'lista' | 'read'> & { fecha: number | null };

async function contentOf(file: FileHandle, bytes: Buffer, name: string, expected: Expected): Promise<Found> {
  const { lista } = expected;
  if (bytes.length < 2) throw otherFormat(lista);
  if (bytes.readUInt16BE(0) !== 0x504b) return textList(bytes, [name], expected, null);
  const archive = await openArchive(file);
  if (archive.entries.reduce((sum, { size }) => sum + size, 0) > MAX_CONTENT_BYTES) throw otherFormat(lista);
  if (archive.entries.some((entry) => entry.name === '[Content_Types].xml'))
    return await sscoBook(archive, bytes, lista);
  const texts = archive.entries.filter(isText);
  const entry = texts[0];
  if (entry === undefined || texts.length > 1) throw otherFormat(lista);
  return textList(await readPart(archive, entry), [name, entry.name], expected, entryTime(entry));
}

function isText({ name, size }: ZipEntry): boolean {
  return size > 0 && /\.(txt|csv)$/i.test(name) && !/(^|\/)(__MACOSX\/|\._)/.test(name);
}

async function sscoBook(archive: ZipArchive, bytes: Buffer, lista: Register | null): Promise<Found> {
  if (lista !== null && lista !== 'ssco') throw otherFormat(lista);
  const list = await readBook(bytes);
  if (list === null || list.rows.length === 0) throw otherFormat('ssco');
  const times = archive.entries.map(entryTime).filter((time) => time !== null);
  return { lista: 'ssco', fecha: times.length > 0 ? Math.max(...times) : null, read: { kind: 'ssco', list } };
}

async function readBook(bytes: Buffer): Promise<ReadSsco | null> {
  try {
    return await readSscoBook(bytes);
  } catch (error) {
    // The library says in words only what was wrong with the package.
    throw new HabidoError('lista-danada', {}, { cause: error });
  }
}

function textList(
  bytes: Buffer,
  names: readonly string[],
  { lista, trusted }: Expected,
  fecha: number | null,
): Found {
  if (lista === 'ssco') throw otherFormat(lista);
  const list = readListText(bytes);
  if (list === null || list.rows.length === 0) throw otherFormat(lista);
  const hint = names.map(hintOf).find((register) => register !== null) ?? null;
  if (lista !== null && hint !== null && hint !== lista && !trusted) {
    throw new HabidoError('lista-otra', { parece: REGISTER_NAMES[hint], elegida: REGISTER_NAMES[lista] });
  }
  const known = lista ?? hint;
  if (known === null) throw new HabidoError('lista-ambigua');
  return { lista: known, fecha, read: { kind: 'text', list } };
}

/** What the name of one of SUNAT's files tells: `AgenRet_TXT.txt`, `AgenPercVI_TXT.zip`. */
function hintOf(name: string): Exclude<Register, 'ssco'> | null {
  const plain = name.toLowerCase().replace(/[^a-z]+/g, '');
  if (/bue(n|no|nos)?cont/.test(plain)) return 'buenos-contribuyentes';
  if (/agen(te|tes)?(de)?ret/.test(plain)) return 'retencion';
  if (/agen(te|tes)?(de)?perc(epcion)?v/.test(plain)) return 'percepcion-interna';
  if (/agen(te|tes)?(de)?perc/.test(plain)) return 'percepcion-combustible';
  return null;
}

function otherFormat(lista: Register | null): HabidoError {
  return new HabidoError('lista-otro-formato', {
    lista: lista === null ? 'una de las listas de SUNAT' : `la lista «${REGISTER_NAMES[lista]}»`,
    esperadas: lista === 'ssco' ? SSCO_COLUMNS : LIST_COLUMNS,
  });
}

/** The ZIP layer speaks of workbooks. */
function listError(error: unknown, lista: Register | null): unknown {
  if (!(error instanceof HabidoError)) return error;
  if (error.code === 'archivo-danado') return new HabidoError('lista-danada', {}, { cause: error });
  if (error.code === 'archivo-demasiado-grande' || error.code === 'archivo-cifrado')
    return otherFormat(lista);
  return error;
}
