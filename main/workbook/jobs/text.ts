/** Reading text tables: like a sheet without a name. */
import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { HabidoError } from '../../../shared/errors.ts';
import { judgeColumn } from '../column.ts';
import { layoutOf } from '../detect/layout.ts';
import { columnNumber } from '../sheet/columns.ts';
import { CODE, type TextDialect } from '../text/dialect.ts';
import { asPle, asPleColumn, nameColumnOf, pleBookOf } from '../text/ple.ts';
import { ownFields, scanTextApart, type TextHints } from '../text/apart.ts';
import type { ScannedText, TextScanOptions } from '../text/scan-text.ts';
import { fallbackSeparator, openText, type TextTable } from '../text/source.ts';
import type { ColumnReading, Formato, ResultKey, WorkbookReading } from '../types.ts';
import type { Choice, JudgedSheet } from './chosen.ts';
import { columnReadingOf, NO_DATES } from './column-reading.ts';
import type { Job } from './job.ts';
import { readingOf } from './reading.ts';

/** Share of reading that the first pass over the bytes takes. */
const HASH_SHARE = 0.2;

/** What a text of this dialect is called. */
export function textFormat({ separator, separated }: TextDialect): Formato {
  return separated && (separator === CODE.semicolon || separator === CODE.comma) ? 'csv' : 'txt';
}

/** A text with its chosen column judged. */
export interface JudgedText {
  table: TextTable;
  scanned: ScannedText;
  sheet: JudgedSheet;
}

/** Reads the text at `path`, opened as `file`. */
export async function readText(file: FileHandle, path: string, job: Job): Promise<WorkbookReading> {
  const table = await openTable(file, path, job);
  const options: TextScanOptions = {
    namedHeader: null,
    focusColumn: 0,
    nameColumn: () => 0,
    check: job.check,
    onBytes: shareOf(table.bytes, HASH_SHARE, job),
  };
  const { facts, fields } = await scanTextApart(table, options, hintsFor(path, null));
  const { hash, bytes, dialect } = table;
  const formato = textFormat(dialect);
  const reading = readingOf({ path, formato, enSitio: true, hash, bytes, firmado: false }, [facts]);
  job.progress({ fase: 'leer', avance: 1 });
  const book = pleBookOf(basename(path), ownFields(fields, facts.results));
  return book === null ? reading : asPle(reading, book);
}

/** Reads a column of the text at `path`, opened as `file`. */
export async function readTextColumn(
  file: FileHandle,
  path: string,
  choice: Choice,
  job: Job,
): Promise<ColumnReading> {
  const { table, scanned, sheet } = await readJudgedText(file, path, choice, job);
  job.progress({ fase: 'leer', avance: 1 });
  const reading = columnReadingOf(sheet, table.hash, NO_DATES);
  const book = pleBookOf(basename(path), ownFields(scanned.fields, scanned.facts.results));
  return book === null ? reading : asPleColumn(reading, book);
}

/**
 * Scans the text and judges the chosen column; `forCopy`: the result columns of the copy that follows, for which the
 * name of every row is read too, or null. Throws `hoja-no-existe`,
 * `columna-no-existe`.
 */
export async function readJudgedText(
  file: FileHandle,
  path: string,
  choice: Choice,
  job: Job,
  forCopy: readonly ResultKey[] | null = null,
): Promise<JudgedText> {
  if (choice.hoja !== '') throw new HabidoError('hoja-no-existe', { hoja: choice.hoja });
  const column = columnNumber(choice.columna);
  if (column === 0) throw new HabidoError('columna-no-existe', { columna: choice.columna });
  const table = await openTable(file, path, job);
  const options: TextScanOptions = {
    everyName: forCopy !== null,
    namedHeader: choice.filaEncabezado,
    focusColumn: column,
    nameColumn: (fields) =>
      nameColumnOf(pleBookOf(basename(path), fields), column) || columnNumber(choice.columnaNombre ?? ''),
    check: job.check,
    onBytes: shareOf(table.bytes, HASH_SHARE, job),
  };
  const scanned = await scanTextApart(table, options, hintsFor(path, forCopy));
  const { facts, focus } = scanned;
  if (focus === null) throw new Error('no focus column');
  const layout = layoutOf(facts, column, choice.filaEncabezado, choice.manual);
  const judged = judgeColumn(facts, focus, layout, new Map(), choice.manual);
  return { table, scanned, sheet: { facts, focus, layout, judged } };
}

function hintsFor(path: string, wanted: readonly ResultKey[] | null): TextHints {
  return { wanted, isWholeLine: (fields) => pleBookOf(basename(path), fields) !== null };
}

function openTable(file: FileHandle, path: string, job: Job): Promise<TextTable> {
  let done = 0;
  return openText(file, fallbackSeparator(basename(path)), job.check, (bytes, total) => {
    done += bytes;
    job.progress({ fase: 'leer', avance: (done / total) * HASH_SHARE });
  });
}

/** Tells the progress of a pass over `total` bytes, which begins at `from`. */
function shareOf(total: number, from: number, job: Job): (bytes: number) => void {
  let done = 0;
  return (bytes) => {
    done += bytes;
    job.progress({ fase: 'leer', avance: from + (done / total) * (1 - from) });
  };
}
