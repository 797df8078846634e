/** What `OBSERVACIÓN` says of one cell, and which verdict stands for it, in whatever form the copy is written. */
import type { CellReading, JudgedColumn } from '../column.ts';
import type { StoredVerdict, VerdictStore } from './verdict-store.ts';

/** The verdict of a cell with its observation; all texts in the store's form. */
export interface CellVerdict {
  verdict: StoredVerdict;
  observacion: string;
}

/** The verdict of the n-th value of the column, or null where its cell is left alone. */
export function verdictOf(judged: JudgedColumn, verdicts: VerdictStore, n: number): CellVerdict | null {
  const reading = judged.reading(n);
  if (reading === null) return null;
  const item = reading.items.length === 1 ? (reading.items[0] as number) : verdicts.worst(reading.items);
  const verdict = verdicts.get(item);
  const first = reading.items.length > 1 ? details(judged, verdicts, reading) : verdict.observacion;
  const warning = judged.warning(n);
  if (reading.repairs === '' && warning === '') return { verdict, observacion: first };
  const parts = [first, verdicts.encode(reading.repairs), verdicts.encode(warning)];
  const observacion = parts.filter((part, i) => part !== '' && parts.indexOf(part) === i).join(' ');
  return { verdict, observacion };
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
