/** The list of sheets in a workbook: those of ours that are there, and places for new ones. */
import { readShared } from '../book/shared-strings.ts';
import type { Book, BookSheet } from '../book/open.ts';
import type { Check } from '../book/source.ts';
import type { PackageDraft } from '../patch/package-draft.ts';
import { isOwnMark } from '../results/own-sheets.ts';
import { richText } from '../sheet/cell-text.ts';
import {
  applyEdits,
  elementsNamed,
  findElement,
  prefixOf,
  xmlAttribute,
  xmlAttributes,
  xmlTags,
  type XmlElement,
  type XmlTag,
} from '../xml/tags.ts';
import { decodeXml, encodeAttribute } from '../xml/text.ts';
import { inflatedChunks } from '../../zip/inflate.ts';

/** A first cell lies within this, whatever stands before the rows. */
const HEAD_BYTES = 1024 * 1024;

/** The sheets of ours, by what their first cell says. */
export async function ownSheets(book: Book, check: Check): Promise<Map<string, BookSheet>> {
  const found = new Map<string, BookSheet>();
  for (const sheet of book.sheets) {
    const mark = await firstCell(book, sheet, check);
    if (isOwnMark(mark) && !found.has(mark)) found.set(mark, sheet);
  }
  return found;
}

/** The text of A1, or empty. Reads no further than the first row. */
async function firstCell(book: Book, sheet: BookSheet, check: Check): Promise<string> {
  let head = '';
  for await (const chunk of inflatedChunks(book.archive, sheet.entry)) {
    check();
    head += chunk.toString('latin1');
    if (/<\/(?:[^\s:>]+:)?row>/.test(head) || head.length > HEAD_BYTES) break;
  }
  const end = head.search(/<\/(?:[^\s:>]+:)?row>/);
  const start = head.search(/<(?:[^\s:>/]+:)?row[\s>]/);
  if (start === -1 || end < start) return '';
  const cell = findElement(head, 'c', start, end);
  if (cell === null || (xmlAttribute(head, cell.tag, 'r') ?? 'A1') !== 'A1') return '';
  const inline = findElement(head, 'is', cell.innerStart, cell.innerEnd);
  if (inline !== null) {
    const bytes = Buffer.from(head.slice(inline.innerStart, inline.innerEnd), 'latin1');
    return richText(bytes, 0, bytes.length, prefixOf(cell.tag));
  }
  const value = findElement(head, 'v', cell.innerStart, cell.innerEnd);
  if (value === null) return '';
  const text = decodeXml(head.slice(value.innerStart, value.innerEnd));
  if (xmlAttribute(head, cell.tag, 't') !== 's') return text;
  const index = Number(text);
  return (await readShared(book, new Set([index]), check)).get(index) ?? '';
}

/** A name that no sheet has: `Habido`, `Habido (2)` and so on. `taken` in lower case. */
export function freeSheetName(taken: ReadonlySet<string>, wanted: string): string {
  let name = wanted;
  for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${wanted} (${String(n)})`;
  return name;
}

/** The names of all sheets, in lower case. */
export function sheetNamesOf(workbookXml: string): Set<string> {
  return new Set(
    sheetTags(workbookXml).map((tag) => (xmlAttribute(workbookXml, tag, 'name') ?? '').toLowerCase()),
  );
}

function sheetTags(xml: string): XmlTag[] {
  const sheets = findElement(xml, 'sheets');
  if (sheets === null) return [];
  return [...xmlTags(xml, sheets.innerStart, sheets.innerEnd)].filter(
    (tag) => tag.local === 'sheet' && !tag.closing,
  );
}

/**
 * Lists a sheet in the workbook: as the last one, or right before the sheet at `before` where that one is the
 * last and nothing counts on its place.
 */
export async function listSheet(
  book: Book,
  draft: PackageDraft,
  sheet: { name: string; id: string },
  before: number | null,
): Promise<void> {
  const xml = await draft.text(book.workbook);
  const tags = sheetTags(xml);
  const last = tags.at(-1);
  if (last === undefined) throw new Error('no sheets');
  const ids = tags.map((tag) => Number(xmlAttribute(xml, tag, 'sheetId') ?? 0));
  const attributes = [
    ...xmlAttributes(xml, last).filter(({ name }) => name.startsWith('xmlns')),
    { name: 'name', value: sheet.name },
    { name: 'sheetId', value: String(Math.max(0, ...ids) + 1) },
    { name: relationName(xml, last), value: sheet.id },
  ].map(({ name, value }) => ` ${name}="${encodeAttribute(value)}"`);
  const text = `<${prefixOf(last)}sheet${attributes.join('')}/>`;
  const at =
    before === tags.length - 1 && !isPlaceUsed(xml, before)
      ? last.start
      : (findElement(xml, 'sheets') as XmlElement).innerEnd;
  draft.set(book.workbook, applyEdits(xml, [{ start: at, end: at, text }]));
  draft.sheets.push(sheet.name);
}

function relationName(xml: string, tag: XmlTag): string {
  const found = xmlAttributes(xml, tag).find(({ name }) => name.endsWith(':id') && !name.startsWith('xml:'));
  return found?.name ?? 'r:id';
}

/** Whether a name of the workbook, or the sheet shown first, is said by the place of this sheet. */
function isPlaceUsed(xml: string, position: number): boolean {
  const names = [...elementsNamed(xml, 'definedName')].map(({ tag }) =>
    xmlAttribute(xml, tag, 'localSheetId'),
  );
  const views = [...elementsNamed(xml, 'workbookView')].flatMap(({ tag }) => [
    xmlAttribute(xml, tag, 'activeTab'),
    xmlAttribute(xml, tag, 'firstSheet'),
  ]);
  return [...names, ...views].includes(String(position));
}
