/** The table of one column: header, data rows, document-type column, and the title as people read it. */
import { CLASS, isEvidence, isValidClass } from './classes.ts';
import type { SheetFacts } from './facts.ts';
import { findHeader, tableOf } from './header.ts';

/** Rows looked at to tell whether a column holds document types. */
const TYPE_SAMPLE = 5000;
/** Blank rows after which a new header begins another table. */
const TABLE_GAP = 10;

export interface TableLayout {
  column: number;
  /** Rows of the header; both 0 where there is none. */
  headerTop: number;
  header: number;
  /** Rows of data. */
  first: number;
  last: number;
  /** First row with evidence of RUCs, 0 where there is none. */
  start: number;
  /** The column that says which document a cell holds; 0 where there is none. */
  typeColumn: number;
}

/** The table around a column. `header`: as the user named it (0: none), or null to find it. */
export function layoutOf(
  facts: SheetFacts,
  column: number,
  header: number | null,
  manual: boolean,
): TableLayout {
  const found = findHeader(facts, column);
  const bottom = header ?? found.bottom;
  const top = bottom === found.bottom ? found.top : bottom;
  const first = bottom > 0 ? bottom + 1 : manual || found.bottom > 0 ? 1 : blockTop(facts, found.start);
  const layout: TableLayout = {
    column,
    headerTop: top,
    header: bottom,
    first,
    last: manual ? facts.profile.classes.lastRow : lastRow(facts, column, first),
    start: found.start,
    typeColumn: 0,
  };
  if (!manual) layout.typeColumn = typeColumnOf(facts, layout);
  return layout;
}

/** Without a header: the first row of the block of data that the first RUC stands in. */
function blockTop(facts: SheetFacts, start: number): number {
  const { classes } = facts.profile;
  let row = Math.max(1, start);
  const enough = Math.max(1, classes.fill(row) / 2);
  while (row > 1 && classes.fill(row - 1) >= enough && classes.at(row - 1, 1) !== CLASS.text) row -= 1;
  return row;
}

/** The table's last row: its own bound, or the row before another table begins in the same column. */
function lastRow(facts: SheetFacts, column: number, first: number): number {
  const { classes } = facts.profile;
  const table = tableOf(facts, column);
  if (table !== null && first > table.range.top - 1)
    return Math.min(classes.lastRow, table.range.bottom - table.totalsRows);
  let blank = 0;
  let lastFilled = first;
  let data = false;
  for (let row = first; row <= classes.lastRow; row += 1) {
    if (classes.fill(row) === 0) {
      blank += 1;
      continue;
    }
    const cls = classes.at(row, column);
    const header = cls === CLASS.wordRuc || cls === CLASS.headerRuc || cls === CLASS.headerDocument;
    if (data && blank >= TABLE_GAP && header) return lastFilled;
    if (isEvidence(cls)) data = true;
    blank = 0;
    lastFilled = row;
  }
  return classes.lastRow;
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

/** The header as people read it, merged parents first: `PROVEEDOR › DOCUMENTO › NÚMERO`. */
export function titleOf(facts: SheetFacts, column: number, headerTop: number, header: number): string {
  if (header === 0) return '';
  const parts: string[] = [];
  for (let row = headerTop; row <= header; row += 1) {
    const text = headerText(facts, row, column);
    if (text !== '' && text !== parts.at(-1)) parts.push(text);
  }
  return parts.join(' › ');
}

function headerText(facts: SheetFacts, row: number, column: number): string {
  const { zone, classes } = facts.profile;
  const own = zone.textAt(row, column);
  if (own !== '') return own;
  const merge = facts.frame.merges.find(
    (item) => item.left <= column && item.right >= column && item.top <= row && item.bottom >= row,
  );
  if (merge === undefined || merge.right - merge.left + 1 >= Math.max(4, classes.lastColumn * 0.8)) return '';
  return zone.textAt(merge.top, merge.left);
}
