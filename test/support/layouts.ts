/** The corpus of layouts: what is expected of each, what Habido answers, and the base line to beat. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils } from 'xlsx';
import type { WorkbookReading } from '../../main/workbook/types.ts';

export const CORPUS = join(import.meta.dirname, '../layouts/corpus');

export interface Place {
  hoja: string;
  columna: string;
  encabezado: number;
}

/** One workbook's answer, as the script that made it knows it. */
export interface ExpectedLayout extends Partial<Place> {
  archivo: string;
  caso: string;
  trampas: string[];
  respuesta: 'columna' | 'sin-ruc' | 'no-hay';
  /** Cells to be judged. */
  filas?: number;
  columnaNombre?: string;
  columnaFecha?: string;
  origenReconocido?: string;
  constante?: boolean;
  oculta?: boolean;
  /** First answers that are as right. */
  alternativas?: Place[];
  /** Columns that have to be offered beside the first. */
  ofrecidas?: Place[];
}

export function expectedLayouts(): { trampas: string[]; libros: ExpectedLayout[] } {
  return JSON.parse(readFileSync(join(CORPUS, 'expected.json'), 'utf8')) as {
    trampas: string[];
    libros: ExpectedLayout[];
  };
}

/** Where and whether, in one line: what a person would be told. */
export function placeWords(respuesta: string, place?: Partial<Place> | null): string {
  return place == null
    ? respuesta
    : `${respuesta} ${place.hoja ?? ''}!${place.columna ?? ''} fila ${String(place.encabezado ?? 0)}`;
}

/** What the reading proposes first. */
export function answerOf(reading: WorkbookReading): string {
  const empty = reading.columnaSinRuc;
  if (empty !== null) return placeWords('sin-ruc', { ...empty, encabezado: empty.filaEncabezado });
  const best = reading.candidatas[0];
  return best === undefined ? 'no-hay' : placeWords('columna', { ...best, encabezado: best.filaEncabezado });
}

/** The answers that are right. */
export function rightAnswers(expected: ExpectedLayout): string[] {
  if (expected.respuesta === 'no-hay') return ['no-hay'];
  return [expected, ...(expected.alternativas ?? [])].map((place) => placeWords(expected.respuesta, place));
}

const WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

function passes(text: string): boolean {
  if (!/^(10|15|16|17|20)\d{9}$/.test(text)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return (11 - (sum % 11)) % 10 === Number(text[10]);
}

/** The base line: the column of the visible sheets with most distinct valid RUCs; null where there is none. */
export function baseLine(path: string): { hoja: string; columna: string } | null {
  const book = read(readFileSync(path), { sheetStubs: false });
  let best: { hoja: string; columna: string; distinct: number } | null = null;
  for (const [i, hoja] of book.SheetNames.entries()) {
    if ((book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0) continue;
    const columns = new Map<number, Set<string>>();
    for (const [address, cell] of Object.entries(book.Sheets[hoja] ?? {})) {
      if (address.startsWith('!')) continue;
      const { v: value = '' } = cell as { v?: string | number | boolean };
      const text = String(value).trim();
      if (!passes(text)) continue;
      const { c } = utils.decode_cell(address);
      columns.set(c, (columns.get(c) ?? new Set()).add(text));
    }
    for (const [c, found] of columns) {
      if (found.size > (best?.distinct ?? 0))
        best = { hoja, columna: utils.encode_col(c), distinct: found.size };
    }
  }
  return best;
}

/** Whether the base line's column is right; header rows are not asked of it, and silence is right where there is no RUC. */
export function baseLineIsRight(expected: ExpectedLayout): boolean {
  const found = baseLine(join(CORPUS, expected.archivo));
  if (expected.respuesta !== 'columna') return found === null;
  return [expected, ...(expected.alternativas ?? [])].some(
    (place) => place.hoja === found?.hoja && place.columna === found?.columna,
  );
}
