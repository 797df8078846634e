/** A worksheet, a table and a style sheet without what annotating adds, so that source and copy can be compared. */
import { canonical, childNamed, elementsOf, parseXml, type XmlNode } from './canonical-xml.ts';

/** Our columns, from 1, both inside. */
export interface OurColumns {
  first: number;
  last: number;
}

/** `AB` → 28. */
export function columnIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** The sheet without our cells, our column definitions, and what grew with them; as one text. */
export function sheetWithoutOurs(xml: string, ours: OurColumns): string {
  const sheet = parseXml(xml);
  // Checked apart: it holds all cells, ours too.
  drop(sheet, 'dimension');
  const data = childNamed(sheet, 'sheetData');
  if (data !== undefined) data.children = rowsWithoutOurs(data, ours);
  const cols = childNamed(sheet, 'cols');
  if (cols !== undefined) {
    cols.children = columnsWithoutOurs(cols, ours);
    if (cols.children.length === 0) drop(sheet, 'cols');
  }
  plainRef(childNamed(sheet, 'autoFilter'), ours);
  return canonical(sheet);
}

function drop(node: XmlNode, local: string): void {
  node.children = node.children.filter((child) => typeof child === 'string' || child.local !== local);
}

function rowsWithoutOurs(data: XmlNode, ours: OurColumns): XmlNode[] {
  let row = 0;
  return elementsOf(data).filter((element) => {
    row = Number(element.attributes.get('r') ?? row + 1);
    element.attributes.set('r', String(row));
    // A hint for speed; ours stand in it too.
    element.attributes.delete('spans');
    let column = 0;
    element.children = elementsOf(element).filter((cell) => {
      if (cell.local !== 'c') return true;
      const place = /^([A-Z]+)\d+$/.exec(cell.attributes.get('r') ?? '');
      column = place === null ? column + 1 : columnIndex(place[1] as string);
      cell.attributes.set('r', `C${String(column)}R${String(row)}`);
      return column < ours.first || column > ours.last;
    });
    // A row without cells and looks says nothing.
    return element.children.length > 0 || element.attributes.size > 1;
  });
}

function columnsWithoutOurs(cols: XmlNode, ours: OurColumns): XmlNode[] {
  const kept: XmlNode[] = [];
  for (const col of elementsOf(cols)) {
    const min = Number(col.attributes.get('min'));
    const max = Number(col.attributes.get('max'));
    for (const [from, to] of [
      [min, Math.min(max, ours.first - 1)],
      [Math.max(min, ours.last + 1), max],
    ] as const) {
      if (from > to) continue;
      const part: XmlNode = {
        ...col,
        attributes: new Map(col.attributes).set('min', String(from)).set('max', String(to)),
      };
      kept.push(part);
    }
  }
  return kept;
}

/** Writes a range as numbers; one that ends in our columns ended just before them. */
function plainRef(node: XmlNode | undefined, ours: OurColumns): void {
  const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(node?.attributes.get('ref') ?? '');
  if (node === undefined || match === null) return;
  const right = columnIndex(match[3] as string);
  const kept = right >= ours.first && right <= ours.last ? ours.first - 1 : right;
  const left = columnIndex(match[1] as string);
  node.attributes.set('ref', [left, match[2], kept, match[4]].join(' '));
}

/** A table with its first `columns` columns and the range that it had. */
export function tableWithoutOurs(xml: string, ours: OurColumns, columns: number): string {
  const table = parseXml(xml);
  for (const node of [table, childNamed(table, 'autoFilter')]) plainRef(node, ours);
  const list = childNamed(table, 'tableColumns');
  if (list !== undefined) {
    list.children = elementsOf(list).slice(0, columns);
    list.attributes.set('count', String(columns));
  }
  return canonical(table);
}

/** How many columns a table has. */
export function tableColumns(xml: string): number {
  const list = childNamed(parseXml(xml), 'tableColumns');
  return list === undefined ? 0 : elementsOf(list).length;
}

/** What differs between a style sheet and the one that grew out of it, beyond items appended; empty: nothing. */
export function styleDifferences(before: string, after: string): string[] {
  const [old, grown] = [parseXml(before), parseXml(after)];
  const found: string[] = [];
  for (const list of elementsOf(old)) {
    const now = childNamed(grown, list.local);
    if (now === undefined) found.push(`${list.local} is gone`);
    else if (['fonts', 'fills', 'numFmts', 'cellXfs'].includes(list.local))
      found.push(...listDifferences(list, now));
    else if (canonical(list) !== canonical(now)) found.push(`${list.local} changed`);
  }
  for (const list of elementsOf(grown)) {
    if (childNamed(old, list.local) === undefined && list.local !== 'numFmts')
      found.push(`${list.local} is new`);
  }
  return found;
}

function listDifferences(before: XmlNode, after: XmlNode): string[] {
  const [old, grown] = [elementsOf(before), elementsOf(after)];
  const found = old.flatMap((item, i) => {
    const now = grown[i];
    return now !== undefined && canonical(item) === canonical(now)
      ? []
      : [`${before.local} ${String(i)} changed`];
  });
  const count = after.attributes.get('count');
  if (count !== undefined && Number(count) !== grown.length) found.push(`${before.local} counts ${count}`);
  return found;
}
