/** The first rows around the header, as a person would see them. */
import type { SheetFacts } from './detect/facts.ts';
import type { TableLayout } from './detect/layout.ts';
import { titleOf } from './detect/titles.ts';
import { headerWords } from './detect/words.ts';
import { formatExcelDate } from './excel-dates.ts';
import { columnLetter } from './sheet/columns.ts';
import { KIND } from './sheet/row-scanner.ts';
import type { ZoneCell, ZoneRow } from './sheet/zone.ts';
import type { Preview } from './types.ts';

const MAX_COLUMNS = 12;
const DATA_ROWS = 12;

export interface PreviewContext {
  facts: SheetFacts;
  layout: TableLayout;
  /** Rows whose cell of the chosen column is judged. */
  judged: ReadonlySet<number>;
  dateStyles: ReadonlySet<number>;
  date1904: boolean;
}

/** Header rows and the first rows of data; up to twelve columns, the chosen one among them. */
export function previewOf(context: PreviewContext): Preview {
  const { facts, layout, judged } = context;
  const from = layout.header > 0 ? layout.headerTop : layout.first;
  const rows = facts.profile.zone.rows.filter((row) => row.row >= from);
  const header = rows.filter((row) => row.row <= layout.header);
  const data = rows.filter((row) => row.row > layout.header).slice(0, DATA_ROWS);
  const shown = [...header, ...data];
  const columns = columnsShown(shown, layout.column);
  return {
    columnas: columns.map(columnLetter),
    filas: shown.map((row) => ({
      fila: row.row,
      encabezado: row.row <= layout.header,
      juzgada: judged.has(row.row),
      celdas: columns.map((column) => shownText(context, row, column)),
    })),
  };
}

/** A SOL password stands in many an office's workbook: it is never shown. */
const SECRET = /\b(CLAVES?|CONTRASENA|PASSWORD|PASS|PIN)\b|\bUSUARIO SOL\b/;
const HIDDEN = '••••••';

/** The cell's text; hidden where its header, or the label at its left, announces a secret. */
function shownText(context: PreviewContext, row: ZoneRow, column: number): string {
  const { facts, layout } = context;
  const cell = row.cells.find((item) => item.column === column);
  if (cell === undefined || row.row <= layout.header) return cellText(context, cell);
  const label = row.cells.findLast((item) => item.column < column)?.text ?? '';
  const title = titleOf(facts, column, layout.headerTop, layout.headerLeaf);
  return [title, label].some((text) => SECRET.test(headerWords(text))) ? HIDDEN : cellText(context, cell);
}

/** The first columns that hold something; shifted right where the chosen one lies beyond. */
function columnsShown(rows: readonly ZoneRow[], chosen: number): number[] {
  const used = new Set<number>([chosen]);
  for (const row of rows) for (const cell of row.cells) used.add(cell.column);
  const all = [...used].sort((a, b) => a - b);
  const at = all.indexOf(chosen);
  const start = Math.max(0, Math.min(at - MAX_COLUMNS + 4, all.length - MAX_COLUMNS));
  return all.slice(at < MAX_COLUMNS ? 0 : start, (at < MAX_COLUMNS ? 0 : start) + MAX_COLUMNS);
}

function cellText(context: PreviewContext, cell: ZoneCell | undefined): string {
  if (cell === undefined) return '';
  const text = cell.text ?? '';
  if (cell.kind === KIND.bool) return text === '1' ? 'VERDADERO' : 'FALSO';
  if (cell.kind !== KIND.number) return text;
  const number = Number(text);
  if (context.dateStyles.has(cell.style)) return formatExcelDate(number, context.date1904) ?? text;
  return Number.isInteger(number) ? String(number) : String(Number(number.toPrecision(12)));
}
