/** Reading a workbook: its sheets, and the columns that may hold RUCs, before anything is chosen. */
import { basename } from 'node:path';
import { identify, type OpenedPackage } from '../book/identify.ts';
import { openBook, type Book, type BookSheet } from '../book/open.ts';
import { classifyShared, readShared } from '../book/shared-strings.ts';
import { hashFile, openSource, readingError } from '../book/source.ts';
import type { SheetFacts } from '../detect/facts.ts';
import { headerBelowTexts } from '../detect/recognise.ts';
import { resultsApart } from '../results/apart.ts';
import { scanSheet, type ScanOptions, type ScannedSheet } from '../sheet/scan-sheet.ts';
import type { WorkbookReading } from '../types.ts';
import type { Job } from './job.ts';
import { readingOf } from './reading.ts';
import { withReport } from './report.ts';
import { readText } from './text.ts';

/** Share of the progress that the file's hash takes. */
const HASH_SHARE = 0.1;

/** Reads the workbook at `path`. Rejects with the code that says why it can't. `scratch`: a folder for this job. */
export async function readBook(path: string, scratch: string, job: Job): Promise<WorkbookReading> {
  const file = await openSource(path);
  try {
    const found = await identify(file, basename(path));
    if (found.kind === 'text' && found.inPlace) return await readText(file, path, job);
    const bytes = (await file.stat()).size;
    const hash = await hashFile(file, job.check, (done) => {
      job.progress({ fase: 'leer', avance: (done / bytes) * HASH_SHARE });
    });
    if (found.kind === 'package') return await readPackage(found.opened, { path, hash, bytes }, job);
    return await withReport({ file, found, scratch }, job, async (opened, formato) => ({
      ...(await readPackage(opened, { path, hash, bytes }, job)),
      formato,
      enSitio: false,
    }));
  } catch (error) {
    throw readingError(error);
  } finally {
    await file.close();
  }
}

async function readPackage(
  opened: OpenedPackage,
  file: { path: string; hash: string; bytes: number },
  job: Job,
): Promise<WorkbookReading> {
  const book = await openBook(opened);
  const facts = await scanAll(book, job);
  const reading = readingOf({ ...file, formato: book.formato, enSitio: true, firmado: book.firmado }, facts);
  job.progress({ fase: 'leer', avance: 1 });
  return reading;
}

async function scanAll(book: Book, job: Job): Promise<SheetFacts[]> {
  const shared = await classifyShared(book, job.check);
  const total = Math.max(
    1,
    book.sheets.reduce((sum, sheet) => sum + sheet.entry.size, 0),
  );
  const scans: { sheet: BookSheet; scanned: ScannedSheet; options: ScanOptions }[] = [];
  const needed = new Set<number>();
  let done = 0;
  for (const sheet of book.sheets) {
    const options: ScanOptions = {
      shared,
      namedHeader: null,
      focusColumn: 0,
      check: job.check,
      onShare: (share) => {
        const sheetsDone = (done + share * sheet.entry.size) / total;
        job.progress({ fase: 'leer', avance: HASH_SHARE + sheetsDone * (1 - HASH_SHARE) });
      },
    };
    const scanned = await scanSheet(book, sheet, options);
    done += sheet.entry.size;
    scanned.facts.profile.zone.neededStrings(needed);
    scans.push({ sheet, scanned, options });
  }
  const texts = await readShared(book, needed, job.check);
  const all: SheetFacts[] = [];
  for (const { sheet, scanned, options } of scans) {
    scanned.facts.profile.zone.resolve(texts);
    const { facts } = await resultsApart(book, sheet, scanned, options);
    const header = headerBelowTexts(facts);
    all.push(header === 0 ? facts : await scanAround(book, sheet, { ...options, namedHeader: header }));
  }
  return all;
}

/** The sheet's facts with the texts around a header far below the first rows. */
async function scanAround(book: Book, sheet: BookSheet, options: ScanOptions): Promise<SheetFacts> {
  const scanned = await scanSheet(book, sheet, { ...options, onShare: () => undefined });
  const needed = new Set<number>();
  scanned.facts.profile.zone.neededStrings(needed);
  scanned.facts.profile.zone.resolve(await readShared(book, needed, options.check));
  return (await resultsApart(book, sheet, scanned, options)).facts;
}
