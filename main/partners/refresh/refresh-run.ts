/** What a refresh is as a run: its rows, and what it will ask for. */
import type { NewItem } from '../../database/run-store.ts';
import { breathe, COLLECTION_SIZE, type PlanFigures } from '../../validation/plan.ts';

/** RUCs looked up in one statement. */
const CHUNK = 500;

/** Where answers are kept. */
export interface KeptAnswers {
  freshMany(rucs: readonly string[], since: number): readonly unknown[];
}

/** One row for each partner; a partner's RUC is valid, and stands in no workbook. */
export function refreshItems(rucs: readonly string[]): NewItem[] {
  return rucs.map((ruc) => ({
    texto: ruc,
    valido: true,
    fault: null,
    suggestion: null,
    repairs: [],
    filas: 1,
    primeraFila: 0,
    nombre: '',
    aviso: '',
  }));
}

/**
 * What asking about these partners takes; confirmations of omitted RUCs are left out. An answer obtained at or
 * after `since` (UTC ms) is reused: a run with partners' updates switched off may have brought it.
 */
export async function refreshFigures(
  rucs: readonly string[],
  since: number,
  answers: KeptAnswers,
): Promise<PlanFigures> {
  let enCache = 0;
  for (let from = 0; from < rucs.length; from += CHUNK) {
    enCache += answers.freshMany(rucs.slice(from, from + CHUNK), since).length;
    await breathe();
  }
  const toAsk = rucs.length - enCache;
  const peticiones = Math.ceil(toAsk / COLLECTION_SIZE);
  return {
    filas: rucs.length,
    otros: 0,
    distintos: rucs.length,
    formatoInvalido: 0,
    enCache,
    enPadron: 0,
    consultasMinimo: peticiones,
    consultasMaximo: toAsk,
    peticiones,
  };
}
