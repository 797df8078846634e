/** Writes a fresh `.xlsx` of plain values, sheet by sheet as its rows come: what a report is built on. */
import type { FileHandle } from 'node:fs/promises';
import { HabidoError } from '../../../shared/errors.ts';
import type { Check } from '../book/source.ts';
import { MAX_COLUMN, MAX_ROW, columnLetter, formatRange, type CellRange } from '../sheet/columns.ts';
import { encodeAttribute, encodeCellText } from '../xml/text.ts';
import { BLOCK_BYTES } from '../../zip/block-deflate.ts';
import { newEntry } from '../../zip/new-entry.ts';
import { ZipWriter, type PushBlock } from '../../zip/writer.ts';
import { sheetNames } from './sheet-names.ts';
import { HEADING_STYLE, STYLES_XML, textStyle } from './plain-styles.ts';

/** A value in its cell. `style` is an index of {@link STYLES_XML}; texts get their own. */
export type PlainCell =
  | { column: number; kind: 'text' | 'error'; value: string }
  | { column: number; kind: 'number'; value: number; style: number }
  | { column: number; kind: 'bool'; value: boolean };

export interface PlainRow {
  /** From 1, ascending. */
  row: number;
  cells: PlainCell[];
}

export interface PlainSheet {
  nombre: string;
  estado: 'visible' | 'hidden' | 'veryHidden';
  merges: CellRange[];
  /** Widths in characters, by column from the first; empty: the usual. */
  widths: number[];
  /** The first row is a heading: bold, always in sight, with filters. */
  heading?: boolean;
  /** Rows in groups, so that a long text is never held whole. */
  rows: AsyncIterable<PlainRow[]> | Iterable<PlainRow[]>;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Writes the book to a new file. Throws where a sheet has more than Excel's rows or columns. */
export async function writePlainBook(
  out: FileHandle,
  sheets: readonly PlainSheet[],
  date1904: boolean,
  check: Check,
): Promise<void> {
  const writer = new ZipWriter(out);
  const parts = sheets.map((_, i) => `worksheets/sheet${String(i + 1)}.xml`);
  await addText(writer, '[Content_Types].xml', contentTypes(parts));
  await addText(
    writer,
    '_rels/.rels',
    relationsXml([{ id: 'rId1', kind: 'officeDocument', target: 'xl/workbook.xml' }]),
  );
  await addText(writer, 'xl/workbook.xml', workbookXml(sheets, date1904));
  await addText(
    writer,
    'xl/_rels/workbook.xml.rels',
    relationsXml([
      ...parts.map((target, i) => ({ id: `rId${String(i + 1)}`, kind: 'worksheet', target })),
      { id: 'rIdStyles', kind: 'styles', target: 'styles.xml' },
    ]),
  );
  await addText(writer, 'xl/styles.xml', STYLES_XML);
  for (const [i, sheet] of sheets.entries()) {
    const entry = newEntry(`xl/${parts[i] as string}`);
    // Room for 64-bit sizes: how long a sheet gets is not known before.
    await writer.add(entry, Number.MAX_SAFE_INTEGER, (push) => writeSheet(sheet, push, check));
  }
  await writer.finish(Buffer.alloc(0));
}

async function addText(writer: ZipWriter, name: string, text: string): Promise<void> {
  await writer.add(newEntry(name), text.length, (push) => push(Buffer.from(text, 'latin1')));
}

function contentTypes(parts: readonly string[]): string {
  const overrides = [
    ['workbook.xml', `${TYPE}.sheet.main+xml`],
    ['styles.xml', `${TYPE}.styles+xml`],
    ...parts.map((part) => [part, `${TYPE}.worksheet+xml`]),
  ].map(([part, type]) => `<Override PartName="/xl/${part as string}" ContentType="${type as string}"/>`);
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
  );
}

function relationsXml(relations: readonly { id: string; kind: string; target: string }[]): string {
  const items = relations.map(
    ({ id, kind, target }) => `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

function workbookXml(sheets: readonly PlainSheet[], date1904: boolean): string {
  const names = sheetNames(sheets.map((sheet) => sheet.nombre));
  const items = sheets.map(({ estado }, i) => {
    const state = estado === 'visible' ? '' : ` state="${estado}"`;
    const name = encodeAttribute(names[i] as string);
    return `<sheet name="${name}" sheetId="${String(i + 1)}"${state} r:id="rId${String(i + 1)}"/>`;
  });
  const properties = date1904 ? '<workbookPr date1904="1"/>' : '';
  return (
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${properties}` +
    `<sheets>${items.join('')}</sheets></workbook>`
  );
}

async function writeSheet(sheet: PlainSheet, push: PushBlock, check: Check): Promise<void> {
  const widths = sheet.widths.map(
    (width, i) =>
      `<col min="${String(i + 1)}" max="${String(i + 1)}" width="${String(width)}" customWidth="1"/>`,
  );
  const heading = sheet.heading === true;
  let last = 1;
  let pending =
    `${XML}<worksheet xmlns="${MAIN}">${heading ? FROZEN_HEADING : ''}` +
    `${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>`;
  for await (const group of sheet.rows) {
    check();
    for (const row of group) {
      pending += rowXml(row, heading && row.row === 1);
      last = row.row;
      if (pending.length < BLOCK_BYTES) continue;
      await push(Buffer.from(pending, 'latin1'));
      pending = '';
    }
  }
  const merges = sheet.merges.map((range) => `<mergeCell ref="${formatRange(range)}"/>`);
  const merged =
    merges.length > 0 ? `<mergeCells count="${String(merges.length)}">${merges.join('')}</mergeCells>` : '';
  const filter = heading
    ? `<autoFilter ref="${formatRange({ left: 1, top: 1, right: Math.max(1, sheet.widths.length), bottom: last })}"/>`
    : '';
  await push(Buffer.from(`${pending}</sheetData>${filter}${merged}</worksheet>`, 'latin1'));
}

const FROZEN_HEADING =
  '<sheetViews><sheetView workbookViewId="0">' +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';

function rowXml({ row, cells }: PlainRow, heading: boolean): string {
  if (row > MAX_ROW || (cells.at(-1)?.column ?? 0) > MAX_COLUMN) {
    throw new HabidoError('archivo-demasiado-grande');
  }
  return `<row r="${String(row)}">${cells.map((cell) => cellXml(cell, row, heading)).join('')}</row>`;
}

function cellXml(cell: PlainCell, row: number, heading: boolean): string {
  const place = `<c r="${columnLetter(cell.column)}${String(row)}"`;
  switch (cell.kind) {
    case 'text': {
      const style = heading ? HEADING_STYLE : textStyle(cell.value);
      const look = style === 0 ? '' : ` s="${String(style)}"`;
      return `${place}${look} t="inlineStr"><is><t xml:space="preserve">${encodeCellText(cell.value)}</t></is></c>`;
    }
    case 'error':
      return `${place} t="e"><v>${encodeCellText(cell.value)}</v></c>`;
    case 'bool':
      return `${place} t="b"><v>${cell.value ? '1' : '0'}</v></c>`;
    case 'number': {
      const look = cell.style === 0 ? '' : ` s="${String(cell.style)}"`;
      return `${place}${look}><v>${String(cell.value)}</v></c>`;
    }
  }
}
