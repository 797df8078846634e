/** Column letters and cell ranges. Columns and rows count from 1. */

/** Excel's last column (XFD) and last row. */
export const MAX_COLUMN = 16_384;
export const MAX_ROW = 1_048_576;

/** `1` → `A`, `28` → `AB`. */
export function columnLetter(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** `AB` → 28; 0 where the text is no column of Excel. */
export function columnNumber(letters: string): number {
  if (!/^[A-Za-z]{1,3}$/.test(letters)) return 0;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column <= MAX_COLUMN ? column : 0;
}

/** A rectangle of cells, both corners inside. */
export interface CellRange {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Reads `A1`, `A1:C9`, `$A$1:$C$9`, whole columns `A:C` and whole rows `1:9`; null where it is no range. */
export function parseRange(text: string): CellRange | null {
  const match = /^\$?([A-Z]{1,3})?\$?(\d{1,7})?(?::\$?([A-Z]{1,3})?\$?(\d{1,7})?)?$/i.exec(text.trim());
  if (match === null || (match[1] === undefined && match[2] === undefined)) return null;
  const single = !text.includes(':');
  const left = match[1] === undefined ? 1 : columnNumber(match[1]);
  const right = match[3] === undefined ? (single ? left : MAX_COLUMN) : columnNumber(match[3]);
  const top = match[2] === undefined ? 1 : Number(match[2]);
  const bottom = match[4] === undefined ? (single ? top : MAX_ROW) : Number(match[4]);
  if (left === 0 || right === 0 || top === 0 || bottom === 0) return null;
  return {
    left: Math.min(left, right),
    right: Math.max(left, right),
    top: Math.min(top, bottom),
    bottom: Math.max(top, bottom),
  };
}

/** `A1:C9`, or `A1` for a single cell. */
export function formatRange({ left, top, right, bottom }: CellRange): string {
  const start = columnLetter(left) + String(top);
  return left === right && top === bottom ? start : `${start}:${columnLetter(right)}${String(bottom)}`;
}
