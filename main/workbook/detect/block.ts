/** Which columns stand together as one table: bounded by empty ones. */
import { CLASS } from './classes.ts';
import type { SheetFacts } from './facts.ts';

/** First and last column of a table. */
export interface ColumnSpan {
  left: number;
  right: number;
}

/** Rows looked at to tell whether a column is empty. */
const SAMPLE = 60;

/** The columns around one that are used without a gap in these rows. */
export function blockOf(facts: SheetFacts, column: number, from: number, to: number): ColumnSpan {
  const last = Math.min(to, from + SAMPLE);
  const span: ColumnSpan = { left: column, right: column };
  while (span.left > 1 && isUsed(facts, span.left - 1, from, last)) span.left -= 1;
  while (span.right < facts.profile.classes.lastColumn && isUsed(facts, span.right + 1, from, last))
    span.right += 1;
  return span;
}

/** Whether a row has nothing within the columns. */
export function isEmptyWithin(facts: SheetFacts, row: number, { left, right }: ColumnSpan): boolean {
  for (let column = left; column <= right; column += 1) {
    if (facts.profile.classes.at(row, column) !== CLASS.empty) return false;
  }
  return true;
}

function isUsed(facts: SheetFacts, column: number, from: number, to: number): boolean {
  const { classes } = facts.profile;
  if (!classes.hasColumn(column)) return false;
  for (let row = from; row <= to; row += 1) if (classes.at(row, column) !== CLASS.empty) return true;
  return false;
}
