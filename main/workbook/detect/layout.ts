/** The table of one column: header, data rows, document-type column, and the title as people read it. */
import { CLASS, isValidClass } from './classes.ts';
import type { SheetFacts } from './facts.ts';
import { findHeader, headerEndingAt } from './header.ts';
import { lastRowOf } from './table-end.ts';

/** Rows looked at to tell whether a column holds document types. */
const TYPE_SAMPLE = 5000;

export interface TableLayout {
  column: number;
  /** Rows of the header; both 0 where there is none. */
  headerTop: number;
  header: number;
  /** The last row that names columns: below it a header may explain them. */
  headerLeaf: number;
  /** Rows of data. */
  first: number;
  last: number;
  /** First row with evidence of RUCs, 0 where there is none. */
  start: number;
  /** The column that says which document a cell holds; 0 where there is none. */
  typeColumn: number;
}

/**
 * The table around a column. `header`: the header's last row as the user named it (0: none), or null to find
 * it. `from`: the row below which the table is looked for, where an earlier one of the column ended.
 */
export function layoutOf(
  facts: SheetFacts,
  column: number,
  header: number | null,
  manual: boolean,
  from = 1,
): TableLayout {
  const place = header === null ? findHeader(facts, column, from) : headerEndingAt(facts, column, header);
  const { bottom } = place;
  const unheaded = header === 0 && findHeader(facts, column).bottom > 0;
  const first = bottom > 0 ? bottom + 1 : manual || unheaded ? 1 : blockTop(facts, place.start, from);
  const layout: TableLayout = {
    column,
    headerTop: place.top,
    header: bottom,
    headerLeaf: place.leaf,
    first,
    last: manual ? facts.profile.classes.lastRow : lastRowOf(facts, column, place, first),
    start: place.start,
    typeColumn: 0,
  };
  if (!manual) layout.typeColumn = typeColumnOf(facts, layout);
  return layout;
}

/** Without a header: the first row of the block of data that the first RUC stands in. */
function blockTop(facts: SheetFacts, start: number, from: number): number {
  const { classes } = facts.profile;
  let row = Math.max(from, start);
  const enough = Math.max(1, classes.fill(row) / 2);
  while (row > from && classes.fill(row - 1) >= enough && classes.at(row - 1, 1) !== CLASS.text) row -= 1;
  return row;
}

/** The document-type column: named so and not contradicted by the RUCs, or beside them and never wrong. */
function typeColumnOf(facts: SheetFacts, layout: TableLayout): number {
  const { classes } = facts.profile;
  let best = 0;
  let bestDistance = Infinity;
  for (let column = 1; column <= classes.lastColumn; column += 1) {
    if (column === layout.column || !classes.hasColumn(column)) continue;
    const distance = Math.abs(column - layout.column) + (column > layout.column ? 0.5 : 0);
    if (distance >= bestDistance) continue;
    const named = isNamedType(facts, layout, column);
    if (!named && column !== layout.column - 1) continue;
    if (!speaksOfType(facts, layout, column, named)) continue;
    best = column;
    bestDistance = distance;
  }
  return best;
}

function isNamedType(facts: SheetFacts, layout: TableLayout, column: number): boolean {
  if (layout.header === 0) return false;
  for (let row = layout.headerTop; row <= layout.header; row += 1) {
    if (facts.profile.classes.at(row, column) === CLASS.headerType) return true;
  }
  return false;
}

function speaksOfType(facts: SheetFacts, layout: TableLayout, column: number, named: boolean): boolean {
  const { classes } = facts.profile;
  let types = 0;
  let others = 0;
  let agree = 0;
  let contradict = 0;
  const last = Math.min(layout.last, layout.first + TYPE_SAMPLE);
  for (let row = layout.first; row <= last; row += 1) {
    const cls = classes.at(row, column);
    if (cls === CLASS.empty) continue;
    const saysRuc = cls === CLASS.typeRuc || cls === CLASS.wordRuc;
    if (saysRuc || cls === CLASS.typeOther) types += 1;
    else others += 1;
    if (!isValidClass(classes.at(row, layout.column))) continue;
    if (saysRuc) agree += 1;
    else if (cls === CLASS.typeOther) contradict += 1;
  }
  if (types === 0 || types < (types + others) * (named ? 0.6 : 0.95)) return false;
  if (agree + contradict === 0) return named;
  return named ? agree >= contradict : agree >= 3 && agree >= (agree + contradict) * 0.8;
}
