/** Our fields of each row, as texts. */
import { toLimaDay, toLimaMinute } from '../../../shared/time.ts';
import type { JudgedColumn } from '../column.ts';
import { verdictOf, type CellVerdict } from '../patch/observation.ts';
import type { VerdictStore } from '../patch/verdict-store.ts';
import type { ResultColumn } from '../results/columns.ts';
import type { RowNames } from '../results/names.ts';
import type { FocusColumn } from '../sheet/focus.ts';
import type { ResultKey } from '../types.ts';

export interface RowTextOptions {
  columns: readonly ResultColumn[];
  focus: FocusColumn;
  judged: JudgedColumn;
  /** Its texts are UTF-8. */
  verdicts: VerdictStore;
  names: RowNames;
}

/** Answers our fields of rows that are asked for in their order; null where a row is left alone. */
export function rowTexts(options: RowTextOptions): (row: number) => readonly string[] | null {
  const { columns, focus, judged, verdicts, names } = options;
  const dates: Dates = { day: lastAnswer(toLimaDay), minute: lastAnswer(toLimaMinute) };
  let next = 0;
  return (row) => {
    while (next < focus.rows.length && focus.rows.at(next) < row) next += 1;
    if (next >= focus.rows.length || focus.rows.at(next) !== row) return null;
    const found = verdictOf(judged, verdicts, next, names);
    return found === null ? null : columns.map(({ key }) => textOf(key, found, dates));
  };
}

interface Dates {
  day: (ms: number) => string;
  minute: (ms: number) => string;
}

/** The same answers of one run stand in row after row. */
function lastAnswer(write: (ms: number) => string): (ms: number) => string {
  let last = NaN;
  let text = '';
  return (ms) => {
    if (ms !== last) {
      text = write(ms);
      last = ms;
    }
    return text;
  };
}

function textOf(key: ResultKey, { verdict, observacion, nombre }: CellVerdict, dates: Dates): string {
  switch (key) {
    case 'veredicto':
      return verdict.veredicto;
    case 'razonSocial':
    case 'estado':
    case 'condicion':
    case 'fuente':
    case 'padrones':
      return plain(verdict[key]);
    case 'observacion':
      return plain(observacion);
    case 'datoAl':
      return verdict.datoAl === null ? '' : dates.day(verdict.datoAl);
    case 'consultadoEn':
      return verdict.consultadoEn === null ? '' : dates.minute(verdict.consultadoEn);
    case 'nombre':
      return nombre;
  }
}

/** The text of a view of UTF-8 bytes. */
function plain(view: string): string {
  return /[\u0080-\u00ff]/.test(view) ? Buffer.from(view, 'latin1').toString('utf8') : view;
}
