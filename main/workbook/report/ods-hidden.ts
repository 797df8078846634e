/** Which sheets of an OpenDocument are hidden: the library does not tell. */
import { Parts } from '../book/relations.ts';
import { decodeXml } from '../xml/text.ts';
import type { ZipArchive } from '../zip/entry.ts';

/** The names of the hidden sheets. */
export async function hiddenTables(archive: ZipArchive | null): Promise<Set<string>> {
  const hidden = new Set<string>();
  if (archive === null) return hidden;
  const parts = new Parts(archive);
  const entry = parts.find('content.xml');
  if (entry === undefined) return hidden;
  const xml = await parts.text(entry);
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

function attribute(tag: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}
