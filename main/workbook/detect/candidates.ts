/** The columns of a sheet that may hold the RUCs, each with what speaks for it. */
import type { ColumnCandidate } from '../types.ts';
import { columnLetter } from '../sheet/columns.ts';
import { CLASS, isEvidence, isValidClass, isWords } from './classes.ts';
import { isJudged, type SheetFacts } from './facts.ts';
import { layoutOf, titleOf, type TableLayout } from './layout.ts';
import { headerMeaning } from './words.ts';

/** A candidate and what its score was made of. */
export interface ScoredColumn {
  candidate: ColumnCandidate;
  layout: TableLayout;
  score: number;
  /** Cells with a RUC. */
  rucCells: number;
}

/** A column of other things with a few RUCs among them is none. */
const LEAST_SHARE = 0.3;
/** Rows between two tables of one sheet. */
const OTHER_TABLE_ROWS = 30;

/** Every candidate of the sheet, unsorted. */
export function candidatesOf(facts: SheetFacts): ScoredColumn[] {
  const found: ScoredColumn[] = [];
  for (let column = 1; column <= facts.profile.classes.lastColumn; column += 1) {
    if (!hasEvidence(facts, column)) continue;
    const scored = scoreColumn(facts, column);
    if (scored !== null) found.push(scored);
  }
  const earliest = Math.min(...found.map((item) => item.layout.start));
  for (const item of found) {
    if (item.layout.start > earliest + OTHER_TABLE_ROWS) item.score *= 0.4;
  }
  return found;
}

function hasEvidence(facts: SheetFacts, column: number): boolean {
  const { distinct, repaired, faulty } = facts.profile;
  return distinct.has(column) || repaired.has(column) || faulty.has(column);
}

interface ColumnCounts {
  judged: number;
  otros: number;
  filled: number;
  rows: number;
  rucCells: number;
  evidence: number;
}

function countColumn(facts: SheetFacts, layout: TableLayout): ColumnCounts {
  const { classes } = facts.profile;
  const counts: ColumnCounts = { judged: 0, otros: 0, filled: 0, rows: 0, rucCells: 0, evidence: 0 };
  for (let row = layout.first; row <= layout.last; row += 1) {
    if (classes.fill(row) === 0) continue;
    counts.rows += 1;
    const cls = classes.at(row, layout.column);
    if (cls !== CLASS.empty) counts.filled += 1;
    if (isValidClass(cls)) counts.rucCells += 1;
    if (isEvidence(cls)) counts.evidence += 1;
    const type = layout.typeColumn === 0 ? CLASS.empty : classes.at(row, layout.typeColumn);
    if (isJudged(cls, type, false)) counts.judged += 1;
    else counts.otros += 1;
  }
  return counts;
}

function scoreColumn(facts: SheetFacts, column: number): ScoredColumn | null {
  const { profile } = facts;
  const layout = layoutOf(facts, column, null, false);
  const counts = countColumn(facts, layout);
  const titulo = titleOf(facts, column, layout.headerTop, layout.header);
  const header = headerScore(titulo);
  const share =
    counts.filled === 0 ? 0 : (counts.rucCells > 0 ? counts.rucCells : counts.evidence) / counts.filled;
  if (counts.evidence === 0 || share < LEAST_SHARE) {
    if (header < 0.6 || counts.evidence === 0) return null;
  }
  if (counts.rucCells === 0 && header < 0.4) return null;
  const clean = profile.distinct.get(column)?.size ?? 0;
  const validos = clean + (profile.repaired.get(column)?.size ?? 0);
  const distintos = validos + (profile.faulty.get(column)?.size ?? 0);
  const constante = validos === 1 && distintos === 1 && counts.judged > 1;
  const coverage = counts.rows === 0 ? 0 : counts.filled / counts.rows;
  const variety = Math.min(1, Math.log2(1 + validos) / 8);
  const score = 0.35 * share + 0.2 * coverage + 0.2 * variety + 0.25 * header;
  return {
    layout,
    score: counts.rucCells === 0 ? score * 0.3 : score,
    rucCells: counts.rucCells,
    candidate: {
      hoja: facts.nombre,
      columna: columnLetter(column),
      filaEncabezado: layout.header,
      titulo,
      oculta: facts.oculta,
      filas: counts.judged,
      otros: counts.otros,
      distintos,
      validos,
      constante,
      confianza: 0,
      motivo: '',
    },
  };
}

/** What the header speaks for: its leaf first, its parents where the leaf says little. */
function headerScore(titulo: string): number {
  if (titulo === '') return 0.3;
  const parts = titulo.split(' › ');
  const meanings = parts.map(headerMeaning);
  const leaf = meanings.at(-1);
  if (meanings.includes('tercero')) return 0.1;
  if (leaf === 'ruc') return 1;
  const supplier = parts.some((part) => /PROVEED|CLIENT|IDENTIDAD|ADQUIR|EMISOR/i.test(part));
  if (leaf === 'documento') return supplier ? 1 : 0.7;
  if (meanings.includes('ruc')) return 0.8;
  if (leaf === 'parte') return 0.6;
  return leaf === 'nombre' ? 0.4 : 0.2;
}

/** Words by which a sheet says that it lists parties, and not what was bought or sold. */
const MASTER_NAME = /MAESTR|CATALOG|PADR[OÓ]N|PROVEEDORES|CLIENTES|LISTA|TABLA|BASE|AUXILIAR|ANEXO/i;

/** How much the sheet looks like a register of operations: repeated parties, amounts. */
export function sheetBonus(facts: SheetFacts, scored: ScoredColumn, index: number): number {
  const { classes } = facts.profile;
  const { first, last } = scored.layout;
  let amounts = 0;
  for (let column = 1; column <= classes.lastColumn; column += 1) {
    let numbers = 0;
    let words = 0;
    for (let row = first; row <= Math.min(last, first + 200); row += 1) {
      const cls = classes.at(row, column);
      if (cls === CLASS.number) numbers += 1;
      else if (isWords(cls)) words += 1;
    }
    if (numbers > 0 && numbers > words * 4) amounts += 1;
  }
  const repeats = scored.rucCells > scored.candidate.validos;
  const register = amounts >= 3 ? 0.12 : 0;
  return (
    register +
    (repeats ? 0.03 : 0) -
    (MASTER_NAME.test(facts.nombre) ? 0.08 : 0) -
    Math.min(0.06, index * 0.02)
  );
}

/** A column whose header says that it holds RUCs or documents, with none in it. */
export function emptyRucColumn(facts: SheetFacts): { columna: string; titulo: string } | null {
  const { zone, classes } = facts.profile;
  for (const wanted of [CLASS.headerRuc, CLASS.wordRuc, CLASS.headerDocument] as number[]) {
    for (const { row, cells } of zone.rows) {
      if (cells.length < 2 || cells.some((cell) => isEvidence(cell.cls))) continue;
      const cell = cells.find((item) => item.cls === wanted && !(item.text ?? '').trimEnd().endsWith(':'));
      if (cell === undefined || row >= classes.lastRow) continue;
      const layout = layoutOf(facts, cell.column, row, false);
      return {
        columna: columnLetter(cell.column),
        titulo: titleOf(facts, cell.column, layout.headerTop, row),
      };
    }
  }
  return null;
}
