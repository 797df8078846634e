/** Edits around the rows and in neighbouring parts: dimension, column widths, filter, table, defined name. */
import { columnLetter, formatRange, parseRange, type CellRange } from '../sheet/columns.ts';
import {
  applyEdits,
  childElements,
  elementsNamed,
  findElement,
  prefixOf,
  setAttribute,
  xmlAttribute,
  xmlAttributes,
  xmlTags,
  type XmlEdit,
} from '../xml/tags.ts';
import { encodeAttribute } from '../xml/text.ts';
import type { Placement } from './placement.ts';

/** What stands before the rows, with our columns in dimension and widths. `used`: all cells, ours too. */
export function editProlog(xml: string, prefix: string, placement: Placement, used: CellRange): string {
  const edits: XmlEdit[] = [];
  const dimension = findElement(xml, 'dimension');
  if (dimension !== null) {
    const ref = parseRange(xmlAttribute(xml, dimension.tag, 'ref') ?? '') ?? used;
    edits.push(setAttribute(xml, dimension.tag, 'ref', formatRange(union(ref, used))));
  }
  const columns = columnsEdit(xml, prefix, placement);
  if (columns !== null) edits.push(columns);
  return applyEdits(xml, edits);
}

function union(a: CellRange, b: CellRange): CellRange {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

interface ColumnSpan {
  min: number;
  max: number;
  /** Attributes but min and max, as written. */
  attributes: Map<string, string>;
}

/** The `cols` element with ours; null where nothing is to be changed. */
function columnsEdit(xml: string, prefix: string, placement: Placement): XmlEdit | null {
  if (placement.fresh.length === 0) return null;
  const cols = findElement(xml, 'cols');
  const spans: ColumnSpan[] = [];
  if (cols !== null) {
    for (const { tag } of childElements(xml, cols)) {
      const attributes = new Map(xmlAttributes(xml, tag).map(({ name, value }) => [name, value]));
      const min = Number(attributes.get('min'));
      const max = Number(attributes.get('max'));
      attributes.delete('min');
      attributes.delete('max');
      // Which columns are meant can't be read: all stay as they are.
      if (!(min >= 1 && max >= min)) return null;
      spans.push({ min, max, attributes });
    }
  }
  const touched = spans.some((span) => span.max >= placement.first && span.min <= placement.last);
  if (placement.keepWidths && !touched) return null;
  const outside = spans.flatMap((span) => outsideParts(span, placement));
  const ours = placement.fresh.map(({ width }, i): ColumnSpan => {
    const column = placement.first + i;
    const under = spans.find((span) => span.min <= column && span.max >= column);
    return { min: column, max: column, attributes: ourColumn(under, placement.keepWidths ? null : width) };
  });
  const all = [...outside, ...ours].sort((a, b) => a.min - b.min);
  const text = `<${prefix}cols>${all.map((span) => columnTag(prefix, span)).join('')}</${prefix}cols>`;
  if (cols !== null) return { start: cols.tag.start, end: cols.end, text };
  const rows = lastTag(xml, 'sheetData');
  return { start: rows, end: rows, text };
}

function outsideParts(span: ColumnSpan, { first, last }: Placement): ColumnSpan[] {
  if (span.max < first || span.min > last) return [span];
  const parts: ColumnSpan[] = [];
  if (span.min < first) parts.push({ ...span, max: first - 1 });
  if (span.max > last) parts.push({ ...span, min: last + 1 });
  return parts;
}

/** Our column keeps the whole-column format that was there, but neither its width nor that it was hidden. */
function ourColumn(under: ColumnSpan | undefined, width: number | null): Map<string, string> {
  const attributes = new Map<string, string>();
  const style = under?.attributes.get('style');
  if (style !== undefined) attributes.set('style', style);
  attributes.set('width', width === null ? (under?.attributes.get('width') ?? '9.140625') : String(width));
  if (width !== null) attributes.set('customWidth', '1');
  return attributes;
}

function columnTag(prefix: string, span: ColumnSpan): string {
  const attributes = [...span.attributes]
    .map(([name, value]) => ` ${name}="${encodeAttribute(value)}"`)
    .join('');
  return `<${prefix}col min="${String(span.min)}" max="${String(span.max)}"${attributes}/>`;
}

function lastTag(xml: string, local: string): number {
  let at = xml.length;
  for (const tag of xmlTags(xml)) if (tag.local === local) at = tag.start;
  return at;
}

/** What follows the rows, with the sheet's filter over our columns. */
export function editEpilog(xml: string, placement: Placement): string {
  const { filter, last } = placement;
  if (filter === null) return xml;
  const element = findElement(xml, 'autoFilter');
  if (element === null) return xml;
  return applyEdits(xml, [setAttribute(xml, element.tag, 'ref', formatRange({ ...filter, right: last }))]);
}

/** The hidden name that repeats the sheet's filter, grown with it. `position` is the sheet's. */
export function editFilterName(workbookXml: string, position: number, last: number): string {
  for (const element of elementsNamed(workbookXml, 'definedName')) {
    const { tag, innerStart, innerEnd } = element;
    if (xmlAttribute(workbookXml, tag, 'name') !== '_xlnm._FilterDatabase') continue;
    if (Number(xmlAttribute(workbookXml, tag, 'localSheetId')) !== position) continue;
    const text = workbookXml.slice(innerStart, innerEnd);
    const grown = text.replace(/\$[A-Z]{1,3}(\$\d+)$/, `$$${columnLetter(last)}$1`);
    return applyEdits(workbookXml, [{ start: innerStart, end: innerEnd, text: grown }]);
  }
  return workbookXml;
}

/** The names of a table's columns. */
export function tableNames(tableXml: string): string[] {
  return [...elementsNamed(tableXml, 'tableColumn')].map(
    ({ tag }) => xmlAttribute(tableXml, tag, 'name') ?? '',
  );
}

/** The table with our columns: range, inner filter, and one column each with a new id. */
export function editTable(
  tableXml: string,
  range: CellRange,
  last: number,
  headings: readonly string[],
): string {
  const table = findElement(tableXml, 'table');
  const columns = findElement(tableXml, 'tableColumns');
  if (table === null || columns === null) return tableXml;
  const edits: XmlEdit[] = [setAttribute(tableXml, table.tag, 'ref', formatRange({ ...range, right: last }))];
  const filter = findElement(tableXml, 'autoFilter');
  const filterRange = filter === null ? null : parseRange(xmlAttribute(tableXml, filter.tag, 'ref') ?? '');
  if (filter !== null && filterRange !== null && filterRange.right === range.right) {
    edits.push(setAttribute(tableXml, filter.tag, 'ref', formatRange({ ...filterRange, right: last })));
  }
  let highest = 0;
  let count = 0;
  for (const { tag } of childElements(tableXml, columns)) {
    highest = Math.max(highest, Number(xmlAttribute(tableXml, tag, 'id') ?? 0));
    count += 1;
  }
  const prefix = prefixOf(columns.tag);
  const added = headings
    .map(
      (name, i) => `<${prefix}tableColumn id="${String(highest + 1 + i)}" name="${encodeAttribute(name)}"/>`,
    )
    .join('');
  edits.push(setAttribute(tableXml, columns.tag, 'count', String(count + headings.length)));
  edits.push({ start: columns.innerEnd, end: columns.innerEnd, text: added });
  return applyEdits(tableXml, edits);
}
