/** Reading the chosen column whole: its distinct readings, and the first rows for the window. */
import { basename } from 'node:path';
import { identify, type OpenedPackage } from '../book/identify.ts';
import { dateStyles } from '../book/number-formats.ts';
import { openBook } from '../book/open.ts';
import { hashFile, openSource, readingError } from '../book/source.ts';
import type { ColumnReading } from '../types.ts';
import { readChosen, type Choice } from './chosen.ts';
import { columnReadingOf } from './column-reading.ts';
import type { Job } from './job.ts';
import { withReport } from './report.ts';
import { readTextColumn } from './text.ts';

/** Reads a column of the workbook at `path`. `scratch`: a folder for this job. */
export async function readColumn(
  path: string,
  choice: Choice,
  scratch: string,
  job: Job,
): Promise<ColumnReading> {
  const file = await openSource(path);
  try {
    const found = await identify(file, basename(path));
    if (found.kind === 'text' && found.inPlace) return await readTextColumn(file, path, choice, job);
    const hash = await hashFile(file, job.check);
    if (found.kind === 'package') return await columnOf(found.opened, choice, hash, job);
    return await withReport({ file, found, scratch }, job, (opened) => columnOf(opened, choice, hash, job));
  } catch (error) {
    throw readingError(error);
  } finally {
    await file.close();
  }
}

async function columnOf(
  opened: OpenedPackage,
  choice: Choice,
  hash: string,
  job: Job,
): Promise<ColumnReading> {
  const book = await openBook(opened);
  const chosen = await readChosen(book, choice, job.check, (avance) => {
    job.progress({ fase: 'leer', avance });
  });
  job.progress({ fase: 'leer', avance: 1 });
  return columnReadingOf(chosen, hash, { dateStyles: await dateStyles(book), date1904: book.date1904 });
}
