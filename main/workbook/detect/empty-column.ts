/** The column that is meant for RUCs and holds none: a template's, a month of boletas, one never filled. */
import { CLASS, isEvidence, isHeader, isWords } from './classes.ts';
import { headerScore } from './candidates.ts';
import { looksOf, type SheetFacts } from './facts.ts';
import { layoutOf, type TableLayout } from './layout.ts';
import { isOwnersColumn, originOf } from './origin.ts';
import { leafOf, titleOf } from './titles.ts';
import { headerMeaning, headerWords } from './words.ts';

/** Where it is, and how surely its cells are identity documents and fillers. */
export interface EmptyColumn {
  column: number;
  header: number;
  titulo: string;
  /** 0 to 2. */
  score: number;
  /** Its cells say that they are documents of persons, or fillers: stronger than a column with one RUC only. */
  certain: boolean;
}

/** Words that make a document's number an identity document's. */
const IDENTITY = /\b(IDENTIDAD|IDENTIFICACION|RUC|PROVEEDOR(ES)?|CLIENTES?|ADQUIRIENTE|NIF)\b/;
/** The invoice's number stands right of its series. */
const SERIES = /\bSERIE\b/;

/** The likeliest such column of the sheet, or null. */
export function emptyRucColumn(facts: SheetFacts): EmptyColumn | null {
  const { classes, zone } = facts.profile;
  let best: EmptyColumn | null = null;
  const seen = new Set<number>();
  for (const { row, cells } of zone.rows) {
    const headed = cells.filter((cell) => isHeader(cell.cls));
    if (headed.length === 0 || cells.length < 2 || looksOf(facts).wordsShare(row) < 0.6) continue;
    for (const { column, cls } of headed) {
      if (seen.has(column) || cls === CLASS.headerType || cls === CLASS.headerName) continue;
      // A document type's description reads RUC as well: a header has something to its left or right that heads too.
      if (
        cls === CLASS.wordRuc &&
        headed.length === 1 &&
        classes.fill(row) > 1 &&
        row > (zone.rows[0]?.row ?? 1) + 20
      )
        continue;
      const found = judge(facts, column);
      if (found === null) continue;
      seen.add(column);
      if (found.score > (best?.score ?? 0)) best = found;
    }
  }
  return best;
}

function judge(facts: SheetFacts, column: number): EmptyColumn | null {
  const layout = layoutOf(facts, column, null, false);
  if (layout.header === 0) return null;
  const titulo = titleOf(facts, column, layout.headerTop, layout.headerLeaf);
  if (isOwnersColumn(originOf(facts, layout), titulo)) return null;
  const leaf = headerMeaning(leafOf(titulo));
  const words = headerWords(titulo);
  if (
    leaf !== 'ruc' &&
    (leaf !== 'documento' || (!/\bDOC\w*\b|\bIDENT/.test(words) && !IDENTITY.test(words)))
  )
    return null;
  const before = headerWords(titleOf(facts, column - 1, layout.headerTop, layout.headerLeaf));
  if (leaf !== 'ruc' && SERIES.test(before)) return null;
  const cells = countCells(facts, layout);
  if (cells.evidence > 0 || cells.misfits > cells.fits || cells.paddedNumbers > cells.fits / 2) return null;
  const typed = layout.typeColumn > 0 || headerMeaning(before) === 'tipo';
  const identity = IDENTITY.test(words);
  const filled = cells.fits > 0 ? 0.3 : 0;
  return {
    column,
    header: layout.header,
    titulo,
    score: headerScore(titulo) + (typed ? 0.3 : 0) + (identity ? 0.2 : 0) + filled,
    certain: cells.fits > 1 && (typed || identity || cells.fillers > cells.fits / 2),
  };
}

interface CellCounts {
  /** DNI, other documents and fillers; the last ones among them. */
  fits: number;
  fillers: number;
  misfits: number;
  evidence: number;
  /** Eight digits that begin with zeros, as invoices' numbers do. */
  paddedNumbers: number;
}

function countCells(facts: SheetFacts, layout: TableLayout): CellCounts {
  const { classes } = facts.profile;
  const counts: CellCounts = { fits: 0, fillers: 0, misfits: 0, evidence: 0, paddedNumbers: 0 };
  for (let row = layout.first; row <= layout.last; row += 1) {
    const cls = classes.at(row, layout.column);
    if (cls === CLASS.empty) continue;
    if (isEvidence(cls)) counts.evidence += 1;
    else if (cls === CLASS.placeholder || cls === CLASS.typeOther) {
      counts.fits += 1;
      counts.fillers += 1;
    } else if (cls === CLASS.eight) {
      counts.fits += 1;
      const text = looksOf(facts).textAt(row, layout.column);
      if (/^(\d)\1{7}$/.test(text)) counts.fillers += 1;
      else if (text.startsWith('00')) counts.paddedNumbers += 1;
    } else if (!isWords(cls) || classes.fill(row) > 1) counts.misfits += 1;
  }
  return counts;
}
