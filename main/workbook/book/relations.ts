/** Relationships between the parts of a package: who points to what, by which type. */
import { HabidoError } from '../../../shared/errors.ts';
import { plainName, type ZipArchive, type ZipEntry } from '../zip/entry.ts';
import { readPart } from '../zip/inflate.ts';
import { xmlAttribute, xmlTags } from '../xml/tags.ts';
import { expectUtf8 } from '../xml/utf8.ts';
import { WellFormedCheck } from '../xml/well-formed.ts';

/** One relationship; `target` is an absolute part name without its first slash. */
export interface Relation {
  id: string;
  /** The last segment of its type, which strict and transitional packages share: `worksheet`, `styles`, … */
  kind: string;
  /** The whole type. */
  type: string;
  target: string;
  external: boolean;
}

/** Finds entries by part name: without regard to case, and to which way the slashes lean. */
export class Parts {
  readonly archive: ZipArchive;
  readonly #byName = new Map<string, ZipEntry>();

  constructor(archive: ZipArchive) {
    this.archive = archive;
    for (const entry of archive.entries) this.#byName.set(plainName(entry.name), entry);
  }

  find(name: string): ZipEntry | undefined {
    return this.#byName.get(plainName(name));
  }

  /**
   * An XML part as a latin1 view of its bytes. Throws `archivo-danado` where it is not well-formed: what can't be
   * read exactly can't be changed exactly, and is better refused before anything was paid for.
   */
  async text(entry: ZipEntry): Promise<string> {
    const bytes = await readPart(this.archive, entry);
    const form = new WellFormedCheck();
    form.feed(bytes);
    if (!form.finish()) {
      expectUtf8(bytes.toString('latin1', 0, 200));
      throw new HabidoError('archivo-danado', {}, { cause: new Error(`${entry.name} is not well-formed`) });
    }
    return bytes.toString('latin1');
  }

  /** A part that is not XML, or that is only looked at, as a latin1 view. */
  async loose(entry: ZipEntry): Promise<string> {
    return (await readPart(this.archive, entry)).toString('latin1');
  }

  /** The relationships of a part; of the package where `name` is empty. None is not an error. */
  async relations(name: string): Promise<Relation[]> {
    const entry = this.find(relationsPartOf(name));
    if (entry === undefined) return [];
    const xml = await this.text(entry);
    const folder = name.slice(0, name.lastIndexOf('/') + 1);
    const found: Relation[] = [];
    for (const tag of xmlTags(xml)) {
      if (tag.local !== 'Relationship' || tag.closing) continue;
      const target = xmlAttribute(xml, tag, 'Target') ?? '';
      const type = xmlAttribute(xml, tag, 'Type') ?? '';
      found.push({
        id: xmlAttribute(xml, tag, 'Id') ?? '',
        kind: type.split('/').pop() ?? '',
        type,
        target: resolveTarget(folder, target),
        external: xmlAttribute(xml, tag, 'TargetMode') === 'External',
      });
    }
    return found;
  }
}

/** What types of relationships begin with in this workbook (strict and transitional ones differ); '' if unknown. */
export function relationBase(relations: readonly Relation[]): string {
  const sheet = relations.find((item) => item.kind === 'worksheet');
  return sheet === undefined ? '' : sheet.type.slice(0, -'worksheet'.length);
}

/** The part that holds the relationships of this part. */
export function relationsPartOf(name: string): string {
  const cut = name.lastIndexOf('/') + 1;
  return `${name.slice(0, cut)}_rels/${name.slice(cut)}.rels`;
}

function resolveTarget(folder: string, target: string): string {
  const path = target.replace(/\\/g, '/');
  const segments = path.startsWith('/') ? [] : folder.split('/').filter((segment) => segment !== '');
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.map(decodeSegment).join('/');
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
