/** From an opened book and a choice to the judged column: what reading and annotating share. */
import { HabidoError } from '../../../shared/errors.ts';
import { judgeColumn, stringsToJudge, type JudgedColumn } from '../column.ts';
import type { Book, BookSheet } from '../book/open.ts';
import { classifyShared, readShared } from '../book/shared-strings.ts';
import { layoutOf, type TableLayout } from '../detect/layout.ts';
import type { SheetFacts } from '../detect/facts.ts';
import { resultsApart } from '../results/apart.ts';
import { columnLetter, columnNumber } from '../sheet/columns.ts';
import type { FocusColumn } from '../sheet/focus.ts';
import { scanSheet } from '../sheet/scan-sheet.ts';
import type { Check } from '../book/source.ts';
import type { ResultKey } from '../types.ts';

export interface Choice {
  hoja: string;
  columna: string;
  /** Null: found by Habido. 0: there is none. */
  filaEncabezado: number | null;
  /** The user named the column: every cell that is not empty is judged. */
  manual: boolean;
  /** Letter of the column of names; absent or empty: found by its header. */
  columnaNombre?: string;
}

/** A sheet or a text with its chosen column judged. */
export interface JudgedSheet {
  facts: SheetFacts;
  focus: FocusColumn;
  layout: TableLayout;
  judged: JudgedColumn;
}

export interface ChosenColumn extends JudgedSheet {
  sheet: BookSheet;
  prefix: string;
}

/** The sheet of this name; an empty name means the first. Throws `hoja-no-existe`. */
export function sheetNamed(book: Book, hoja: string): BookSheet {
  if (hoja === '') return book.sheets[0] as BookSheet;
  const wanted = hoja.trim().toLowerCase();
  const found =
    book.sheets.find((sheet) => sheet.nombre === hoja) ??
    book.sheets.find((sheet) => sheet.nombre.trim().toLowerCase() === wanted);
  if (found === undefined) throw new HabidoError('hoja-no-existe', { hoja });
  return found;
}

function zoneStrings({ profile }: SheetFacts): Set<number> {
  const needed = new Set<number>();
  profile.zone.neededStrings(needed);
  return needed;
}

/** What a reading for a copy asks for beside the column. */
export interface ForCopy {
  /** Of the copy's results: those of an earlier copy with it are refreshed. */
  etiqueta: string;
  /** The columns that the copy gets. */
  columnas: readonly ResultKey[];
}

/** Scans the chosen sheet and judges its column. `forCopy`: where a copy follows, every row's name is read too. */
export async function readChosen(
  book: Book,
  choice: Choice,
  check: Check,
  onShare: (share: number) => void,
  forCopy: ForCopy | null = null,
): Promise<ChosenColumn> {
  const sheet = sheetNamed(book, choice.hoja);
  const column = columnNumber(choice.columna);
  if (column === 0) throw new HabidoError('columna-no-existe', { columna: choice.columna });
  const shared = await classifyShared(book, check);
  const options = {
    shared,
    namedHeader: choice.filaEncabezado,
    focusColumn: column,
    nameColumn: columnNumber(choice.columnaNombre ?? ''),
    everyName: forCopy !== null,
    check,
    onShare,
  };
  const scanned = await scanSheet(book, sheet, options);
  scanned.facts.profile.zone.resolve(await readShared(book, zoneStrings(scanned.facts), check));
  const header = choice.filaEncabezado;
  const refresh = forCopy && { ...forCopy, columna: columnLetter(column), header };
  const { facts, focus, prefix } = await resultsApart(book, sheet, scanned, options, refresh);
  if (focus === null) throw new Error('no focus column');
  const needed = new Set<number>();
  stringsToJudge(focus, needed);
  const texts = await readShared(book, needed, check);
  const layout = layoutOf(facts, column, choice.filaEncabezado, choice.manual);
  const judged = judgeColumn(facts, focus, layout, texts, choice.manual);
  return { sheet, facts, focus, prefix, layout, judged };
}
