/** What stands around a sheet's rows: merges, filter, protection, and the parts that it points to. */
import { HabidoError } from '../../../shared/errors.ts';
import type { Parts } from '../book/relations.ts';
import type { ZipEntry } from '../../zip/entry.ts';
import { elementsNamed, findElement, relationAttribute, xmlAttribute, xmlTags } from '../xml/tags.ts';
import { damagedSheet } from './bytes.ts';
import { MAX_COLUMN, parseRange, type CellRange } from './columns.ts';

/** A merge in every second row of a full sheet. */
const MAX_MERGES = 500_000;

/** An Excel table (ListObject) of the sheet. */
export interface SheetTable {
  entry: ZipEntry;
  range: CellRange;
  headerRows: number;
  totalsRows: number;
  /** Fed by a query: its columns are not ours to add to. */
  query: boolean;
}

export interface SheetFrame {
  merges: CellRange[];
  /** The sheet's own filter, not a table's. */
  autoFilter: CellRange | null;
  protectedSheet: boolean;
  tables: SheetTable[];
  drawing: ZipEntry | null;
}

/** Reads the frame. `part` is the sheet's part name, `epilog` the latin1 view of what follows its rows. */
export async function readFrame(parts: Parts, part: string, epilog: string): Promise<SheetFrame> {
  const relations = await parts.relations(part);
  const partOf = (id: string | undefined): ZipEntry | null => {
    const relation = relations.find((item) => item.id === id && !item.external);
    return relation === undefined ? null : (parts.find(relation.target) ?? null);
  };
  const frame: SheetFrame = {
    merges: [],
    autoFilter: null,
    protectedSheet: false,
    tables: [],
    drawing: null,
  };
  let savedView = false;
  for (const tag of xmlTags(epilog)) {
    // Saved views hold filters of their own.
    if (tag.local === 'customSheetViews') savedView = !tag.closing && !tag.selfClosed;
    if (tag.closing || savedView) continue;
    if (tag.local === 'mergeCell') {
      const range = parseRange(xmlAttribute(epilog, tag, 'ref') ?? '');
      if (range !== null) frame.merges.push(range);
      if (frame.merges.length > MAX_MERGES)
        throw new HabidoError('archivo-demasiado-grande', {}, { cause: new Error('merges') });
    } else if (tag.local === 'autoFilter' && frame.autoFilter === null) {
      frame.autoFilter = parseRange(xmlAttribute(epilog, tag, 'ref') ?? '');
    } else if (tag.local === 'sheetProtection') {
      frame.protectedSheet = /^(1|true|on)$/.test(xmlAttribute(epilog, tag, 'sheet') ?? '');
    } else if (tag.local === 'drawing') {
      frame.drawing = partOf(relationAttribute(epilog, tag));
    } else if (tag.local === 'tablePart') {
      const entry = partOf(relationAttribute(epilog, tag));
      // One that is named over and over is read once.
      const known = frame.tables.some((table) => table.entry === entry);
      const table = entry === null || known ? null : await readTable(parts, entry);
      if (table !== null) frame.tables.push(table);
    }
  }
  return frame;
}

async function readTable(parts: Parts, entry: ZipEntry): Promise<SheetTable | null> {
  const xml = await parts.text(entry);
  let columns = 0;
  for (const tag of xmlTags(xml)) {
    if (tag.local === 'tableColumn' && !tag.closing) columns += 1;
    if (columns > MAX_COLUMN) throw damagedSheet('more table columns than columns');
  }
  for (const { tag } of elementsNamed(xml, 'table')) {
    const range = parseRange(xmlAttribute(xml, tag, 'ref') ?? '');
    if (range === null) return null;
    return {
      entry,
      range,
      headerRows: Number(xmlAttribute(xml, tag, 'headerRowCount') ?? 1),
      totalsRows: Number(xmlAttribute(xml, tag, 'totalsRowCount') ?? 0),
      query: xmlAttribute(xml, tag, 'tableType') === 'queryTable',
    };
  }
  return null;
}

/** Ranges of cells that a drawing of the sheet covers (charts, pictures, shapes). */
export async function drawingRanges(parts: Parts, frame: SheetFrame): Promise<CellRange[]> {
  if (frame.drawing === null) return [];
  const xml = await parts.loose(frame.drawing);
  const ranges: CellRange[] = [];
  for (const name of ['twoCellAnchor', 'oneCellAnchor']) {
    for (const anchor of elementsNamed(xml, name)) {
      const from = marker(xml, 'from', anchor.innerStart, anchor.innerEnd);
      if (from === null) continue;
      const to =
        marker(xml, 'to', anchor.innerStart, anchor.innerEnd) ??
        extentEnd(xml, from, anchor.innerStart, anchor.innerEnd);
      ranges.push({ left: from.column, top: from.row, right: to.column, bottom: to.row });
    }
  }
  return ranges;
}

interface Marker {
  column: number;
  row: number;
}

function marker(xml: string, name: string, from: number, to: number): Marker | null {
  const element = findElement(xml, name, from, to);
  if (element === null) return null;
  const number = (local: string): number => {
    const found = findElement(xml, local, element.innerStart, element.innerEnd);
    return found === null ? 0 : Number(xml.slice(found.innerStart, found.innerEnd));
  };
  return { column: number('col') + 1, row: number('row') + 1 };
}

/** Where an anchor with a size instead of a second corner ends, by the usual width and height of cells. */
function extentEnd(xml: string, from: Marker, start: number, end: number): Marker {
  const size = findElement(xml, 'ext', start, end);
  const emu = (name: string): number => Number(size === null ? 0 : (xmlAttribute(xml, size.tag, name) ?? 0));
  return {
    column: from.column + Math.floor(emu('cx') / 609_600),
    row: from.row + Math.floor(emu('cy') / 190_500),
  };
}
