/** Where a column's table begins: its first row of data, and the header above it, however many rows it has. */
import type { SheetTable } from '../sheet/frame.ts';
import { CLASS, isEvidence, isHeader, isWords } from './classes.ts';
import { looksOf, type SheetFacts } from './facts.ts';

/** Rows of a header at most (SUNAT's own Formato 8.1 has seven). */
const MAX_HEADER_ROWS = 7;
/** Non-empty rows above the data in which a header is looked for. */
const ROWS_ABOVE = 60;
/** Non-empty rows after a first RUC in which the real header may still come: that RUC stood in a title. */
const ROWS_OF_TITLE = 18;

export interface HeaderPlace {
  /** First row, last row that names columns, and last row of all; each 0 where there is none. */
  top: number;
  leaf: number;
  bottom: number;
  /** First row with evidence of RUCs below it; 0 where there is none. */
  start: number;
}

/** The table that holds the column and some of its RUCs, or null. */
export function tableOf(facts: SheetFacts, column: number): SheetTable | null {
  for (const table of facts.frame.tables) {
    const { left, right, top, bottom } = table.range;
    if (column < left || column > right) continue;
    for (let row = top; row <= Math.min(bottom, facts.profile.classes.lastRow); row += 1) {
      if (isEvidence(facts.profile.classes.at(row, column))) return table;
    }
  }
  return null;
}

/** Finds the header of a column's first table below row `from`. */
export function findHeader(facts: SheetFacts, column: number, from = 1): HeaderPlace {
  const table = tableOf(facts, column);
  if (table !== null && table.range.bottom >= from) {
    const bottom = table.headerRows > 0 ? table.range.top + table.headerRows - 1 : 0;
    return {
      top: bottom === 0 ? 0 : table.range.top,
      leaf: bottom,
      bottom,
      start: firstEvidence(facts, column, table.range.top),
    };
  }
  const start = dataStart(facts, column, from);
  if (start === 0) return from === 1 ? headerWithoutData(facts, column) : NO_HEADER;
  const leaf = leafRow(facts, column, start, from);
  return leaf === 0 ? { ...NO_HEADER, start } : { ...extend(facts, column, leaf, start), start };
}

const NO_HEADER: HeaderPlace = { top: 0, leaf: 0, bottom: 0, start: 0 };

/** The header whose last row is `bottom`, as the user or an earlier reading named it. */
export function headerEndingAt(facts: SheetFacts, column: number, bottom: number): HeaderPlace {
  const found = findHeader(facts, column);
  if (bottom === found.bottom) return found;
  if (bottom === 0) return { ...NO_HEADER, start: found.start };
  const start = firstEvidence(facts, column, bottom + 1);
  const leaf = start === 0 ? bottom : leafRow(facts, column, start, 1);
  if (leaf > 0 && leaf <= bottom) {
    const place = extend(facts, column, leaf, start === 0 ? bottom + 1 : start);
    if (place.bottom === bottom) return { ...place, start };
  }
  return { top: bottom, leaf: bottom, bottom, start };
}

export function firstEvidence(facts: SheetFacts, column: number, from: number): number {
  const { classes } = facts.profile;
  for (let row = from; row <= classes.lastRow; row += 1) if (isEvidence(classes.at(row, column))) return row;
  return 0;
}

/** The first RUC that is data: not the owner's in a title above the header. */
function dataStart(facts: SheetFacts, column: number, from: number): number {
  const { classes } = facts.profile;
  const fills: number[] = [];
  for (let row = from; row <= classes.lastRow && fills.length < 300; row += 1) {
    if (isEvidence(classes.at(row, column))) fills.push(classes.fill(row));
  }
  if (fills.length === 0) return 0;
  const median = [...fills].sort((a, b) => a - b)[fills.length >> 1] as number;
  let start = pastTitleRucs(facts, column, firstEvidence(facts, column, from));
  while (classes.fill(start) * 2 < median) {
    const next = firstEvidence(facts, column, start + 1);
    if (next === 0) break;
    start = next;
  }
  let seen = 0;
  for (let row = start + 1; row <= classes.lastRow && seen < ROWS_OF_TITLE; row += 1) {
    if (classes.fill(row) === 0) continue;
    seen += 1;
    const cls = classes.at(row, column);
    const isColumnHeader = cls === CLASS.wordRuc || (cls >= CLASS.headerRuc && cls <= CLASS.headerDocument);
    if (!isColumnHeader || looksOf(facts).wordsShare(row) < 0.8 || classes.fill(row) < 2) continue;
    if (isTableOfItsOwn(facts, column, start, row, from)) break;
    const next = firstEvidence(facts, column, row + 1);
    if (next !== 0) start = next;
  }
  return start;
}

