/** What a run would ask for, before anything is asked. */
import type { Politica } from '../../shared/contract.ts';
import type { MergedReading } from './merge-readings.ts';
import { isAptoByPadron, isPadron, newestLocal, type LocalReader } from './local-reader.ts';
import { ASSUMED_LATENCY_MS, ASSUMED_OMITTED_SHARE, leastTime } from './estimate.ts';

/** RUCs a collection request takes at most (Migo's own ceiling). */
export const COLLECTION_SIZE = 100;
/** A column with one and the same RUC on more rows than this is asked about: it may be the owner's. */
export const CONSTANT_ROWS = 5;
/** RUCs looked up on the disk before other work gets its turn. */
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

/** Each policy with its figures. */
type PlansByPolicy = Record<Politica, PlanFigures>;

/**
 * Counts, without a request, what a run over these columns would ask under each policy.
 * `since`: answers obtained at or after it (UTC ms) are reused.
 */
export async function planPolicies(
  reading: MergedReading,
  options: { onDisk: LocalReader; since: number },
): Promise<PlansByPolicy> {
  const rucs = reading.items.filter((item) => item.valido).map((item) => item.texto);
  const found: Found = { fresh: 0, apto: 0, stored: 0, padron: 0 };
  for (let from = 0; from < rucs.length; from += CHUNK) {
    count(found, options, rucs.slice(from, from + CHUNK));
    if (from + CHUNK < rucs.length) await breathe();
  }
  const figures = (enCache: number, enPadron: number, toAsk: number): PlanFigures => {
    const peticiones = Math.ceil(toAsk / COLLECTION_SIZE);
    return {
      filas: reading.filas,
      otros: reading.otros,
      distintos: reading.items.length,
      formatoInvalido: reading.items.length - rucs.length,
      enCache,
      enPadron,
      consultasMinimo: peticiones,
      consultasMaximo: toAsk,
      peticiones,
    };
  };
  const { fresh, apto, stored, padron } = found;
  return {
    vivo: figures(fresh, 0, rucs.length - fresh),
    'padron-primero': figures(fresh, apto, rucs.length - fresh - apto),
    local: figures(stored, padron, 0),
  };
}

/** The same for one policy. */
export async function planRun(
  reading: MergedReading,
  options: { onDisk: LocalReader; politica: Politica; since: number },
): Promise<PlanFigures> {
  return (await planPolicies(reading, options))[options.politica];
}

/** RUCs by what answers them. */
interface Found {
  /** A stored answer that is fresh enough for every policy. */
  fresh: number;
  /** No fresh answer, and the padrón says APTO. */
  apto: number;
  /** What policy `local` takes from stored answers, fresh ones included, and from the padrón. */
  stored: number;
  padron: number;
}

function count(
  found: Found,
  { onDisk, since }: { onDisk: LocalReader; since: number },
  rucs: readonly string[],
): void {
  const factsOf = onDisk.facts(rucs);
  for (const ruc of rucs) {
    const facts = factsOf(ruc);
    if (facts.answer !== null && facts.answer.consultadoEn >= since) {
      found.fresh += 1;
      found.stored += 1;
      continue;
    }
    if (isAptoByPadron(facts)) found.apto += 1;
    const known = newestLocal(facts, since);
    if (known === null) continue;
    if (isPadron(known)) found.padron += 1;
    else found.stored += 1;
  }
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
