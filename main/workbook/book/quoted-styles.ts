/** Which cell styles mark a text as a text, so that no program reads it as a formula. */
import { xmlAttribute } from '../xml/tags.ts';
import { cellFormats } from './cell-formats.ts';
import type { Book } from './open.ts';

/** Indexes into `cellXfs` of the styles with `quotePrefix`. */
export async function quotedStyles(book: Book): Promise<ReadonlySet<number>> {
  const quoted = new Set<number>();
  if (book.styles === null) return quoted;
  const xml = await book.parts.text(book.styles);
  let index = 0;
  for (const tag of cellFormats(xml)) {
    if (/^(1|true|on)$/.test(xmlAttribute(xml, tag, 'quotePrefix') ?? '')) quoted.add(index);
    index += 1;
  }
  return quoted;
}
