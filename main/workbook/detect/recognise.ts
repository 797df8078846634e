/** The detector as a whole: out of the facts of a workbook's sheets, which column holds the RUCs. */
import type { ColumnCandidate, WorkbookReading } from '../types.ts';
import { columnLetter } from '../sheet/columns.ts';
import { candidatesOf, type ScoredColumn } from './candidates.ts';
import { rankCandidates } from './choose.ts';
import { emptyRucColumn, type EmptyColumn } from './empty-column.ts';
import type { SheetFacts } from './facts.ts';

/** What was recognised. */
export interface Recognition {
  candidatas: ColumnCandidate[];
  columnaSinRuc: WorkbookReading['columnaSinRuc'];
  /** The best-scored column of each sheet, or null: its header is the sheet's. */
  bySheet: (ScoredColumn | null)[];
}

/** Recognises the columns of all sheets, in the workbook's order. */
export function recognise(facts: readonly SheetFacts[]): Recognition {
  const sheets = facts.map((sheet) => ({ facts: sheet, columns: candidatesOf(sheet) }));
  const candidatas = rankCandidates(sheets);
  return {
    candidatas,
    columnaSinRuc: columnWithoutRuc(facts, candidatas[0]),
    bySheet: sheets.map(({ columns }) => bestOf(columns)),
  };
}

/** The header row of the sheet's best column where its texts are not known, so far below it stands; 0: they are. */
export function headerBelowTexts(facts: SheetFacts): number {
  const last = facts.profile.zone.rows.at(-1)?.row ?? 0;
  // Without rows below the known ones there is nothing to look for.
  if (facts.profile.classes.lastRow <= last) return 0;
  const best = bestOf(candidatesOf(facts));
  return best !== null && best.layout.header > last ? best.layout.header : 0;
}

function bestOf(columns: readonly ScoredColumn[]): ScoredColumn | null {
  return [...columns].sort((a, b) => b.score - a.score)[0] ?? null;
}

/** Before a hidden sheet its header is enough; before one number on every row its cells have to be sure. */
function isAnswerBeside(empty: EmptyColumn, best: ColumnCandidate | undefined): boolean {
  return best === undefined || empty.certain || (best.oculta && empty.score >= 1);
}

/**
 * A column without RUCs is the answer where there is no other, and also where the others are a single number
 * on every row or stand in hidden sheets, while its own cells are surely documents of persons or fillers.
 */
function columnWithoutRuc(
  facts: readonly SheetFacts[],
  best: ColumnCandidate | undefined,
): WorkbookReading['columnaSinRuc'] {
  if (best !== undefined && !best.constante && !best.oculta) return null;
  let found: { hoja: string; empty: EmptyColumn } | null = null;
  for (const sheet of [...facts].sort((a, b) => Number(a.oculta) - Number(b.oculta))) {
    if (sheet.oculta && (found !== null || best !== undefined)) break;
    const empty = emptyRucColumn(sheet);
    if (empty === null || !isAnswerBeside(empty, best)) continue;
    if (found === null || empty.score > found.empty.score) found = { hoja: sheet.nombre, empty };
  }
  if (found === null) return null;
  const { column, header, titulo } = found.empty;
  return { hoja: found.hoja, columna: columnLetter(column), filaEncabezado: header, titulo };
}
