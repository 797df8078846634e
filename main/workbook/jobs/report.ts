/** Workbooks that can't be given back as they are: their values become a new workbook, which then takes the usual way. */
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { identify, type Identified, type OpenedPackage } from '../book/identify.ts';
import { openSource } from '../book/source.ts';
import { writePlainBook } from '../report/plain-book.ts';
import { readForeign } from '../report/foreign.ts';
import { sheetOfText } from '../report/text-sheet.ts';
import { makeScratch, removeScratch } from '../scratch.ts';
import { resolveQuotes } from '../text/scan-text.ts';
import { CODE } from '../text/dialect.ts';
import { openText } from '../text/source.ts';
import type { Formato } from '../types.ts';
import type { Job } from './job.ts';
import { textFormat } from './text.ts';

/** What is said of such a copy. */
export const REPORT_NOTICE =
  'La copia es un informe nuevo (.xlsx) con los valores de las hojas, no el mismo libro: fórmulas, colores y gráficos quedan en el original.';

export interface ForeignSource {
  file: FileHandle;
  found: Exclude<Identified, { kind: 'package' }>;
  /** A folder for this job alone, made here and removed with all in it. */
  scratch: string;
}

/** Converts the source, and hands the new workbook to `take` while it is there. */
export async function withReport<T>(
  source: ForeignSource,
  job: Job,
  take: (opened: OpenedPackage, formato: Formato) => Promise<T>,
): Promise<T> {
  await makeScratch(source.scratch);
  const path = join(source.scratch, 'informe.xlsx');
  try {
    const formato = await convert(source, path, job);
    const file = await openSource(path);
    try {
      const report = await identify(file, path);
      if (report.kind !== 'package') throw new Error('the report is no workbook');
      return await take(report.opened, formato);
    } finally {
      await file.close();
    }
  } finally {
    await removeScratch(source.scratch);
  }
}

async function convert({ file, found }: ForeignSource, path: string, job: Job): Promise<Formato> {
  const out = await open(path, 'wx');
  try {
    if (found.kind === 'foreign') {
      const { sheets, date1904 } = await readForeign(file, found.formato, found.archive, job.check);
      await writePlainBook(out, sheets, date1904, job.check);
      return found.formato;
    }
    const table = await openText(file, CODE.tab, job.check);
    const dialect = await resolveQuotes(table, job.check);
    await writePlainBook(out, [sheetOfText(table, dialect, job.check)], false, job.check);
    return textFormat(dialect);
  } finally {
    await out.close();
  }
}
