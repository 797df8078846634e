/** Where a column's table ends: its own bound, another table's header, a shape that changes, or its last row. */
import { blockOf, isEmptyWithin } from './block.ts';
import { CLASS, isEvidence, isHeader } from './classes.ts';
import { looksOf, type SheetFacts } from './facts.ts';
import { tableOf } from './header.ts';

/** Blank rows after which what follows has to look like the table to belong to it. */
const TABLE_GAP = 30;
/** Rows with a number whose width tells how wide the table is. */
const WIDTH_SAMPLE = 200;

/** The rows of a table's header; both 0 where there is none. */
export interface HeaderRows {
  top: number;
  bottom: number;
}

/** The last row of the table whose data begin at `first` under this header. */
export function lastRowOf(facts: SheetFacts, column: number, header: HeaderRows, first: number): number {
  const { classes } = facts.profile;
  const table = tableOf(facts, column);
  if (table !== null && first > table.range.top - 1 && first <= table.range.bottom)
    return Math.min(classes.lastRow, table.range.bottom - table.totalsRows);
  let blank = 0;
  let lastFilled = first;
  let firstData = 0;
  for (let row = first; row <= classes.lastRow; row += 1) {
    if (classes.fill(row) === 0) {
      blank += 1;
      continue;
    }
    const cls = classes.at(row, column);
    if (firstData > 0) {
      if (blank >= TABLE_GAP && !hasShapeOf(facts, row, firstData)) break;
      if (isHeader(cls) && isOtherHeader(facts, row, header)) break;
    } else if (isEvidence(cls)) firstData = row;
    blank = 0;
    lastFilled = row;
  }
  return withoutNotes(facts, column, { header: header.bottom, firstData, lastFilled });
}

/** Whether most columns filled in the model row are filled here. */
function hasShapeOf(facts: SheetFacts, row: number, model: number): boolean {
  const { classes } = facts.profile;
  let both = 0;
  let cells = 0;
  for (let column = 1; column <= classes.lastColumn; column += 1) {
    if (classes.at(model, column) === CLASS.empty) continue;
    cells += 1;
    if (classes.at(row, column) !== CLASS.empty) both += 1;
  }
  return both >= cells * 0.6;
}

/** A row of headers that are not the table's own again (as printed reports repeat them on every page). */
function isOtherHeader(facts: SheetFacts, row: number, { top, bottom }: HeaderRows): boolean {
  const { classes } = facts.profile;
  if (classes.fill(row) < 2 || looksOf(facts).wordsShare(row) < 0.8) return false;
  for (let own = top; own <= bottom; own += 1) if (own > 0 && isSameRow(facts, row, own)) return false;
  return true;
}

function isSameRow(facts: SheetFacts, row: number, header: number): boolean {
  return looksOf(facts).once(`same:${String(row)}:${String(header)}`, () =>
    haveSameCells(facts, row, header),
  );
}

function haveSameCells(facts: SheetFacts, row: number, header: number): boolean {
  const { classes, zone } = facts.profile;
  const looks = looksOf(facts);
  let same = 0;
  let cells = 0;
  for (let column = 1; column <= classes.lastColumn; column += 1) {
    const here = classes.at(row, column);
    const there = classes.at(header, column);
    if (here === CLASS.empty && there === CLASS.empty) continue;
    cells += 1;
    // Below the zone only the classes are known.
    if (
      here === there &&
      (zone.rowAt(row) === undefined || looks.textAt(row, column) === looks.textAt(header, column))
    )
      same += 1;
  }
  return same >= cells * 0.8;
}

/**
 * Up from the last row: rows where only another table beside this one goes on, and lone cells below a wide
 * table (`Fuente: SUNAT`), unless they are plain numbers.
 */
function withoutNotes(
  facts: SheetFacts,
  column: number,
  { header, firstData, lastFilled }: { header: number; firstData: number; lastFilled: number },
): number {
  const { classes } = facts.profile;
  if (firstData === 0) return lastFilled;
  const wide = usualFill(facts, column, firstData, lastFilled) >= 3;
  const block = blockOf(facts, column, header > 0 ? header : firstData, lastFilled);
  let row = lastFilled;
  while (row > firstData) {
    const cls = classes.at(row, column);
    const note = wide && classes.fill(row) <= 1 && (!isEvidence(cls) || cls === CLASS.rucRepaired);
    if (!note && !isEmptyWithin(facts, row, block)) break;
    row -= 1;
  }
  return row;
}

/** How many cells the rows with a number fill: the median of the first ones. */
function usualFill(facts: SheetFacts, column: number, from: number, to: number): number {
  const { classes } = facts.profile;
  const fills: number[] = [];
  for (let row = from; row <= to && fills.length < WIDTH_SAMPLE; row += 1) {
    if (isEvidence(classes.at(row, column))) fills.push(classes.fill(row));
  }
  fills.sort((a, b) => a - b);
  return fills[fills.length >> 1] ?? 0;
}
