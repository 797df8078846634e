/** Values of texts that a report is made of: amounts as numbers, all else as it is written. */
import type { PlainCell } from './plain-book.ts';

/** A whole number of up to nine digits, or one with a point and decimals: nothing that could be an identity. */
const NUMBER = /^-?(?:0|[1-9]\d{0,8})(?:\.\d{1,6})?$/;

/** The cell of a text; null where there is nothing in it. */
export function textCell(column: number, text: string): PlainCell | null {
  if (text === '') return null;
  if (!NUMBER.test(text)) return { column, kind: 'text', value: text };
  const style = text.includes('.') ? AMOUNT : 0;
  return { column, kind: 'number', value: Number(text), style };
}

/** `0.00` among the cell formats of a report. */
const AMOUNT = 5;
