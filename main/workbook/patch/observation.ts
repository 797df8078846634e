/** What `OBSERVACIÓN` says of one cell, and which verdict stands for it, in whatever form the copy is written. */
import { DIFFERENT_NAME } from '../../../shared/name-match.ts';
import type { CellReading, JudgedColumn } from '../column.ts';
import type { RowNames } from '../results/names.ts';
import type { StoredVerdict, VerdictStore } from './verdict-store.ts';

/** The verdict of a cell with its observation; all texts in the store's form. */
export interface CellVerdict {
  verdict: StoredVerdict;
  observacion: string;
  /** How the name of its row compares; empty where there is none, or names are not looked at. */
  nombre: string;
}

/**
 * The verdict of the n-th value of the column, or null where its cell is left alone. With `names` the name of
 * its row is compared, and one that does not match is said.
 */
export function verdictOf(
  judged: JudgedColumn,
  verdicts: VerdictStore,
  n: number,
  names: RowNames | null = null,
): CellVerdict | null {
  const reading = judged.reading(n);
  if (reading === null) return null;
  const item = verdicts.worst(reading.items);
  const verdict = verdicts.get(item);
  const first = reading.items.length > 1 ? details(judged, verdicts, reading) : verdict.observacion;
  const warning = judged.warning(n);
  const name = names?.of(n, reading.items);
  const nombre = name?.words ?? '';
  const different = name?.different === true ? DIFFERENT_NAME : '';
  if (reading.repairs === '' && warning === '' && different === '')
    return { verdict, observacion: first, nombre };
  const parts = [first, ...[reading.repairs, warning, different].map((part) => verdicts.encode(part))];
  const observacion = parts.filter((part, i) => part !== '' && parts.indexOf(part) === i).join(' ');
  return { verdict, observacion, nombre };
}

/** What each of several RUCs of one cell got. */
function details(judged: JudgedColumn, verdicts: VerdictStore, reading: CellReading): string {
  const lines = reading.items.map((item) => {
    const verdict = verdicts.get(item);
    const text = judged.items[item]?.texto ?? '';
    const said = [verdicts.encode(verdict.veredicto), verdict.razonSocial, verdict.observacion].filter(
      (part) => part !== '',
    );
    return `${verdicts.encode(text)}: ${said.join(', ').replace(/[.]$/, '')}.`;
  });
  return `${verdicts.encode(`La celda tiene ${String(reading.items.length)} números.`)} ${lines.join(' ')}`;
}
