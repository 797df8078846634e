/** The summary sheet: what the run found, on what, when and at which price, and what each verdict means. */
import { toLimaMinute } from '../../../shared/time.ts';
import { VERDICT_MEANINGS, VEREDICTOS, type Veredicto } from '../../../shared/verdict.ts';
import type { RowStyles, SheetStyles } from '../patch/styles.ts';
import { SUMMARY_MARK } from '../results/own-sheets.ts';
import type { ColumnRows, RunSummary } from '../types.ts';
import type { Namespaces } from './namespaces.ts';
import { padronFacts } from './padron-facts.ts';
import { countCell, rowOf, sheetHead, sheetPage, textCell } from './simple-sheet.ts';

/** What the sheet says beside the run's own summary. */
export interface SummaryFacts {
  resumen: RunSummary;
  /** Header text of the last column, or empty. */
  titulo: string;
  /** The columns of the workbook that were annotated; at least one. */
  columnas: readonly ColumnRows[];
}

export interface SummaryLooks {
  sheet: SheetStyles;
  row: RowStyles;
}

/** First row of the table of verdicts, below its heading. */
export const FIRST_VERDICT_ROW = 4;
const TOTAL_ROW = FIRST_VERDICT_ROW + VEREDICTOS.length;
/** Where the chart stands: corners in columns and rows from 0. */
export const CHART_PLACE = { left: 0, top: TOTAL_ROW + 1, right: 4, bottom: TOTAL_ROW + 15 };
const FIRST_FACT_ROW = CHART_PLACE.bottom + 2;
const WIDTHS = [30, 14, 14, 84];

const POLITICAS: Readonly<Record<string, string>> = {
  vivo: 'Consultar a Migo',
  'padron-primero': 'Primero el padrón, luego Migo',
  local: 'Sin consultar: lo guardado y el padrón',
};

/** The sheet as a latin1 view. `drawing`: the relationship of the chart; `looks`: null where there are no styles. */
export function summarySheet(
  namespaces: Namespaces,
  facts: SummaryFacts,
  looks: SummaryLooks | null,
  drawing: string,
): string {
  const rows = [
    rowOf(1, [textCell(1, 1, looks?.sheet.title ?? null, SUMMARY_MARK)]),
    ...verdictRows(facts, looks),
    ...factRows(facts, looks),
  ];
  return (
    `${sheetHead(namespaces, WIDTHS, { gridLines: false, frozenRows: 0 })}${rows.join('')}</sheetData>` +
    `${sheetPage('portrait')}<drawing r:id="${drawing}"/></worksheet>`
  );
}

function verdictRows({ resumen, columnas }: SummaryFacts, looks: SummaryLooks | null): string[] {
  const filas = Object.fromEntries(
    VEREDICTOS.map((veredicto) => [veredicto, sumOf(columnas, (one) => one.filas[veredicto])]),
  ) as Record<Veredicto, number>;
  const count = looks?.sheet.count ?? null;
  const top = FIRST_VERDICT_ROW - 1;
  const headings: [string, 'heading' | 'countHeading'][] = [
    ['Veredicto', 'heading'],
    ['RUC distintos', 'countHeading'],
    [`Filas (${columnas.map(({ columna }) => columna).join(', ')})`, 'countHeading'],
    ['  Qué significa', 'heading'],
  ];
  const total = (of: Readonly<Record<Veredicto, number>>): number =>
    VEREDICTOS.reduce((sum, veredicto) => sum + of[veredicto], 0);
  return [
    rowOf(
      top,
      headings.map(([text, look], i) => textCell(i + 1, top, looks?.sheet[look] ?? null, text)),
    ),
    ...VEREDICTOS.map((veredicto, i) => {
      const row = FIRST_VERDICT_ROW + i;
      return rowOf(row, [
        textCell(1, row, looks?.row.verdict[veredicto] ?? null, veredicto),
        countCell(2, row, count, resumen.conteo[veredicto]),
        countCell(3, row, count, filas[veredicto]),
        textCell(4, row, looks?.sheet.beside ?? null, VERDICT_MEANINGS[veredicto]),
      ]);
    }),
    rowOf(TOTAL_ROW, [
      textCell(1, TOTAL_ROW, looks?.sheet.label ?? null, 'Total'),
      countCell(2, TOTAL_ROW, count, total(resumen.conteo)),
      countCell(3, TOTAL_ROW, count, total(filas)),
      textCell(
        4,
        TOTAL_ROW,
        looks?.sheet.note ?? null,
        'Cada veredicto es de la fecha que lleva, no de la fecha de emisión del comprobante.',
      ),
    ]),
  ];
}

function factRows(facts: SummaryFacts, looks: SummaryLooks | null): string[] {
  return factsOf(facts).map(([label, value], i) => {
    const row = FIRST_FACT_ROW + i;
    return rowOf(row, [
      textCell(1, row, looks?.sheet.label ?? null, label),
      textCell(2, row, looks?.sheet.text ?? null, value),
    ]);
  });
}

function factsOf(facts: SummaryFacts): [string, string][] {
  const { resumen, columnas, titulo } = facts;
  const count = (value: number): string => value.toLocaleString('es-PE');
  return [
    ['Libro', resumen.archivo],
    ['SHA-256 del libro', resumen.hash],
    ...placesOf(columnas, titulo),
    ['Filas ocultas con veredicto', count(sumOf(columnas, (one) => one.filasOcultas))],
    ['Filas que no se tocaron', count(sumOf(columnas, (one) => one.otros))],
    ['Corrida', resumen.corrida],
    ['Inicio (hora de Lima)', toLimaMinute(resumen.inicio)],
    [
      'Fin (hora de Lima)',
      resumen.fin === null ? 'Sin terminar: puede retomarse' : toLimaMinute(resumen.fin),
    ],
    ['Política', POLITICAS[resumen.politica] ?? resumen.politica],
    ['Consultas usadas', count(resumen.consultasUsadas)],
    ['Peticiones a Migo', count(resumen.peticiones)],
    ['Respuestas reusadas', count(resumen.desdeCache)],
    ...padronFacts(resumen),
    ['Versión de Habido', resumen.version],
  ];
}

/** Where the rows stand: a lone column with its heading, several in a list. */
function placesOf(columnas: readonly ColumnRows[], titulo: string): [string, string][] {
  const [only] = columnas;
  if (columnas.length > 1 || only === undefined) {
    const places = columnas.map(({ hoja, columna }) => `${hoja}, columna ${columna}`);
    return [['Columnas verificadas', places.join('; ')]];
  }
  const { hoja, columna } = only;
  return [
    ['Hoja', hoja],
    ['Columna', titulo === '' ? columna : `${columna} («${titulo}»)`],
  ];
}

function sumOf(columnas: readonly ColumnRows[], figure: (column: ColumnRows) => number): number {
  return columnas.reduce((sum, column) => sum + figure(column), 0);
}
