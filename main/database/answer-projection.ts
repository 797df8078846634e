/** What follows from the facts about answers. Pure: the same facts in any order give the same result. */
import type { AnswerKind, StateSpan } from './answer-types.ts';

/** What the projections need of an answer. */
export interface AnswerFact {
  n: number;
  id: string;
  /** UTC ms. */
  at: number;
  ruc: string;
  kind: AnswerKind;
  estado: string;
  condicion: string;
}

/** The newest answer of each RUC that says something of it. By time, then by id, never by order of arrival. */
export function latestAnswers(facts: Iterable<AnswerFact>): Map<string, AnswerFact> {
  const latest = new Map<string, AnswerFact>();
  for (const fact of facts) {
    if (fact.kind === 'refused') continue;
    const before = latest.get(fact.ruc);
    if (before === undefined || isNewer(fact, before)) latest.set(fact.ruc, fact);
  }
  return latest;
}

/** The states of one RUC, newest first, one per change. "Not found" ends a state and is none itself. */
export function stateSpans(facts: readonly AnswerFact[]): StateSpan[] {
  const spans: StateSpan[] = [];
  const ordered = facts.filter((fact) => fact.kind !== 'refused').sort((a, b) => (isNewer(a, b) ? 1 : -1));
  let open: StateSpan | null = null;
  for (const fact of ordered) {
    const same =
      open !== null &&
      fact.kind === 'known' &&
      open.estado === fact.estado &&
      open.condicion === fact.condicion;
    if (same) continue;
    if (open !== null) open.hasta = fact.at;
    open = null;
    if (fact.kind === 'known') {
      open = { estado: fact.estado, condicion: fact.condicion, desde: fact.at, hasta: null };
      spans.unshift(open);
    }
  }
  return spans;
}

function isNewer(a: { at: number; id: string }, b: { at: number; id: string }): boolean {
  return a.at === b.at ? a.id > b.id : a.at > b.at;
}
