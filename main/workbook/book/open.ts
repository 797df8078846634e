/** Opens a package as a workbook: its sheets, shared strings and styles, found by relationship. */
import { HabidoError } from '../../../shared/errors.ts';
import type { ZipArchive, ZipEntry } from '../../zip/entry.ts';
import { relationAttribute, xmlAttribute, xmlTags } from '../xml/tags.ts';
import { expectUtf8 } from '../xml/utf8.ts';
import type { OpenedPackage } from './identify.ts';
import type { Parts, Relation } from './relations.ts';

/** A worksheet of the workbook. */
export interface BookSheet {
  nombre: string;
  oculta: boolean;
  /** Position among all sheets, chart sheets included: what `localSheetId` counts. */
  position: number;
  entry: ZipEntry;
}

/** An opened workbook; its file stays open until the owner closes it. */
export interface Book {
  archive: ZipArchive;
  parts: Parts;
  formato: 'xlsx' | 'xlsm';
  /** The workbook part, and its text as a latin1 view. */
  workbook: ZipEntry;
  workbookXml: string;
  relations: Relation[];
  sheets: BookSheet[];
  sharedStrings: ZipEntry | null;
  styles: ZipEntry | null;
  date1904: boolean;
  firmado: boolean;
}

const noBook = () => new HabidoError('archivo-no-libro');

/** Opens a package as a workbook. Rejects with the code that says what it is instead. */
export async function openBook({
  archive,
  parts,
  relations: packageRelations,
}: OpenedPackage): Promise<Book> {
  const main = packageRelations.find((relation) => relation.kind === 'officeDocument');
  const workbook = main === undefined ? undefined : parts.find(main.target);
  if (main === undefined || workbook === undefined) throw noBook();
  const workbookXml = await parts.text(workbook);
  expectWorkbook(workbookXml);
  const relations = await parts.relations(main.target);
  const byKind = (kind: string): ZipEntry | null => {
    const relation = relations.find((item) => item.kind === kind && !item.external);
    return relation === undefined ? null : (parts.find(relation.target) ?? null);
  };
  return {
    archive,
    parts,
    formato: await formatOf(parts, workbook),
    workbook,
    workbookXml,
    relations,
    sheets: sheetsOf(workbookXml, relations, parts),
    sharedStrings: byKind('sharedStrings'),
    styles: byKind('styles'),
    date1904: isDate1904(workbookXml),
    firmado: packageRelations.some((relation) => relation.kind === 'origin'),
  };
}

function expectWorkbook(xml: string): void {
  expectUtf8(xml);
  for (const tag of xmlTags(xml)) {
    if (tag.local !== 'workbook') throw noBook();
    return;
  }
  throw noBook();
}

async function formatOf(parts: Parts, workbook: ZipEntry): Promise<'xlsx' | 'xlsm'> {
  const types = parts.find('[Content_Types].xml');
  if (types === undefined) throw noBook();
  const xml = await parts.text(types);
  const wanted = workbook.name.replace(/\\/g, '/').toLowerCase();
  for (const tag of xmlTags(xml)) {
    if (tag.local !== 'Override' || tag.closing) continue;
    const part = (xmlAttribute(xml, tag, 'PartName') ?? '').replace(/^\//, '').toLowerCase();
    if (part === wanted)
      return /macroEnabled/i.test(xmlAttribute(xml, tag, 'ContentType') ?? '') ? 'xlsm' : 'xlsx';
  }
  return 'xlsx';
}

function sheetsOf(xml: string, relations: readonly Relation[], parts: Parts): BookSheet[] {
  const sheets: BookSheet[] = [];
  let position = -1;
  let inside = false;
  for (const tag of xmlTags(xml)) {
    if (tag.local === 'sheets') inside = !tag.closing && !tag.selfClosed;
    if (!inside || tag.local !== 'sheet' || tag.closing) continue;
    position += 1;
    const id = relationAttribute(xml, tag);
    const relation = relations.find((item) => item.id === id);
    if (relation === undefined)
      throw new HabidoError('archivo-danado', {}, { cause: new Error('sheet without a part') });
    if (relation.kind !== 'worksheet') continue;
    const entry = parts.find(relation.target);
    // A sheet that is named but missing is an error, never an empty one.
    if (entry === undefined)
      throw new HabidoError('archivo-danado', {}, { cause: new Error('missing sheet part') });
    const state = xmlAttribute(xml, tag, 'state');
    const nombre = xmlAttribute(xml, tag, 'name') ?? `Hoja ${String(position + 1)}`;
    // Every one would be read: a part listed over and over takes for ever.
    if (sheets.length === parts.archive.entries.length)
      throw new HabidoError('archivo-danado', {}, { cause: new Error('more sheets than parts') });
    sheets.push({ nombre, oculta: state === 'hidden' || state === 'veryHidden', position, entry });
  }
  if (sheets.length === 0) throw new HabidoError('libro-sin-hojas');
  return sheets;
}

function isDate1904(xml: string): boolean {
  for (const tag of xmlTags(xml)) {
    if (tag.local !== 'workbookPr' || tag.closing) continue;
    return /^(1|true|on)$/i.test(xmlAttribute(xml, tag, 'date1904') ?? '');
  }
  return false;
}
