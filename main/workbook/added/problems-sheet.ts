/** The sheet with only the rows to review: where each stands, its RUC and its results. Streamed. */
import { HabidoError } from '../../../shared/errors.ts';
import type { JudgedColumn } from '../column.ts';
import { BlockOutput } from '../patch/block-output.ts';
import { CellWriter } from '../patch/cells.ts';
import type { RowStyles, SheetStyles } from '../patch/styles.ts';
import type { VerdictStore } from '../patch/verdict-store.ts';
import { headingsOf, type ResultColumn } from '../results/columns.ts';
import type { RowNames } from '../results/names.ts';
import { problemsMark } from '../results/own-sheets.ts';
import { MAX_ROW } from '../sheet/columns.ts';
import type { FocusColumn } from '../sheet/focus.ts';
import { encodeAttribute } from '../xml/text.ts';
import type { PushBlock } from '../../zip/writer.ts';
import type { Namespaces } from './namespaces.ts';
import { countCell, rowOf, sheetHead, sheetPage, textCell } from './simple-sheet.ts';

/** Excel's limit of links in a sheet is 65,530: rows after these say their number without one. */
const MAX_LINKS = 65_000;
const HEADER_ROW = 3;
/** Columns before the results: row and RUC. */
const OWN_COLUMNS = 2;
const OWN_WIDTHS = [10, 15];
const ROWS_A_FLUSH = 500;

export interface ProblemsFacts {
  hoja: string;
  columna: string;
  columns: readonly ResultColumn[];
  judged: JudgedColumn;
  focus: FocusColumn;
  verdicts: VerdictStore;
  names: RowNames;
  date1904: boolean;
}

export interface ProblemLooks {
  sheet: SheetStyles;
  row: RowStyles;
}

/** Writes the sheet. `check` throws once the job is cancelled. */
export async function writeProblemsSheet(
  namespaces: Namespaces,
  facts: ProblemsFacts,
  looks: ProblemLooks | null,
  push: PushBlock,
  check: () => void,
): Promise<void> {
  const { hoja, columna, columns, judged, focus, verdicts, names, date1904 } = facts;
  const out = new BlockOutput();
  const writer = new CellWriter({
    prefix: '',
    columns: columns.map(({ key }, i) => ({ key, column: OWN_COLUMNS + 1 + i })),
    date1904,
    judged,
    verdicts,
    names,
    styles: looks === null ? null : () => looks.row,
  });
  const widths = [...OWN_WIDTHS, ...columns.map(({ width }) => width)];
  out.write(sheetHead(namespaces, widths, { gridLines: true, frozenRows: HEADER_ROW }));
  out.write(headRows(facts, looks));
  let row = HEADER_ROW;
  for (const n of problemsOf(facts)) {
    row += 1;
    if (row > MAX_ROW) throw new HabidoError('libro-sin-espacio');
    out.write(
      rowOf(row, [
        countCell(1, row, looks?.sheet.link ?? null, focus.rows.at(n)),
        textCell(2, row, looks?.row.text ?? null, rucsAt(judged, n)),
        ...(writer.row(n, row, 0) ?? []),
      ]),
    );
    if (row % ROWS_A_FLUSH !== 0) continue;
    check();
    await out.flush(push);
  }
  out.write(`</sheetData>${row > HEADER_ROW ? '<hyperlinks>' : ''}`);
  row = HEADER_ROW;
  for (const n of problemsOf(facts)) {
    row += 1;
    if (row - HEADER_ROW > MAX_LINKS) break;
    const place = `'${hoja.replace(/'/g, "''")}'!${columna}${String(focus.rows.at(n))}`;
    out.write(`<hyperlink ref="A${String(row)}" location="${encodeAttribute(place)}"/>`);
    if (row % ROWS_A_FLUSH === 0) await out.flush(push);
  }
  out.write(`${row > HEADER_ROW ? '</hyperlinks>' : ''}${sheetPage('landscape')}</worksheet>`);
  await out.end(push);
}

function headRows({ hoja, columna, columns, ...facts }: ProblemsFacts, looks: ProblemLooks | null): string {
  const none = problemsOf({ hoja, columna, columns, ...facts }).next().done === true;
  const note = none
    ? 'Ninguna fila por revisar: todas están APTO.'
    : 'Filas cuyo veredicto no es APTO. El número de fila lleva a ella en su hoja.';
  const heading = looks?.sheet.heading ?? null;
  return (
    rowOf(1, [textCell(1, 1, looks?.sheet.title ?? null, problemsMark(hoja, columna))]) +
    rowOf(2, [textCell(1, 2, looks?.sheet.note ?? null, note)]) +
    rowOf(
      HEADER_ROW,
      ['FILA', 'RUC', ...headingsOf(columns, '')].map((text, i) =>
        textCell(i + 1, HEADER_ROW, heading, text),
      ),
    )
  );
}

/** The values of the column whose verdict is not APTO. */
function* problemsOf({ judged, focus, verdicts }: ProblemsFacts): Generator<number> {
  for (let n = 0; n < focus.rows.length; n += 1) {
    const reading = judged.reading(n);
    if (reading !== null && verdicts.worstVerdict(reading.items) !== 'APTO') yield n;
  }
}

function rucsAt(judged: JudgedColumn, n: number): string {
  return (judged.reading(n)?.items ?? []).map((item) => judged.items[item]?.texto ?? '').join(' / ');
}
