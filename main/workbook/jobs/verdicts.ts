/** What annotating is asked for, and the verdicts of it as they come. */
import type { JudgedColumn } from '../column.ts';
import { VEREDICTOS, type Veredicto } from '../../../shared/verdict.ts';
import type { VerdictStore } from '../patch/verdict-store.ts';
import type { FocusColumn } from '../sheet/focus.ts';
import type { OutputChoices, RunSummary, VerdictCells } from '../types.ts';
import type { Choice } from './chosen.ts';
import type { Job } from './job.ts';

export interface AnnotateJob {
  source: string;
  expectedHash: string;
  choice: Choice;
  target: string;
  /** Where the copy is written first: in the target's folder. */
  temporary: string;
  /** A folder for this job alone, made where it is needed. */
  scratch: string;
  /** In brackets behind each result heading, or empty. */
  etiqueta: string;
  salida: OutputChoices;
  /** For the summary sheet; null where none is asked for. */
  resumen: RunSummary | null;
  verdicts: AsyncIterable<readonly VerdictCells[]>;
}

/** The cells of the column by the verdict that stands in them. */
export function cellsByVerdict(
  { focus, judged }: { focus: FocusColumn; judged: JudgedColumn },
  verdicts: VerdictStore,
): Record<Veredicto, number> {
  const counts = Object.fromEntries(VEREDICTOS.map((veredicto) => [veredicto, 0])) as Record<
    Veredicto,
    number
  >;
  for (let n = 0; n < focus.rows.length; n += 1) {
    const reading = judged.reading(n);
    if (reading !== null) counts[verdicts.worstVerdict(reading.items)] += 1;
  }
  return counts;
}

/** Takes the verdicts into `store`, by the items of the judged column. */
export async function loadVerdicts(
  chunks: AsyncIterable<readonly VerdictCells[]>,
  judged: JudgedColumn,
  store: VerdictStore,
  job: Job,
): Promise<void> {
  for await (const chunk of chunks) {
    job.check();
    for (const cells of chunk) {
      const item = judged.itemOf(cells.texto);
      if (item !== -1) store.set(item, cells);
    }
  }
}
