/** Which cell styles show dates, so that a preview reads like the sheet. */
import { elementsNamed, xmlAttribute } from '../xml/tags.ts';
import { cellFormats } from './cell-formats.ts';
import type { Book } from './open.ts';

/** Indexes into `cellXfs` of the styles that show a number as a date. */
export async function dateStyles(book: Book): Promise<ReadonlySet<number>> {
  const dates = new Set<number>();
  if (book.styles === null) return dates;
  const xml = await book.parts.text(book.styles);
  const custom = new Set<number>();
  for (const { tag } of elementsNamed(xml, 'numFmt')) {
    if (isDateFormat(xmlAttribute(xml, tag, 'formatCode') ?? ''))
      custom.add(Number(xmlAttribute(xml, tag, 'numFmtId')));
  }
  let index = 0;
  for (const tag of cellFormats(xml)) {
    const id = Number(xmlAttribute(xml, tag, 'numFmtId') ?? 0);
    if ((id >= 14 && id <= 17) || id === 22 || custom.has(id)) dates.add(index);
    index += 1;
  }
  return dates;
}

function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  return /[dy]/i.test(bare) && !/[#0?]/.test(bare);
}
