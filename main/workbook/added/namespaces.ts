/** The namespaces that a workbook uses: strict and transitional ones have different names. */
import type { Book } from '../book/open.ts';
import { relationBase } from '../book/relations.ts';
import { prefixOf, xmlAttribute, xmlTags } from '../xml/tags.ts';

export interface Namespaces {
  main: string;
  /** Of attributes that name a relationship. */
  relations: string;
  drawingSheet: string;
  drawing: string;
  chart: string;
}

const TRANSITIONAL = 'http://schemas.openxmlformats.org';
const STRICT = 'http://purl.oclc.org/ooxml';

/** The namespaces of the workbook. */
export function namespacesOf(book: Book): Namespaces {
  const main = rootNamespace(book.workbookXml);
  const strict = main.startsWith(STRICT);
  const drawing = strict ? `${STRICT}/drawingml` : `${TRANSITIONAL}/drawingml/2006`;
  return {
    main,
    relations: relationBase(book.relations).replace(/\/$/, ''),
    drawingSheet: `${drawing}/spreadsheetDrawing`,
    drawing: `${drawing}/main`,
    chart: `${drawing}/chart`,
  };
}

function rootNamespace(xml: string): string {
  for (const tag of xmlTags(xml)) {
    const prefix = prefixOf(tag).replace(/:$/, '');
    const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
    return xmlAttribute(xml, tag, name) ?? `${TRANSITIONAL}/spreadsheetml/2006/main`;
  }
  return `${TRANSITIONAL}/spreadsheetml/2006/main`;
}
