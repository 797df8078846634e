/** What a run would ask for, before anything is asked. */
import type { AnswerStore } from '../database/answer-store.ts';
import type { Politica } from '../../shared/contract.ts';
import type { MergedReading } from './merge-readings.ts';
import { ASSUMED_LATENCY_MS, ASSUMED_OMITTED_SHARE, leastTime } from './estimate.ts';

/** RUCs a collection request takes at most (Migo's own ceiling). */
export const COLLECTION_SIZE = 100;
/** A column with one and the same RUC on more rows than this is asked about: it may be the owner's. */
export const CONSTANT_ROWS = 5;
/** RUCs looked up in the cache before other work gets its turn. */
const CHUNK = 500;

/** The figures of the contract's `plan`; confirmations of omitted RUCs are left out. */
export interface PlanFigures {
  filas: number;
  otros: number;
  distintos: number;
  formatoInvalido: number;
  enCache: number;
  enPadron: number;
  consultasMinimo: number;
  consultasMaximo: number;
  peticiones: number;
}

/**
 * Counts, without a request, what a run over these columns would ask under `politica`.
 * `since`: answers obtained at or after it (UTC ms) are reused.
 */
export async function planRun(
  reading: MergedReading,
  options: { answers: AnswerStore; politica: Politica; since: number },
): Promise<PlanFigures> {
  const rucs = reading.items.filter((item) => item.valido).map((item) => item.texto);
  const since = options.politica === 'local' ? 0 : options.since;
  let enCache = 0;
  for (let from = 0; from < rucs.length; from += CHUNK) {
    enCache += options.answers.freshCount(rucs.slice(from, from + CHUNK), since);
    if (from + CHUNK < rucs.length) await breathe();
  }
  const toAsk = options.politica === 'local' ? 0 : rucs.length - enCache;
  const peticiones = Math.ceil(toAsk / COLLECTION_SIZE);
  return {
    filas: reading.filas,
    otros: reading.otros,
    distintos: reading.items.length,
    formatoInvalido: reading.items.length - rucs.length,
    enCache,
    enPadron: 0,
    consultasMinimo: peticiones,
    consultasMaximo: toAsk,
    peticiones,
  };
}

/** Least and most milliseconds that the plan may take, by the pace of a quick and of a slow day. */
export function planTime(
  figures: PlanFigures,
  pace: { perMinute: number; concurrency: number },
): { minMs: number; maxMs: number } {
  const { peticiones, consultasMaximo } = figures;
  const again = Math.ceil(consultasMaximo * ASSUMED_OMITTED_SHARE);
  return {
    minMs: leastTime(peticiones, { ...pace, latencyMs: ASSUMED_LATENCY_MS.quick }),
    maxMs: leastTime(peticiones + again, { ...pace, latencyMs: ASSUMED_LATENCY_MS.slow }),
  };
}

/** Lets other work run between two chunks. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
