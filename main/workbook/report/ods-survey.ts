/** What the library does not tell of an OpenDocument: its hidden sheets, and how many cells it would unfold. */
import type { Check } from '../book/source.ts';
import { Parts } from '../book/relations.ts';
import { decodeXml } from '../xml/text.ts';
import type { ZipArchive } from '../../zip/entry.ts';
import { inflatedChunks } from '../../zip/inflate.ts';

/** A tag that is longer is none of those looked for. */
const MAX_TAG = 1024 ** 2;

export interface OdsSurvey {
  /** Names of the hidden sheets. */
  hidden: Set<string>;
  /** Cells with something in them that are written out. */
  written: number;
  /** Further ones, which stand there only because a row or a cell says that it repeats. */
  repeated: number;
}

/** Looks through the content without unfolding anything. */
export async function surveyOds(archive: ZipArchive | null, check: Check): Promise<OdsSurvey> {
  const surveyor = new Surveyor();
  const entry = archive === null ? undefined : new Parts(archive).find('content.xml');
  if (archive === null || entry === undefined) return surveyor;
  let rest = '';
  for await (const chunk of inflatedChunks(archive, entry)) {
    check();
    const window = rest + chunk.toString('latin1');
    // The last tag may be cut, and what follows it tells whether it is empty.
    const cut = window.lastIndexOf('<', window.lastIndexOf('<') - 1);
    const end = cut === -1 || window.length - cut > MAX_TAG ? window.length : cut;
    surveyor.look(window.slice(0, end), window.slice(end, end + 2));
    rest = window.slice(end);
  }
  surveyor.look(rest, '');
  return surveyor;
}

class Surveyor implements OdsSurvey {
  readonly hidden = new Set<string>();
  written = 0;
  repeated = 0;
  /** Names of the styles that hide a sheet. */
  readonly #hiding = new Set<string>();
  #style = '';
  #rows = 1;

  /** Takes whole tags; `next` is what follows them. */
  look(xml: string, next: string): void {
    const tags = /<(style:style|style:table-properties|(?:[\w-]+:)?table(?:-row|-cell)?)\s?([^>]*?)(\/?)>/g;
    for (const match of xml.matchAll(tags)) {
      const [whole, name = '', tag = '', slash = ''] = match;
      switch (name.slice(name.indexOf(':') + 1)) {
        case 'style':
          this.#style = /style:family="table"/.test(tag) ? attribute(tag, 'style:name') : '';
          break;
        case 'table-properties':
          if (/table:display="false"/.test(tag)) this.#hiding.add(this.#style);
          break;
        case 'table':
          if (this.#hiding.has(attribute(tag, 'table:style-name')))
            this.hidden.add(decodeXml(attribute(tag, 'table:name')));
          break;
        case 'table-row':
          this.#rows = repeats(tag, 'rows');
          break;
        case 'table-cell': {
          const after = match.index + whole.length;
          const empty = slash !== '' || (after === xml.length ? next : xml.slice(after, after + 2)) === '</';
          this.#cell(tag, empty);
        }
      }
    }
  }

  /** An empty element without a value is a blank cell, which nothing is kept of, however often it repeats. */
  #cell(tag: string, empty: boolean): void {
    if (empty && !tag.includes('value')) return;
    this.written += 1;
    this.repeated += this.#rows * repeats(tag, 'columns') - 1;
  }
}

/** Rows and cells that say how often they repeat are a few bytes for any number of cells. */
function repeats(tag: string, what: 'rows' | 'columns'): number {
  const found = /number-(rows|columns)-repeated\s*=\s*["'](\d+)/.exec(tag);
  return found?.[1] === what ? Math.max(1, Number(found[2])) : 1;
}

function attribute(tag: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}
