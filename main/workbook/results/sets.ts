/** Result columns that an earlier copy has, as their headings tell; what stands below is looked at apart. */
import type { ResultKey } from '../../../shared/workbook.ts';
import { KIND } from '../sheet/row-scanner.ts';
import type { Zone, ZoneRow } from '../sheet/zone.ts';
import { readHeading } from './columns.ts';

/** One column of a set. */
export interface SetColumn {
  column: number;
  key: ResultKey;
  /** Whether it stands in one run with `VEREDICTO`. */
  adjacent: boolean;
  /** Whether its heading, or where it stands among headings like that, is nobody else's. */
  distinctive: boolean;
}

/** The result columns of one earlier copy. */
export interface ResultSet {
  /** Row of the headings. */
  header: number;
  /** What the headings have in brackets, or empty. */
  etiqueta: string;
  /** From left to right; `veredicto` is among them. */
  columns: readonly SetColumn[];
  /** The last row with a verdict: below it the columns are the user's. */
  bottom: number;
}

/** Headings that nobody but Habido writes. `ESTADO` and its like stand in many books. */
const DISTINCTIVE = new Set<ResultKey>(['veredicto', 'razonSocial', 'datoAl', 'consultadoEn', 'nombre']);

interface Heading {
  column: number;
  key: ResultKey;
  etiqueta: string;
}

/** The sets whose headings stand in the first rows of a sheet. `bottom` is not known yet. */
export function headedSets(zone: Zone): ResultSet[] {
  return zone.rows.flatMap((row) => {
    const headings = headingsOf(row);
    return headings
      .filter((heading) => heading.key === 'veredicto')
      .map(({ column, etiqueta }) => ({
        header: row.row,
        etiqueta,
        columns: columnsAround(
          column,
          headings.filter((heading) => heading.etiqueta === etiqueta),
        ),
        bottom: Infinity,
      }));
  });
}

function headingsOf(row: ZoneRow): Heading[] {
  return row.cells.flatMap(({ column, kind, text }) => {
    const isText = kind === KIND.shared || kind === KIND.inline || kind === KIND.text;
    const heading = isText && text !== null ? readHeading(text) : null;
    return heading === null ? [] : [{ column, ...heading }];
  });
}

/** The run around `VEREDICTO`, then what else of the same set stands in the row; one column a key. */
function columnsAround(verdict: number, headings: readonly Heading[]): SetColumn[] {
  const at = new Map(headings.map(({ column, key }) => [column, key]));
  const taken = new Map<ResultKey, number>([['veredicto', verdict]]);
  for (const step of [1, -1]) {
    for (let column = verdict + step; ; column += step) {
      const key = at.get(column);
      if (key === undefined || taken.has(key)) break;
      taken.set(key, column);
    }
  }
  const run = [...taken.values()].sort((a, b) => a - b);
  const telling = [...taken].filter(([key]) => DISTINCTIVE.has(key)).map(([, column]) => column);
  const columns = [...taken].map(([key, column]) => ({
    column,
    key,
    adjacent: true,
    distinctive: column >= Math.min(...telling) && column <= Math.max(...telling),
  }));
  for (const { column, key } of headings) {
    if (taken.has(key) || run.includes(column)) continue;
    taken.set(key, column);
    columns.push({ column, key, adjacent: false, distinctive: column > verdict && DISTINCTIVE.has(key) });
  }
  return columns.sort((a, b) => a.column - b.column);
}

/**
 * The set that a new copy refreshes: the one that says that it is of this column, else the one with this label;
 * null where there is none, so that the copy gets new columns. `header`: the table's header row, where it is
 * known: a sheet may hold several tables, each with its own results.
 */
export function setToRefresh(
  sets: readonly ResultSet[],
  etiqueta: string,
  columna: string,
  header: number | null = null,
): ResultSet | null {
  const own = `columna ${columna.toUpperCase()}`;
  const here = header === null || header === 0 ? sets : sets.filter((set) => set.header === header);
  return here.find((set) => set.etiqueta === own) ?? here.find((set) => set.etiqueta === etiqueta) ?? null;
}
