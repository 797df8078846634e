/** The columns of a sheet that may hold the RUCs, each with what speaks for it. */
import { NumberSet } from '../sheet/number-set.ts';
import type { ColumnCandidate } from '../types.ts';
import { columnLetter } from '../sheet/columns.ts';
import { blockOf, type ColumnSpan } from './block.ts';
import { CLASS, isEvidence, isValidClass, isWords } from './classes.ts';
import { dateColumnOf, nameColumnOf } from './companions.ts';
import { isJudged, looksOf, type SheetFacts } from './facts.ts';
import { isTitleRuc } from './header.ts';
import { layoutOf, type TableLayout } from './layout.ts';
import { originOf } from './origin.ts';
import { leafOf, titleOf } from './titles.ts';
import { headerMeaning } from './words.ts';

/** A candidate and what its score was made of. */
export interface ScoredColumn {
  candidate: ColumnCandidate;
  facts: SheetFacts;
  layout: TableLayout;
  /** The table's columns: the whole sheet's where only one table stands in it. */
  span: ColumnSpan;
  score: number;
  /** Cells with a RUC. */
  rucCells: number;
  /** The RUCs of the table, repaired ones aside. */
  rucs: NumberSet;
}

/** A column of other things with a few RUCs among them is none. */
const LEAST_SHARE = 0.3;
/** RUCs written as they should be, and their share, that make a column of words one of RUCs. */
const AMONG_WORDS = 5;
const AMONG_WORDS_SHARE = 0.1;
/** Of eleven digits that mean something else, one or two of eleven pass the check digit by chance. */
const CHANCE = 0.3;
/** Numbers of eleven digits from which chance shows. */
const CHANCE_CELLS = 12;
/** Rows between two tables of one sheet. */
const OTHER_TABLE_ROWS = 30;
/** Columns of one sheet that are looked at closely: no one chooses among more. */
const MAX_COLUMNS = 80;
/** What the headers of a column promise. */
const PROMISE: ReadonlyMap<number, number> = new Map([
  [CLASS.wordRuc, 1],
  [CLASS.headerRuc, 1],
  [CLASS.headerDocument, 0.7],
  [CLASS.headerParty, 0.3],
]);
/** Tables looked for in one column. */
const MAX_TABLES = 4;

/** Every candidate of the sheet, unsorted. */
export function candidatesOf(facts: SheetFacts): ScoredColumn[] {
  const found: ScoredColumn[] = [];
  for (const column of promisingColumns(facts)) {
    found.push(...tablesOf(facts, column));
  }
  const earliest = Math.min(...found.map((item) => item.layout.start));
  for (const item of found) {
    if (item.layout.start > earliest + OTHER_TABLE_ROWS) item.score *= 0.4;
    item.span = spanOf(item, found);
    const { layout, span, candidate } = item;
    candidate.columnaNombre = letterOf(nameColumnOf(facts, layout, span));
    candidate.columnaFecha = letterOf(dateColumnOf(facts, layout, span));
    candidate.origenReconocido = originOf(facts, layout);
  }
  return found;
}

/** The columns with RUCs from left to right; of very many those that say most, by headers and by numbers. */
function promisingColumns(facts: SheetFacts): number[] {
  const { values, zone, classes } = facts.profile;
  const columns = [...values.keys()];
  if (columns.length <= MAX_COLUMNS) return columns.sort((a, b) => a - b);
  const headed = new Map<number, number>();
  for (const { cells } of zone.rows) {
    for (const { column, cls } of cells)
      headed.set(column, Math.max(headed.get(column) ?? 0, PROMISE.get(cls) ?? 0));
  }
  const promise = new Map<number, number>();
  for (const [column, found] of values) {
    const { validos } = found.count(1, classes.lastRow);
    const variety = validos <= 1 ? 0 : Math.min(1, Math.log2(1 + validos) / 8);
    promise.set(column, variety + (headed.get(column) ?? 0));
  }
  columns.sort((a, b) => (promise.get(b) as number) - (promise.get(a) as number) || a - b);
  return columns.slice(0, MAX_COLUMNS).sort((a, b) => a - b);
}

/** The column's first table, and the later ones that have a header of their own. */
function tablesOf(facts: SheetFacts, column: number): ScoredColumn[] {
  const found: ScoredColumn[] = [];
  let from = 1;
  for (let n = 0; n < MAX_TABLES; n += 1) {
    const layout = layoutOf(facts, column, null, false, from);
    if (layout.start === 0 || (n > 0 && layout.header === 0)) break;
    const scored = scoreColumn(facts, layout);
    if (scored !== null) found.push(scored);
    from = Math.max(layout.last, layout.start) + 1;
  }
  return found;
}

/** The whole sheet, or the block of columns where another table with RUCs stands beside it. */
function spanOf({ facts, layout }: ScoredColumn, all: readonly ScoredColumn[]): ColumnSpan {
  const block = blockOf(
    facts,
    layout.column,
    layout.header > 0 ? layout.headerTop : layout.start,
    layout.last,
  );
  // A column that begins and ends in the same rows belongs to the same table, blank columns between or not.
  const beside = all.some(
    ({ layout: { column, start, last } }) =>
      (column < block.left || column > block.right) && (start !== layout.start || last !== layout.last),
  );
  return beside && block.right > block.left ? block : { left: 1, right: facts.profile.classes.lastColumn };
}

function letterOf(column: number): string {
  return column === 0 ? '' : columnLetter(column);
}

interface ColumnCounts {
  judged: number;
  otros: number;
  filled: number;
  rows: number;
  rucCells: number;
  evidence: number;
  /** Plain numbers of eleven digits, right or wrong. */
  eleven: number;
  /** `-`, `S/N`, zeros. */
  fillers: number;
  /** RUCs as they should be. */
  plain: number;
  words: number;
}

