/** What the library does not tell of an OpenDocument: its hidden sheets, and how many cells it would unfold. */
import { Parts } from '../book/relations.ts';
import { decodeXml } from '../xml/text.ts';
import type { ZipArchive } from '../zip/entry.ts';
import { readPart } from '../zip/inflate.ts';

export interface OdsSurvey {
  /** Names of the hidden sheets. */
  hidden: Set<string>;
  /** Cells with something in them, those included that one element repeats. */
  cells: number;
}

/** Looks through the content without unfolding anything. */
export async function surveyOds(archive: ZipArchive | null): Promise<OdsSurvey> {
  const parts = archive === null ? null : new Parts(archive);
  const entry = parts?.find('content.xml');
  if (parts === null || entry === undefined) return { hidden: new Set(), cells: 0 };
  const xml = (await readPart(parts.archive, entry)).toString('latin1');
  return { hidden: hiddenTables(xml), cells: unfoldedCells(xml) };
}

function hiddenTables(xml: string): Set<string> {
  const hidden = new Set<string>();
  const styles = new Set<string>();
  for (const [, tag = '', body = ''] of xml.matchAll(/<style:style ([^>]*[^/])>(.*?)<\/style:style>/gs)) {
    if (/style:family="table"/.test(tag) && /table:display="false"/.test(body))
      styles.add(attribute(tag, 'style:name'));
  }
  for (const [, tag = ''] of xml.matchAll(/<table:table ([^>]*)>/g)) {
    if (styles.has(attribute(tag, 'table:style-name'))) hidden.add(decodeXml(attribute(tag, 'table:name')));
  }
  return hidden;
}

/** Rows and cells that say how often they repeat are a few bytes for any number of cells. */
function unfoldedCells(xml: string): number {
  let cells = 0;
  let rows = 1;
  for (const [, name, tag = '', empty] of xml.matchAll(
    /<(?:[\w-]+:)?(table-row|table-cell)\b([^>]*?)(\/?)>/g,
  )) {
    if (name === 'table-row') rows = repeats(tag, 'rows');
    // An empty element without a value is a blank cell, which nothing is kept of.
    else if (empty === '' || tag.includes('value')) cells += rows * repeats(tag, 'columns');
  }
  return cells;
}

function repeats(tag: string, what: 'rows' | 'columns'): number {
  const found = /number-(rows|columns)-repeated\s*=\s*["'](\d+)/.exec(tag);
  return found?.[1] === what ? Math.max(1, Number(found[2])) : 1;
}

function attribute(tag: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}
