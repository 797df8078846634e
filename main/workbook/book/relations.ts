/** Relationships between the parts of a package: who points to what, by which type. */
import { HabidoError } from '../../../shared/errors.ts';
import { collectAll } from '../collect.ts';
import { plainName, type ZipArchive, type ZipEntry } from '../../zip/entry.ts';
import { readPart } from '../../zip/inflate.ts';
import { xmlAttribute, xmlTags } from '../xml/tags.ts';
import { expectUtf8 } from '../xml/utf8.ts';
import { WellFormedCheck } from '../xml/well-formed.ts';

/** All parts of one workbook that are read whole, each counted once. */
const MAX_WHOLE_PARTS = 96 * 1024 ** 2;
/** Before a part of this size is read, what an earlier one left behind is freed. */
const LARGE_PART = 4 * 1024 ** 2;
/** A sheet has at most 65,530 links; a package, some thousands of parts. */
const MAX_RELATIONS = 200_000;

const tooBig = (detail: string) =>
  new HabidoError('archivo-demasiado-grande', {}, { cause: new Error(detail) });

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
  readonly #whole = new Set<ZipEntry>();
  #wholeBytes = 0;

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
    const bytes = await this.#bytes(entry);
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
    return (await this.#bytes(entry)).toString('latin1');
  }

  async #bytes(entry: ZipEntry): Promise<Buffer> {
    if (!this.#whole.has(entry)) {
      this.#whole.add(entry);
      this.#wholeBytes += entry.size;
    }
    if (this.#wholeBytes > MAX_WHOLE_PARTS) throw tooBig('parts read whole');
    if (entry.size > LARGE_PART) collectAll();
    return await readPart(this.archive, entry);
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
      if (found.length === MAX_RELATIONS) throw tooBig('relationships');
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
