/** The few looks that a report's values have: dates as dates, amounts with their decimals, texts as texts. */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DATE = 164;
const DATE_TIME = 165;

/** `numFmtId` of each cell format, in order; the second is for texts that begin like a formula. */
const FORMATS = [0, 0, DATE, DATE_TIME, 1, 2, 3, 4, 9, 10, 20, 0] as const;
const TEXT = 1;
/** The style of a day, and of a day with its hour. */
export const DATE_STYLE = 2;
export const DATE_TIME_STYLE = 3;
const STYLE_OF_TIME = 10;
/** The style of a heading's text. */
export const HEADING_STYLE = 11;
/** Number formats that are kept, with their cell format. */
const KEPT: Readonly<Record<string, number>> = {
  '0': 4,
  '0.00': 5,
  '#,##0': 6,
  '#,##0.00': 7,
  '0%': 8,
  '0.00%': 9,
};

const font = '<sz val="11"/><name val="Calibri"/><family val="2"/>';
const fonts = `<fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts>`;
const fills =
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>';
const borders = '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>';
const base = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>';

/** The style sheet of a report. */
export const STYLES_XML =
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${MAIN}">` +
  `<numFmts count="2"><numFmt numFmtId="${String(DATE)}" formatCode="dd/mm/yyyy"/>` +
  `<numFmt numFmtId="${String(DATE_TIME)}" formatCode="dd/mm/yyyy hh:mm"/></numFmts>` +
  `${fonts}${fills}${borders}<cellStyleXfs count="1">${base}</cellStyleXfs>` +
  `<cellXfs count="${String(FORMATS.length)}">${FORMATS.map(
    (id, i) =>
      `<xf numFmtId="${String(id)}" fontId="${i === HEADING_STYLE ? '1' : '0'}" fillId="0" borderId="0" xfId="0"` +
      `${id === 0 ? '' : ' applyNumberFormat="1"'}${i === HEADING_STYLE ? ' applyFont="1"' : ''}` +
      `${i === TEXT ? ' quotePrefix="1"' : ''}/>`,
  ).join('')}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

/** The style of a text: one that stays text even when it is edited, where it begins like a formula. */
export function textStyle(text: string): number {
  return /^\s*[=+\-@]/.test(text) ? TEXT : 0;
}

/** The style of a number shown as `format` (Excel's format code). */
export function numberStyle(format: string, value: number): number {
  const bare = format.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '').split(';')[0] ?? '';
  if (/[dy]/i.test(bare) && !/[#0?]/.test(bare)) return value % 1 === 0 ? DATE_STYLE : DATE_TIME_STYLE;
  if (/[hs]/i.test(bare) && !/[#?]/.test(bare)) return STYLE_OF_TIME;
  return KEPT[bare.trim()] ?? 0;
}
