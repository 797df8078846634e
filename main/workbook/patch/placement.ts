/** Where the result columns go: right of everything, never between what the user has. */
import { HabidoError } from '../../../shared/errors.ts';
import type { SheetFacts } from '../detect/facts.ts';
import type { TableLayout } from '../detect/layout.ts';
import { MAX_COLUMN, type CellRange } from '../sheet/columns.ts';
import type { SheetTable } from '../sheet/frame.ts';

/** The result columns, with their widths in characters. */
export const RESULT_COLUMNS = [
  { titulo: 'VEREDICTO', width: 16 },
  { titulo: 'RAZÓN SOCIAL (SUNAT)', width: 42 },
  { titulo: 'ESTADO', width: 20 },
  { titulo: 'CONDICIÓN', width: 20 },
  { titulo: 'OBSERVACIÓN', width: 60 },
  { titulo: 'FUENTE', width: 22 },
  { titulo: 'DATO AL', width: 12 },
  { titulo: 'CONSULTADO EL', width: 17 },
] as const;

export interface Placement {
  first: number;
  last: number;
  /** Where our header goes; 0: nowhere. */
  headerRow: number;
  /** The table that grows by our columns, or null. */
  table: SheetTable | null;
  /** The sheet's filter that grows by our columns, or null. */
  filter: CellRange | null;
  /** A drawing stands over our columns, above the data: their widths stay as they are. */
  keepWidths: boolean;
  /** A drawing over the data was passed by. */
  passedDrawing: boolean;
}

/** Places the columns. Throws `libro-sin-espacio` where nothing is left to the right. */
export function placeColumns(
  facts: SheetFacts,
  layout: TableLayout,
  drawings: readonly CellRange[],
): Placement {
  const { frame, profile } = facts;
  const headerRow = headerRowOf(facts, layout);
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
        const last = first + RESULT_COLUMNS.length - 1;
        const past = list === hard ? range.right >= first : range.left <= last && range.right >= first;
        if (!past) continue;
        first = range.right + 1;
        passedDrawing ||= isDrawing;
        moved = true;
      }
    }
  }
  const last = first + RESULT_COLUMNS.length - 1;
  if (last > MAX_COLUMN) throw new HabidoError('libro-sin-espacio');
  return {
    first,
    last,
    headerRow,
    table: growingTable(facts, layout, first, headerRow),
    filter: growingFilter(facts, layout, first, headerRow),
    keepWidths: drawings.some(
      (range) => range.left <= last && range.right >= first && range.bottom < layout.first,
    ),
    passedDrawing,
  };
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
