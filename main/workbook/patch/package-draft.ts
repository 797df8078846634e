/** The small parts of a package as they will be written: edited ones, new ones, and what points to them. */
import type { Book } from '../book/open.ts';
import { relationBase, relationsPartOf } from '../book/relations.ts';
import { applyEdits, findElement, prefixOf, xmlAttribute, xmlTags } from '../xml/tags.ts';
import { encodeAttribute } from '../xml/text.ts';
import type { ZipEntry } from '../../zip/entry.ts';
import type { PushBlock } from '../../zip/writer.ts';

/** What a part will hold: a latin1 view, or bytes that come as they are written. */
export type PartSource = string | ((push: PushBlock) => Promise<void>);

/** A relationship that was added: what the check after writing looks for. */
export interface AddedLink {
  /** Part name that points, without its first slash. */
  from: string;
  id: string;
}

const TYPES = '[Content_Types].xml';
const NO_RELATIONS =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>';

/** Gathers the changes; nothing is written here. */
export class PackageDraft {
  /** Parts written anew, by entry name; those of the workbook and new ones. */
  readonly changed = new Map<string, PartSource>();
  /** Entries that the workbook did not have, in their order. */
  readonly added: ZipEntry[] = [];
  readonly links: AddedLink[] = [];
  /** Names of the sheets that were added to the workbook's list. */
  readonly sheets: string[] = [];
  readonly #book: Book;
  readonly #names = new Set<string>();

  constructor(book: Book) {
    this.#book = book;
    for (const entry of book.archive.entries) this.#names.add(partName(entry.name).toLowerCase());
  }

  /** A part as it stands: with the edits so far. */
  async text(entry: ZipEntry): Promise<string> {
    const edited = this.changed.get(entry.name);
    return typeof edited === 'string' ? edited : await this.#book.parts.text(entry);
  }

  /** Writes a part anew. */
  set(entry: ZipEntry, source: PartSource): void {
    this.changed.set(entry.name, source);
  }

  /** Writes a part anew by its name. */
  replace(part: string, source: PartSource): void {
    const entry = this.find(part);
    if (entry === undefined) throw new Error(`no part ${part}`);
    this.set(entry, source);
  }

  /** The entry of a part, new ones too. */
  find(part: string): ZipEntry | undefined {
    return this.#book.parts.find(part) ?? this.added.find((entry) => entry.name === part);
  }

  /** A free name in the workbook's folder: `sheet`, `worksheets` → `xl/worksheets/sheet4.xml`. */
  freeName(folder: string, stem: string): string {
    for (let n = 1; ; n += 1) {
      const name = `${this.folder}${folder}/${stem}${String(n)}.xml`;
      if (!this.#names.has(name.toLowerCase())) return name;
    }
  }

  /** Part name of the workbook. */
  get workbookPart(): string {
    return partName(this.#book.workbook.name);
  }

  /** Its folder, with its slash. */
  get folder(): string {
    return this.workbookPart.slice(0, this.workbookPart.lastIndexOf('/') + 1);
  }

  /** Whether parts can be added: the list of content types and the workbook's relationships are there. */
  async canGrow(): Promise<boolean> {
    const types = this.find(TYPES);
    const relations = this.find(relationsPartOf(this.workbookPart));
    if (types === undefined || relations === undefined || relationBase(this.#book.relations) === '')
      return false;
    return (
      findElement(await this.text(types), 'Types') !== null &&
      findElement(await this.text(relations), 'Relationships') !== null
    );
  }

  /** Adds a part; `contentType` is null where the package declares its kind already. */
  async add(name: string, contentType: string | null, source: PartSource): Promise<void> {
    const types = this.find(TYPES);
    if (contentType !== null && types !== undefined) {
      const override = (prefix: string): string =>
        `<${prefix}Override PartName="/${encodeAttribute(name)}" ContentType="${contentType}"/>`;
      this.set(types, addLast(await this.text(types), 'Types', override));
    }
    const empty = Buffer.alloc(0);
    const entry: ZipEntry = {
      ...this.#book.workbook,
      name,
      rawName: Buffer.from(name),
      extra: empty,
      localExtra: empty,
      comment: empty,
    };
    this.#names.add(name.toLowerCase());
    this.added.push(entry);
    this.changed.set(name, source);
  }

  /** Points from one part to another; answers the relationship's id. `kind` is the type's last segment. */
  async link(from: string, kind: string, target: string): Promise<string> {
    const name = relationsPartOf(from);
    const type = relationBase(this.#book.relations) + kind;
    const part = this.find(name);
    const before = part === undefined ? NO_RELATIONS : await this.text(part);
    const id = freeId(before);
    const xml = addLast(before, 'Relationships', (prefix) => relation(prefix, id, type, target));
    if (part === undefined) await this.add(name, null, xml);
    else this.set(part, xml);
    this.links.push({ from, id });
    return id;
  }
}

/** The part name of an entry: slashes lean one way, none in front. */
export function partName(entryName: string): string {
  return entryName.replace(/\\/g, '/').replace(/^\/+/, '');
}

function relation(prefix: string, id: string, type: string, target: string): string {
  return `<${prefix}Relationship Id="${id}" Type="${type}" Target="/${encodeAttribute(target)}"/>`;
}

function freeId(xml: string): string {
  const ids = new Set<string>();
  for (const tag of xmlTags(xml))
    if (tag.local === 'Relationship') ids.add(xmlAttribute(xml, tag, 'Id') ?? '');
  let n = 1;
  while (ids.has(`rIdHabido${String(n)}`)) n += 1;
  return `rIdHabido${String(n)}`;
}

/** The text with a last child in its root, which may be prefixed or self-closed. */
function addLast(xml: string, root: string, child: (prefix: string) => string): string {
  const element = findElement(xml, root);
  if (element === null) throw new Error(`no ${root}`);
  const { tag, innerEnd } = element;
  const text = child(prefixOf(tag));
  if (tag.selfClosed)
    return applyEdits(xml, [{ start: tag.end - 2, end: tag.end, text: `>${text}</${tag.name}>` }]);
  return applyEdits(xml, [{ start: innerEnd, end: innerEnd, text }]);
}
