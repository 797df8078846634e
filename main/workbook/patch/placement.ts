/** Where the result columns go: right of everything, never between what the user has. */
import { HabidoError } from '../../../shared/errors.ts';
import type { SheetFacts } from '../detect/facts.ts';
import type { TableLayout } from '../detect/layout.ts';
import type { ResultColumn } from '../results/columns.ts';
import type { ResultSet } from '../results/sets.ts';
import { MAX_COLUMN, type CellRange } from '../sheet/columns.ts';
import type { SheetTable } from '../sheet/frame.ts';
import type { ResultKey } from '../types.ts';

/** One result column of the copy. */
export interface PlacedResult {
  column: number;
  key: ResultKey;
  /** Whether it is new: else an earlier copy has it, with its heading. */
  fresh: boolean;
}

export interface Placement {
  /** All result columns, from left to right. */
  results: readonly PlacedResult[];
  /** The new ones, side by side; none where `first` is past `last`. */
  fresh: readonly ResultColumn[];
  first: number;
  last: number;
  /** Where our header goes; 0: nowhere. */
  headerRow: number;
  /** The results of an earlier copy that are refreshed in their place, or null. */
  refreshed: ResultSet | null;
  /** The table that grows by our columns, or null. */
  table: SheetTable | null;
  /** The sheet's filter that grows by our columns, or null. */
  filter: CellRange | null;
  /** A drawing stands over our columns, above the data: their widths stay as they are. */
  keepWidths: boolean;
  /** A drawing over the data was passed by. */
  passedDrawing: boolean;
}

/** What is to be placed. */
export interface Wanted {
  columns: readonly ResultColumn[];
  /** The results of an earlier copy that may be refreshed, or null. */
  earlier: ResultSet | null;
}

/** Places the columns. Throws `libro-sin-espacio` where nothing is left to the right. */
export function placeColumns(
  facts: SheetFacts,
  layout: TableLayout,
  drawings: readonly CellRange[],
  { columns, earlier }: Wanted,
): Placement {
  const headerRow = headerRowOf(facts, layout);
  const refreshed = earlier?.header === headerRow ? earlier : null;
  const present = new Set(refreshed?.columns.map(({ key }) => key));
  const fresh = columns.filter(({ key }) => !present.has(key));
  const { first, last, passedDrawing } = placeFresh(facts, layout, drawings, headerRow, fresh.length);
  const results = [
    ...(refreshed?.columns ?? []).map(({ column, key }) => ({ column, key, fresh: false })),
    ...fresh.map(({ key }, i) => ({ column: first + i, key, fresh: true })),
  ];
  return {
    results: results.sort((a, b) => a.column - b.column),
    fresh,
    first,
    last,
    headerRow,
    refreshed,
    table: fresh.length === 0 ? null : growingTable(facts, layout, first, headerRow),
    filter: fresh.length === 0 ? null : growingFilter(facts, layout, first, headerRow),
    keepWidths: drawings.some(
      (range) => range.left <= last && range.right >= first && range.bottom < layout.first,
    ),
    passedDrawing,
  };
}

/** Where `count` new columns go: right of the last value, past what must not be cut or covered. */
function placeFresh(
  { frame, profile }: SheetFacts,
  layout: TableLayout,
  drawings: readonly CellRange[],
  headerRow: number,
  count: number,
): { first: number; last: number; passedDrawing: boolean } {
  if (count === 0)
    return { first: profile.lastValueColumn + 1, last: profile.lastValueColumn, passedDrawing: false };
  const top = headerRow === 0 ? layout.first : Math.min(headerRow, layout.first);
  const bottom = Math.max(layout.last, top);
  const hard = [
    ...frame.tables.map((table) => table.range),
    ...(frame.autoFilter === null ? [] : [frame.autoFilter]),
  ];
  const merges = frame.merges.filter((merge) => merge.top <= bottom && merge.bottom >= top);
  const overData = drawings.filter((range) => range.top <= bottom && range.bottom >= layout.first);
  let first = profile.lastValueColumn + 1;
  let passedDrawing = false;
  for (let moved = true; moved;) {
    moved = false;
    for (const [list, isDrawing] of [
      [hard, false],
      [merges, false],
      [overData, true],
    ] as const) {
      for (const range of list) {
        const last = first + count - 1;
        const past = list === hard ? range.right >= first : range.left <= last && range.right >= first;
        if (!past) continue;
        first = range.right + 1;
        passedDrawing ||= isDrawing;
        moved = true;
      }
    }
  }
  const last = first + count - 1;
  if (last > MAX_COLUMN) throw new HabidoError('libro-sin-espacio');
  return { first, last, passedDrawing };
}

/** The header's last row; without a header the row above the data, where it is free of anything. */
function headerRowOf(facts: SheetFacts, layout: TableLayout): number {
  if (layout.header > 0) return layout.header;
  const above = firstDataRow(facts, layout) - 1;
  return above >= 1 && facts.profile.classes.fill(above) === 0 ? above : 0;
}

function firstDataRow(facts: SheetFacts, layout: TableLayout): number {
  let row = layout.first;
  while (row < layout.last && facts.profile.classes.fill(row) === 0) row += 1;
  return row;
}

function growingTable(
  facts: SheetFacts,
  layout: TableLayout,
  first: number,
  headerRow: number,
): SheetTable | null {
  const table = facts.frame.tables.find(
    ({ range }) =>
      range.left <= layout.column &&
      range.right >= layout.column &&
      range.top <= layout.last &&
      range.bottom >= layout.first,
  );
  if (table === undefined || table.query || table.headerRows !== 1) return null;
  return table.range.right + 1 === first && table.range.top === headerRow ? table : null;
}

function growingFilter(
  facts: SheetFacts,
  layout: TableLayout,
  first: number,
  headerRow: number,
): CellRange | null {
  const filter = facts.frame.autoFilter;
  if (filter === null || filter.right + 1 !== first || filter.top !== headerRow) return null;
  return filter.left <= layout.column && filter.right >= layout.column ? filter : null;
}
