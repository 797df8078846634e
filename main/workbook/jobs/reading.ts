/** What reading finds, out of the facts of sheets: the same for packages, texts and what was converted. */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ScoredColumn } from '../detect/candidates.ts';
import type { SheetFacts } from '../detect/facts.ts';
import { recognise } from '../detect/recognise.ts';
import { titleOf } from '../detect/titles.ts';
import { isOwnSheet } from '../results/own-sheets.ts';
import { columnLetter } from '../sheet/columns.ts';
import type { SheetInfo, WorkbookReading } from '../types.ts';

/** What is known of the file beside its sheets. */
export interface ReadFile {
  path: string;
  formato: WorkbookReading['formato'];
  enSitio: boolean;
  hash: string;
  bytes: number;
  firmado: boolean;
}

/** What reading finds: the sheets, and their candidates, best first. */
export function readingOf(file: ReadFile, facts: readonly SheetFacts[]): WorkbookReading {
  // Sheets that a copy got from Habido hold RUCs, and no data.
  const theirs = facts.filter((sheet) => !isOwnSheet(sheet));
  const { candidatas, columnaSinRuc, bySheet } = recognise(theirs);
  const { path, formato, enSitio, hash, bytes, firmado } = file;
  return {
    formato,
    enSitio,
    hash,
    bytes,
    hojas: facts.map((sheet) => sheetInfo(sheet, bySheet[theirs.indexOf(sheet)] ?? null)),
    candidatas,
    columnaSinRuc,
    abiertoEnExcel: existsSync(join(dirname(path), `~$${basename(path)}`)),
    firmado,
  };
}

function sheetInfo(facts: SheetFacts, best: ScoredColumn | null): SheetInfo {
  const { classes } = facts.profile;
  const header = best === null ? likelyHeader(facts) : best.layout.headerLeaf;
  const top = best === null ? header : best.layout.headerTop;
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