/** Whether a header stands above `start` already, and more than one number between them and row `end`. */
function isTableOfItsOwn(
  facts: SheetFacts,
  column: number,
  start: number,
  end: number,
  from: number,
): boolean {
  const second = firstEvidence(facts, column, start + 1);
  if (second === 0 || second > end) return false;
  const leaf = leafRow(facts, column, start, from);
  return leaf > 0 && isHeader(facts.profile.classes.at(leaf, column));
}

/** Labelled numbers of a title block at most: more of them are a list written so. */
const TITLE_RUCS = 3;

/** The first number that is not a title's, where there is one. */
function pastTitleRucs(facts: SheetFacts, column: number, start: number): number {
  let row = start;
  for (let n = 0; n < TITLE_RUCS && row > 0 && isTitleRuc(facts, row, column); n += 1)
    row = firstEvidence(facts, column, row + 1);
  return row > 0 && !isTitleRuc(facts, row, column) ? row : start;
}

/** A number with its label in one text, alone or nearly so in its row: `RUC: 20131312955`. */
export function isTitleRuc(facts: SheetFacts, row: number, column: number): boolean {
  const { classes } = facts.profile;
  if (classes.at(row, column) !== CLASS.rucRepaired || classes.fill(row) > 2) return false;
  return /R\.?\s?U\.?\s?C\b/i.test(looksOf(facts).textAt(row, column));
}

/** A header that says what the column is, with no RUC below: templates, books without any. */
function headerWithoutData(facts: SheetFacts, column: number): HeaderPlace {
  const { classes, zone } = facts.profile;
  for (const { row } of zone.rows) {
    const cls = classes.at(row, column);
    if (!isHeader(cls) || looksOf(facts).wordsShare(row) < 0.6) continue;
    const place = extend(facts, column, row, row + MAX_HEADER_ROWS);
    return { ...place, start: 0 };
  }
  return NO_HEADER;
}

/** The row whose words name the columns, nearest above the data; 0 where there is none. */
function leafRow(facts: SheetFacts, column: number, start: number, from: number): number {
  const { classes } = facts.profile;
  let plain = 0;
  let seen = 0;
  for (let row = start - 1; row >= from && seen < ROWS_ABOVE; row -= 1) {
    if (classes.fill(row) === 0) continue;
    seen += 1;
    if (looksOf(facts).wordsShare(row) < 0.6 || isRepeatedTitle(facts, row)) continue;
    const cls = classes.at(row, column);
    const headers = looksOf(facts).headerCells(row);
    if (headers >= 2 || (isHeader(cls) && !isLoneTitle(facts, row, cls, start))) return row;
    if (plain === 0 && isWords(cls) && classes.fill(row) >= 2 && seen <= 3) plain = row;
  }
  return plain;
}

/** A lone cell above a wider table that names a company, not a number: `EMPRESA DE PRUEBA S.A.C.` */
function isLoneTitle(facts: SheetFacts, row: number, cls: number, start: number): boolean {
  const { classes } = facts.profile;
  if (classes.fill(row) > 1) return false;
  const namesNumber = cls === CLASS.wordRuc || cls === CLASS.headerRuc || cls === CLASS.headerDocument;
  return !namesNumber && (classes.fill(start) > 1 || row < start - 1);
}

/** One text repeated over the row: a title that some exports write into every column. */
function isRepeatedTitle(facts: SheetFacts, row: number): boolean {
  return looksOf(facts).once(`repeated:${String(row)}`, () => repeatsOneText(facts, row));
}

function repeatsOneText(facts: SheetFacts, row: number): boolean {
  const cells = facts.profile.zone.rowAt(row)?.cells ?? [];
  if (cells.length < 3) return false;
  const first = cells[0];
  return cells.every((cell) => (cell.index >= 0 ? cell.index === first?.index : cell.text === first?.text));
}

