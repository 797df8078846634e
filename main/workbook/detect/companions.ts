/** The columns that go with the numbers: the names, and the dates of issue. */
import type { ColumnSpan } from './block.ts';
import { CLASS, isEvidence, isWords } from './classes.ts';
import { looksOf, type SheetFacts } from './facts.ts';
import type { TableLayout } from './layout.ts';
import { titleOf, leafOf } from './titles.ts';
import { headerMeaning, headerWords, isPartyHeader, issueDateScore } from './words.ts';

/** Rows of data looked at. */
const SAMPLE = 60;
/** Columns to the side in which names without a header are looked for. */
const NEAR = 3;
/** Days from 1990 to 2079, as sheets count them. */
const FIRST_DAY = 32_874;
const LAST_DAY = 65_380;
/** Numbers that come again with the same text, from which it shows that the text belongs to them. */
const LEAST_REPEATED = 5;
/** What else belongs to a number and is no name. */
const NOT_NAMES = /DIREC|DOMICILIO|DISTR|PROVINC|DEPART|CORREO|MAIL|RUBRO|TELEF|CELULAR|CONTACT|COND|ESTADO/i;
const DATE_TEXT = /^(\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})([ T].*)?$/;

/** The column of the names of who the numbers belong to; 0 where none is recognised. */
export function nameColumnOf(facts: SheetFacts, layout: TableLayout, span: ColumnSpan): number {
  const title = (column: number): string => titleOf(facts, column, layout.headerTop, layout.headerLeaf);
  const own = headerWords(title(layout.column)).split(' ');
  const ofOther = headerMeaning(leafOf(title(layout.column))) === 'tercero';
  let best = 0;
  let bestCost = Infinity;
  const right = Math.min(span.right, Math.max(layout.column + NEAR, looksOf(facts).lastTextColumn));
  for (let column = span.left; column <= right; column += 1) {
    if (column === layout.column || !facts.profile.classes.hasColumn(column)) continue;
    const text = title(column);
    const cost = nameCost(facts, layout, column, { text, own, ofOther });
    if (cost < bestCost) {
      best = column;
      bestCost = cost;
    }
  }
  return best;
}

interface NameHeader {
  text: string;
  /** Words of the number's own header. */
  own: readonly string[];
  /** The number is a carrier's, a representative's: so are the names. */
  ofOther: boolean;
}

/** How far a column is from being the names'; infinite where it is none. */
function nameCost(facts: SheetFacts, layout: TableLayout, column: number, header: NameHeader): number {
  const meaning = headerMeaning(leafOf(header.text));
  // Records of two lines have headers of two: `RAZÓN SOCIAL` over `DIRECCIÓN`.
  const stacked = meaning === 'otro' && headsNames(facts, layout, column);
  const named =
    stacked ||
    meaning === 'nombre' ||
    isPartyHeader(leafOf(header.text)) ||
    (header.ofOther && meaning === 'tercero');
  const distance = column > layout.column ? column - layout.column : layout.column - column + 0.5;
  if (!named && distance > NEAR) return Infinity;
  const sampled = sampleNames(facts, layout, column);
  if (sampled.words < sampled.beside * 0.5 || sampled.words === 0) return Infinity;
  if (!named) {
    const near = header.text === '' ? distance <= NEAR : distance <= 2 && !NOT_NAMES.test(header.text);
    const proven = header.text === '' || sampled.repeated >= LEAST_REPEATED || /DESC/i.test(header.text);
    return near && proven && sampled.oneForEach ? distance + 2000 : Infinity;
  }
  // `RUC Destinatario` and `Destinatario` belong together, whatever stands between them.
  const shared = headerWords(header.text)
    .split(' ')
    .some((word) => word.length > 4 && header.own.includes(word));
  return distance + (shared ? 0 : 100) + (meaning === 'nombre' ? 0 : 50) + (stacked ? 500 : 0);
}

/** Whether a row of the header says in this very column that it holds names. */
function headsNames(facts: SheetFacts, layout: TableLayout, column: number): boolean {
  for (let row = layout.headerTop; row < layout.headerLeaf; row += 1)
    if (facts.profile.classes.at(row, column) === CLASS.headerName) return true;
  return false;
}

/**
 * What stands beside the numbers of the first rows: how many are words, and whether each number has one text
 * of its own, as names have and descriptions have not.
 */
function sampleNames(
  facts: SheetFacts,
  layout: TableLayout,
  column: number,
): { beside: number; words: number; repeated: number; oneForEach: boolean } {
  const { classes } = facts.profile;
  const looks = looksOf(facts);
  const texts = new Map<string, string>();
  let beside = 0;
  let words = 0;
  let repeated = 0;
  let same = true;
  for (let row = layout.start, seen = 0; row <= layout.last && seen < SAMPLE; row += 1) {
    if (!isEvidence(classes.at(row, layout.column))) continue;
    seen += 1;
    const cls = classes.at(row, column);
    beside += 1;
    if (!isWords(cls)) continue;
    words += 1;
    const number = looks.textAt(row, layout.column);
    const text = looks.textAt(row, column);
    if (number === '' || text === '') continue;
    const before = texts.get(number);
    if (before !== undefined) repeated += 1;
    if ((before ?? text) !== text) same = false;
    texts.set(number, text);
  }
  const distinct = new Set(texts.values()).size;
  return { beside, words, repeated, oneForEach: same && texts.size >= 3 && distinct >= texts.size * 0.8 };
}

/** The column of the dates of issue; 0 where none is recognised. */
export function dateColumnOf(facts: SheetFacts, layout: TableLayout, span: ColumnSpan): number {
  let best = 0;
  let bestScore = 0;
  const right = Math.min(span.right, looksOf(facts).lastTextColumn);
  for (let column = span.left; column <= right; column += 1) {
    if (column === layout.column || !facts.profile.classes.hasColumn(column)) continue;
    const text = titleOf(facts, column, layout.headerTop, layout.headerLeaf);
    const headed = layout.header > 0 && text !== '';
    const score = headed ? issueDateScore(text) : 0.5;
    if (score <= bestScore || !holdsDates(facts, layout, column, headed)) continue;
    best = column;
    bestScore = score;
  }
  return best;
}

/** Whether most cells read as dates. Without a header numbers say nothing: only texts count. */
function holdsDates(facts: SheetFacts, layout: TableLayout, column: number, headed: boolean): boolean {
  const { classes } = facts.profile;
  let dates = 0;
  let cells = 0;
  for (const { row, text } of looksOf(facts).textsOf(column)) {
    if (row < layout.first || row > layout.last || classes.at(row, column) === CLASS.empty) continue;
    if (!isEvidence(classes.at(row, layout.column)) && layout.start > 0 && row < layout.start) continue;
    cells += 1;
    const number = Number(text);
    if (DATE_TEXT.test(text)) dates += 1;
    else if (headed && number >= FIRST_DAY && number <= LAST_DAY) dates += 1;
  }
  return cells > 0 && dates >= cells * 0.6;
}
