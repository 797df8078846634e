/** Header texts as people read them. */
import { CLASS } from './classes.ts';
import { looksOf, type SheetFacts } from './facts.ts';

/** Rows looked at to tell that a column below a header text is empty. */
const EMPTY_SAMPLE = 20;

/** The header as people read it, merged parents first: `PROVEEDOR › DOCUMENTO › NÚMERO`. */
export function titleOf(facts: SheetFacts, column: number, headerTop: number, header: number): string {
  if (header === 0) return '';
  const key = `title:${String(column)}:${String(headerTop)}:${String(header)}`;
  return looksOf(facts).once(key, () => readTitle(facts, column, headerTop, header));
}

function readTitle(facts: SheetFacts, column: number, headerTop: number, header: number): string {
  const parts: string[] = [];
  for (let row = headerTop; row <= header; row += 1) {
    const text = headerText(facts, row, column);
    if (text !== '' && text !== parts.at(-1)) parts.push(text);
  }
  if (parts.length > 0) return parts.join(' › ');
  const beside = columnOfShiftedHeader(facts, column, headerTop, header);
  return beside === 0 ? '' : titleOf(facts, beside, headerTop, header);
}

/** The last part of a title. */
export function leafOf(titulo: string): string {
  return titulo.split(' › ').at(-1) ?? '';
}

function headerText(facts: SheetFacts, row: number, column: number): string {
  const looks = looksOf(facts);
  const own = looks.textAt(row, column);
  if (own !== '') return own;
  const merge = facts.frame.merges.find(
    (item) => item.left <= column && item.right >= column && item.top <= row && item.bottom >= row,
  );
  if (
    merge === undefined ||
    merge.right - merge.left + 1 >= Math.max(4, facts.profile.classes.lastColumn * 0.8)
  )
    return '';
  return looks.textAt(merge.top, merge.left);
}

/** Printed reports put some headers a column or two left of their data: the one with a text and nothing below. */
function columnOfShiftedHeader(facts: SheetFacts, column: number, headerTop: number, header: number): number {
  const { classes } = facts.profile;
  for (let left = column - 1; left >= Math.max(1, column - 2); left -= 1) {
    for (let row = header + 1; row <= Math.min(classes.lastRow, header + EMPTY_SAMPLE); row += 1) {
      if (classes.at(row, left) !== CLASS.empty) return 0;
    }
    for (let row = headerTop; row <= header; row += 1) if (classes.at(row, left) !== CLASS.empty) return left;
  }
  return 0;
}