/** From the row with the column's words to the whole header: rows below that belong to it, and rows above. */
function extend(
  facts: SheetFacts,
  column: number,
  leaf: number,
  start: number,
): { top: number; leaf: number; bottom: number } {
  const { classes } = facts.profile;
  let bottom = leaf;
  for (let row = leaf + 1; row < start && row < leaf + MAX_HEADER_ROWS; row += 1) {
    const covered = coveredFromAbove(facts, row, column, leaf);
    if (classes.fill(row) === 0) {
      if (!covered) break;
      bottom = row;
      continue;
    }
    const cls = classes.at(row, column);
    const belongs = (cls === CLASS.empty || isHeader(cls)) && looksOf(facts).wordsShare(row) >= 0.99;
    if (!belongs || (!covered && cls === CLASS.empty && looksOf(facts).headerCells(row) === 0)) break;
    bottom = row;
  }
  const named = bottom;
  for (let row = bottom + 1; row < start && row - leaf < MAX_HEADER_ROWS; row += 1) {
    if (!isLineOfWordsOverNumbers(facts, row, start)) break;
    bottom = row;
  }
  let top = leaf;
  let blanks = 0;
  for (let row = leaf - 1; row >= 1 && bottom - row < MAX_HEADER_ROWS; row -= 1) {
    if (classes.fill(row) === 0) {
      blanks += 1;
      if (blanks > 1 || !mergesInto(facts, row)) break;
      continue;
    }
    if (looksOf(facts).wordsShare(row) < 0.99 || isTitleRow(facts, row)) break;
    top = row;
  }
  return { top, leaf: named, bottom };
}

/** Rows of data looked at to tell what a column holds. */
const DATA_SAMPLE = 40;

/**
 * The last lines of a header without merges, or what a template says below its names (`4 caracteres`): only
 * words, more than one, and some of them in columns that hold numbers further down.
 */
function isLineOfWordsOverNumbers(facts: SheetFacts, row: number, start: number): boolean {
  if (facts.profile.classes.fill(row) < 2 || looksOf(facts).wordsShare(row) < 0.99) return false;
  return looksOf(facts).once(`line:${String(row)}:${String(start)}`, () =>
    wordsOverNumbers(facts, row, start),
  );
}

function wordsOverNumbers(facts: SheetFacts, row: number, start: number): boolean {
  const { classes } = facts.profile;
  for (let column = 1; column <= classes.lastColumn; column += 1) {
    if (!isWords(classes.at(row, column))) continue;
    let words = 0;
    let others = 0;
    for (let below = start; below <= Math.min(classes.lastRow, start + DATA_SAMPLE); below += 1) {
      const cls = classes.at(below, column);
      if (cls === CLASS.empty) continue;
      if (isWords(cls)) words += 1;
      else others += 1;
    }
    if (others > words * 9) return true;
  }
  return false;
}

/** Whether a merge that begins in the header covers this cell. */
function coveredFromAbove(facts: SheetFacts, row: number, column: number, leaf: number): boolean {
  return facts.frame.merges.some(
    (merge) =>
      merge.left <= column &&
      merge.right >= column &&
      merge.top < row &&
      merge.bottom >= row &&
      merge.top <= leaf,
  );
}

function mergesInto(facts: SheetFacts, row: number): boolean {
  return facts.frame.merges.some((merge) => merge.top < row && merge.bottom >= row);
}

/** A title: one cell alone (merged or not), or words over nearly the whole width. */
function isTitleRow(facts: SheetFacts, row: number): boolean {
  const { classes } = facts.profile;
  if (classes.fill(row) > 1) return isLabelRow(facts, row);
  const width = classes.lastColumn;
  const merge = facts.frame.merges.find((item) => item.top <= row && item.bottom >= row);
  if (merge === undefined) return true;
  return merge.right - merge.left + 1 >= width * 0.7 || merge.left === 1;
}

/** `PERIODO:` and its value: a label of the title block. */
function isLabelRow(facts: SheetFacts, row: number): boolean {
  const cells = facts.profile.zone.rowAt(row)?.cells ?? [];
  return cells.length <= 3 && cells.some((cell) => (cell.text ?? '').trimEnd().endsWith(':'));
}
