/** Worksheets of ours, written from nothing. Texts are inline and quoted, so that none is ever a formula. */
import { columnLetter } from '../sheet/columns.ts';
import { encodeCellText } from '../xml/text.ts';
import type { Namespaces } from './namespaces.ts';

/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA_START = /^[=+\-@\t\r]/;

/** A text cell as a latin1 view; nothing for an empty text. `style`: null where the workbook takes none. */
export function textCell(column: number, row: number, style: number | null, text: string): string {
  if (text === '') return '';
  const safe = style === null && FORMULA_START.test(text) ? `'${text}` : text;
  const look = style === null ? '' : ` s="${String(style)}"`;
  return `<c r="${columnLetter(column)}${String(row)}"${look} t="inlineStr"><is><t xml:space="preserve">${encodeCellText(safe)}</t></is></c>`;
}

/** A cell with a whole number. */
export function countCell(column: number, row: number, style: number | null, value: number): string {
  const look = style === null ? '' : ` s="${String(style)}"`;
  return `<c r="${columnLetter(column)}${String(row)}"${look}><v>${String(value)}</v></c>`;
}

/** A row of cells. */
export function rowOf(row: number, cells: readonly string[]): string {
  return `<row r="${String(row)}">${cells.join('')}</row>`;
}

/** What a sheet begins with, up to its rows. */
export function sheetHead(
  namespaces: Namespaces,
  widths: readonly number[],
  view: { gridLines: boolean; frozenRows: number },
): string {
  const frozen = view.frozenRows;
  const pane =
    frozen === 0
      ? ''
      : `<pane ySplit="${String(frozen)}" topLeftCell="A${String(frozen + 1)}" activePane="bottomLeft" state="frozen"/>`;
  const cols = widths.map(
    (width, i) =>
      `<col min="${String(i + 1)}" max="${String(i + 1)}" width="${String(width)}" customWidth="1"/>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    `<worksheet xmlns="${namespaces.main}" xmlns:r="${namespaces.relations}">` +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<sheetViews><sheetView${view.gridLines ? '' : ' showGridLines="0"'} workbookViewId="0">${pane}</sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${cols.join('')}</cols><sheetData>`
  );
}

/** Margins and paper: A4, as wide as a page. */
export function sheetPage(orientation: 'portrait' | 'landscape'): string {
  return (
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    `<pageSetup paperSize="9" orientation="${orientation}" fitToHeight="0"/>`
  );
}
