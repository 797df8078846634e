/** Reads the answer files of SUNAT's Consulta múltiple: `RM….zip`, one text, `|` between cells, Latin-1. */
import { createHash } from 'node:crypto';
import { HabidoError } from '../../../shared/errors.ts';
import { isRuc } from '../../../shared/ruc.ts';
import type { Taxpayer } from '../../../shared/taxpayer.ts';
import { openForReading } from '../../files/open.ts';
import { openArchive } from '../../zip/archive.ts';
import type { ZipArchive, ZipEntry } from '../../zip/entry.ts';
import { entryTime } from '../../zip/entry-time.ts';
import { readPart } from '../../zip/inflate.ts';

/** A hundred answers have some 40 kB; far more is no answer file. */
const MAX_BYTES = 16 * 1024 ** 2;

/** Columns that are used, by the names that SUNAT gives them; the order of a file is its own. */
const COLUMNS = {
  ruc: 'numeroruc',
  razonSocial: 'nombre-razonsocial',
  condicion: 'condicion del contribuyente',
  estado: 'estado del contribuyente',
  departamento: 'departamento',
  provincia: 'provincia',
  distrito: 'distrito',
  direccion: 'direccion',
} as const;
type Column = keyof typeof COLUMNS;

/** One answer file, read whole. */
export interface AnswerFile {
  /** SHA-256 of the text as it lies in the file, lower-case hex. */
  sha256: string;
  /** The text's bytes, as they came. */
  bytes: Buffer;
  /** When SUNAT wrote it, by the entry's time, or the file's own where it tells none (UTC ms). */
  fecha: number;
  taxpayers: Taxpayer[];
  /** Lines that are no answer: too few cells, or no RUC. */
  omitidas: number;
}

/** Whether these are the first bytes of an answer file's text. */
export function isAnswerHeader(firstLine: string): boolean {
  const cells = namesOf(firstLine);
  return cells.has(COLUMNS.ruc) && cells.has(COLUMNS.estado) && cells.has(COLUMNS.condicion);
}

/**
 * Estados as SUNAT writes them, by how they begin: what a line is aligned on whose cells are too many. Of other
 * lines every estado is taken as it stands.
 */
const ESTADO =
  /^(ACTIVO$|BAJA |SUSPENSION |ANUL|NUM\. ?INTERNO|OTROS OBLIGADOS|INHABILITADO|PENDIENTE DE INI)/i;

/**
 * Reads one file; `now` (UTC ms) is the latest that it can be of, whatever clock wrote it. Rejects with
 * `consulta-multiple-otro-formato`, `archivo-danado` or the codes of reading.
 */
export async function readAnswerFile(path: string, now: number): Promise<AnswerFile> {
  const file = await openForReading(path);
  try {
    const archive = await openArchive(file);
    const entry = textEntry(archive);
    const bytes = await readPart(archive, entry);
    const fecha = Math.min(entryTime(entry) ?? Math.round((await file.stat()).mtimeMs), now);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { sha256, bytes, fecha, ...parseAnswers(bytes, fecha) };
  } finally {
    await file.close();
  }
}

function textEntry(archive: ZipArchive): ZipEntry {
  const texts = archive.entries.filter((entry) => /\.txt$/i.test(entry.name) && entry.size > 0);
  const [entry] = texts;
  if (entry === undefined || texts.length > 1 || entry.size > MAX_BYTES) {
    throw new HabidoError('consulta-multiple-otro-formato');
  }
  return entry;
}

/** The taxpayers of a text. `fecha` becomes their `datoAl`. Throws `consulta-multiple-otro-formato`. */
export function parseAnswers(bytes: Buffer, fecha: number): Pick<AnswerFile, 'taxpayers' | 'omitidas'> {
  const lines = bytes
    .toString('latin1')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '');
  const [header = '', ...rest] = lines;
  if (!isAnswerHeader(header)) throw new HabidoError('consulta-multiple-otro-formato');
  const names = namesOf(header);
  const width = cellsOf(header, 0).length;
  const places = {
    width,
    razonSocial: names.get(COLUMNS.razonSocial) ?? 1,
    estado: names.get(COLUMNS.estado) ?? 0,
  };
  const byRuc = new Map<string, Taxpayer>();
  let omitidas = 0;
  for (const line of rest) {
    const cells = aligned(cellsOf(line, width), places).map(cell);
    const at = (column: Column): string => cells[names.get(COLUMNS[column]) ?? -1] ?? '';
    const ruc = at('ruc');
    if (cells.length < names.size || !isRuc(ruc) || at('estado') === '') omitidas += 1;
    else byRuc.set(ruc, taxpayerOf(at, fecha));
  }
  return { taxpayers: [...byRuc.values()], omitidas };
}

/** The cells of a line; the separator behind the last column makes none. */
function cellsOf(line: string, width: number): string[] {
  const cells = line.split('|');
  while (cells.length > width && cells.at(-1)?.trim() === '') cells.pop();
  return cells;
}

/**
 * A name may hold the separator, and so may what stands behind the estado: the estado tells how many belong to the
 * name. Empty where it can't be told.
 */
function aligned(
  cells: string[],
  { width, razonSocial, estado }: { width: number; razonSocial: number; estado: number },
): string[] {
  const extra = cells.length - width;
  if (extra <= 0) return cells;
  for (let inName = extra; inName >= 0; inName -= 1) {
    const whole = [
      ...cells.slice(0, razonSocial),
      cells.slice(razonSocial, razonSocial + inName + 1).join('|'),
      ...cells.slice(razonSocial + inName + 1),
    ];
    if (ESTADO.test(whole[estado]?.trim() ?? '')) return whole;
  }
  return [];
}

function taxpayerOf(at: (column: Column) => string, fecha: number): Taxpayer {
  return {
    ruc: at('ruc'),
    razonSocial: at('razonSocial'),
    estado: at('estado').toUpperCase(),
    condicion: at('condicion').toUpperCase(),
    ubigeo: '',
    direccion: at('direccion'),
    distrito: at('distrito'),
    provincia: at('provincia'),
    departamento: at('departamento'),
    datoAl: fecha,
  };
}

/** A header's names without accents and case, with their places; the empty one behind the last `|` left out. */
function namesOf(header: string): Map<string, number> {
  const names = header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split('|')
    .map((name) => name.trim().replace(/\s+/g, ' '));
  return new Map(names.flatMap((name, place) => (name === '' ? [] : [[name, place] as const])));
}

/** A cell without its padding; `-` stands for nothing. */
function cell(text: string): string {
  const value = text.trim().replace(/\s+/g, ' ');
  return /^-+$/.test(value) ? '' : value;
}
