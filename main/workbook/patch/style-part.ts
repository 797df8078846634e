/** A style sheet for a workbook that has none: the part, its relationship and its content type. */
import type { Book } from '../book/open.ts';
import { relationsPartOf } from '../book/relations.ts';
import { applyEdits, findElement, xmlAttribute, xmlTags } from '../xml/tags.ts';
import type { ZipEntry } from '../zip/entry.ts';

const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml';

export interface NewStylePart {
  entry: ZipEntry;
  /** Changed parts by entry name, as latin1 views. */
  changed: Map<string, string>;
}

/** What must change so that the workbook has a style sheet; null where its packaging is too odd to be sure. */
export async function newStylePart(book: Book): Promise<NewStylePart | null> {
  const workbookName = book.workbook.name.replace(/\\/g, '/').replace(/^\//, '');
  const folder = workbookName.slice(0, workbookName.lastIndexOf('/') + 1);
  const relations = book.parts.find(relationsPartOf(workbookName));
  const types = book.parts.find('[Content_Types].xml');
  if (relations === undefined || types === undefined) return null;
  const name = [`${folder}styles.xml`, `${folder}habido-styles.xml`].find(
    (part) => book.parts.find(part) === undefined,
  );
  if (name === undefined) return null;
  const relationsXml = await book.parts.text(relations);
  const typesXml = await book.parts.text(types);
  const withRelation = addRelation(relationsXml, name);
  const override = `<Override PartName="/${name}" ContentType="${CONTENT_TYPE}"/>`;
  const withType = addLast(typesXml, 'Types', override);
  if (withRelation === null || withType === null) return null;
  const empty = Buffer.alloc(0);
  const entry: ZipEntry = {
    ...book.workbook,
    name,
    rawName: Buffer.from(name),
    extra: empty,
    localExtra: empty,
    comment: empty,
  };
  return {
    entry,
    changed: new Map([
      [relations.name, withRelation],
      [types.name, withType],
    ]),
  };
}

function addRelation(xml: string, part: string): string | null {
  const ids = new Set<string>();
  let type = '';
  for (const tag of xmlTags(xml)) {
    if (tag.local !== 'Relationship' || tag.closing) continue;
    ids.add(xmlAttribute(xml, tag, 'Id') ?? '');
    const own = xmlAttribute(xml, tag, 'Type') ?? '';
    // Strict and transitional packages differ in what stands before the last segment.
    if (own.endsWith('/worksheet')) type = own.replace(/worksheet$/, 'styles');
  }
  if (type === '') return null;
  let n = 1;
  while (ids.has(`rIdHabido${String(n)}`)) n += 1;
  return addLast(
    xml,
    'Relationships',
    `<Relationship Id="rIdHabido${String(n)}" Type="${type}" Target="/${part}"/>`,
  );
}

function addLast(xml: string, root: string, child: string): string | null {
  const element = findElement(xml, root);
  // A prefixed or empty root is nothing that a workbook without styles has.
  if (element === null || element.tag.name !== root || element.tag.selfClosed) return null;
  return applyEdits(xml, [{ start: element.innerEnd, end: element.innerEnd, text: child }]);
}
