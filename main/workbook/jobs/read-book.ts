/** Reading a workbook: its sheets, and the columns that may hold RUCs, before anything is chosen. */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openBook, type Book } from '../book/open.ts';
import { classifyShared, readShared } from '../book/shared-strings.ts';
import { hashFile, openSource, readingError } from '../book/source.ts';
import { candidatesOf, emptyRucColumn, sheetBonus } from '../detect/candidates.ts';
import { rankCandidates, type SheetCandidates } from '../detect/choose.ts';
import type { SheetFacts } from '../detect/facts.ts';
import { titleOf } from '../detect/layout.ts';
import { columnLetter } from '../sheet/columns.ts';
import { scanSheet } from '../sheet/scan-sheet.ts';
import type { SheetInfo, WorkbookReading } from '../types.ts';
import type { Job } from './job.ts';

/** Share of the progress that the file's hash takes. */
const HASH_SHARE = 0.1;

/** Reads the workbook at `path`. Rejects with the code that says why it can't. */
export async function readBook(path: string, job: Job): Promise<WorkbookReading> {
  const file = await openSource(path);
  try {
    const book = await openBook(file);
    const bytes = book.archive.bytes;
    const hash = await hashFile(file, job.check, (done) => {
      job.progress({ fase: 'leer', avance: (done / bytes) * HASH_SHARE });
    });
    const facts = await scanAll(book, job);
    const sheets: SheetCandidates[] = facts.map((sheet, index) => ({
      columns: candidatesOf(sheet),
      bonus: (scored) => sheetBonus(sheet, scored, index),
    }));
    const candidatas = rankCandidates(sheets);
    job.progress({ fase: 'leer', avance: 1 });
    return {
      formato: book.formato,
      hash,
      bytes,
      hojas: facts.map((sheet, index) => sheetInfo(sheet, sheets[index] as SheetCandidates)),
      candidatas,
      columnaSinRuc: candidatas.length > 0 ? null : emptyColumn(facts),
      abiertoEnExcel: existsSync(join(dirname(path), `~$${basename(path)}`)),
      firmado: book.firmado,
    };
  } catch (error) {
    throw readingError(error);
  } finally {
    await file.close();
  }
}

async function scanAll(book: Book, job: Job): Promise<SheetFacts[]> {
  const shared = await classifyShared(book, job.check);
  const total = Math.max(
    1,
    book.sheets.reduce((sum, sheet) => sum + sheet.entry.size, 0),
  );
  const all: SheetFacts[] = [];
  const needed = new Set<number>();
  let done = 0;
  for (const sheet of book.sheets) {
    const { facts } = await scanSheet(book, sheet, {
      shared,
      namedHeader: null,
      focusColumn: 0,
      check: job.check,
      onShare: (share) => {
        const sheetsDone = (done + share * sheet.entry.size) / total;
        job.progress({ fase: 'leer', avance: HASH_SHARE + sheetsDone * (1 - HASH_SHARE) });
      },
    });
    done += sheet.entry.size;
    facts.profile.zone.neededStrings(needed);
    all.push(facts);
  }
  const texts = await readShared(book, needed, job.check);
  for (const facts of all) facts.profile.zone.resolve(texts);
  return all;
}

function sheetInfo(facts: SheetFacts, { columns }: SheetCandidates): SheetInfo {
  const { classes } = facts.profile;
  const best = [...columns].sort((a, b) => b.score - a.score)[0];
  const header = best === undefined ? likelyHeader(facts) : best.layout.header;
  const top = best === undefined ? header : best.layout.headerTop;
  const columnas: SheetInfo['columnas'] = [];
  for (let column = 1; column <= classes.lastColumn; column += 1) {
    if (!classes.hasColumn(column)) continue;
    columnas.push({ letra: columnLetter(column), titulo: titleOf(facts, column, top, header) });
  }
  return {
    nombre: facts.nombre,
    oculta: facts.oculta,
    filas: classes.lastRow,
    ultimaColumna: columnLetter(classes.lastColumn),
    columnas,
  };
}

/** Without a candidate: the first row that is filled about as well as the best-filled of the first ones. */
function likelyHeader(facts: SheetFacts): number {
  const rows = facts.profile.zone.rows;
  const widest = Math.max(0, ...rows.map((row) => row.cells.length));
  return rows.find((row) => row.cells.length >= widest * 0.6 && row.cells.length > 1)?.row ?? 0;
}

function emptyColumn(facts: readonly SheetFacts[]): WorkbookReading['columnaSinRuc'] {
  for (const sheet of [...facts].sort((a, b) => Number(a.oculta) - Number(b.oculta))) {
    const found = emptyRucColumn(sheet);
    if (found !== null) return { hoja: sheet.nombre, ...found };
  }
  return null;
}