function countColumn(facts: SheetFacts, layout: TableLayout): ColumnCounts {
  const { classes } = facts.profile;
  const counts: ColumnCounts = {
    judged: 0,
    otros: 0,
    filled: 0,
    rows: 0,
    rucCells: 0,
    evidence: 0,
    eleven: 0,
    fillers: 0,
    plain: 0,
    words: 0,
  };
  for (let row = layout.first; row <= layout.last; row += 1) {
    if (classes.fill(row) === 0) continue;
    counts.rows += 1;
    const cls = classes.at(row, layout.column);
    if (cls !== CLASS.empty) counts.filled += 1;
    if (isValidClass(cls)) counts.rucCells += 1;
    if (isEvidence(cls)) counts.evidence += 1;
    if (cls === CLASS.ruc || cls === CLASS.eleven) counts.eleven += 1;
    if (cls === CLASS.placeholder) counts.fillers += 1;
    if (cls === CLASS.ruc) counts.plain += 1;
    if (isWords(cls)) counts.words += 1;
    const type = layout.typeColumn === 0 ? CLASS.empty : classes.at(row, layout.typeColumn);
    if (isJudged(cls, type, false)) counts.judged += 1;
    else counts.otros += 1;
  }
  return counts;
}

function scoreColumn(facts: SheetFacts, layout: TableLayout): ScoredColumn | null {
  const counts = countColumn(facts, layout);
  const titulo = titleOf(facts, layout.column, layout.headerTop, layout.headerLeaf);
  if (!isColumnOfRucs(facts, layout, counts, titulo)) return null;
  const values = facts.profile.values.get(layout.column);
  const { validos, distintos } = values?.count(layout.first, layout.last) ?? { validos: 0, distintos: 0 };
  const share = shareOf(counts);
  const coverage = counts.rows === 0 ? 0 : counts.filled / counts.rows;
  const variety = Math.min(1, Math.log2(1 + validos) / 8);
  const typed = layout.typeColumn > 0 ? 0.03 : 0;
  const score = 0.35 * share + 0.2 * coverage + 0.2 * variety + 0.25 * headerScore(titulo) + typed;
  const candidate: ColumnCandidate = {
    hoja: facts.nombre,
    columna: columnLetter(layout.column),
    filaEncabezado: layout.header,
    titulo,
    oculta: facts.oculta,
    filas: counts.judged,
    otros: counts.otros,
    distintos,
    validos,
    constante: validos === 1 && distintos === 1 && counts.judged > 1,
    columnaNombre: '',
    columnaFecha: '',
    origenReconocido: '',
    confianza: 0,
    motivo: '',
  };
  return {
    candidate,
    facts,
    layout,
    span: { left: 1, right: facts.profile.classes.lastColumn },
    score: counts.rucCells === 0 ? score * 0.3 : score,
    rucCells: counts.rucCells,
    rucs: values?.rucs(layout.first, layout.last) ?? new NumberSet(),
  };
}

function shareOf({ filled, fillers, rucCells, evidence }: ColumnCounts): number {
  const cells = filled - fillers;
  return cells === 0 ? 0 : (rucCells > 0 ? rucCells : evidence) / cells;
}

/** A pivot writes numbers and what is grouped under them into one column: no other number may stand there. */
function isAmongWords({ plain, words, filled }: ColumnCounts): boolean {
  return plain >= AMONG_WORDS && plain >= filled * AMONG_WORDS_SHARE && plain >= (filled - words) * 0.9;
}

/** Whether what the column holds, and its header, make it one that may be meant. */
function isColumnOfRucs(
  facts: SheetFacts,
  layout: TableLayout,
  counts: ColumnCounts,
  titulo: string,
): boolean {
  if (counts.evidence === 0) return false;
  const header = headerScore(titulo);
  const share = shareOf(counts);
  if (share < LEAST_SHARE && header < 0.6 && !isAmongWords(counts)) return false;
  if (counts.rucCells === 0) return header >= 0.7;
  const says = headerMeaning(leafOf(titulo)) === 'ruc';
  if (!says && counts.eleven >= CHANCE_CELLS && counts.rucCells < counts.eleven * CHANCE) return false;
  // One number without a header is a form's, or a letter's, unless it is all that the sheet holds.
  if (counts.rucCells === 1 && layout.header === 0) return isAllThereIs(facts, layout);
  return says || !isForm(facts, layout, titulo);
}

/** Numbers that a form can hold in one column. */
const FORM_CELLS = 3;

/** Whether every number has a label of its own (`RUC` · 20…, `RUC: 20…`), under a header that names no document. */
function isForm(facts: SheetFacts, layout: TableLayout, titulo: string): boolean {
  if (headerScore(titulo) > 0.6) return false;
  const { classes } = facts.profile;
  let numbers = 0;
  for (let row = layout.start; row <= layout.last; row += 1) {
    if (!isValidClass(classes.at(row, layout.column))) continue;
    numbers += 1;
    let left = layout.column - 1;
    while (left > 0 && classes.at(row, left) === CLASS.empty) left -= 1;
    const label = left > 0 && headerMeaning(looksOf(facts).textAt(row, left)) === 'ruc';
    if ((!label && !isTitleRuc(facts, row, layout.column)) || numbers > FORM_CELLS) return false;
  }
  return numbers > 0;
}

function isAllThereIs(facts: SheetFacts, { start, column }: TableLayout): boolean {
  const { classes } = facts.profile;
  return classes.lastRow === start && classes.fill(start) === 1 && classes.at(start, column) === CLASS.ruc;
}

/** What the header speaks for: its leaf first, its parents where the leaf says little. */
export function headerScore(titulo: string): number {
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
