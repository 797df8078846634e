/** Writes what follows from new facts, inside the transaction that stores them. */
import { inOrder, isAfter, type PartnerFacts } from '../database/partner-facts.ts';
import type { PartnerRows } from '../database/partner-rows.ts';
import type { ChangeRecord, PartnerFact, PartnerRecord, SpanStart } from '../database/partner-types.ts';
import { foldPartner, stepPartner } from './projection.ts';

export class Projector {
  readonly #facts: PartnerFacts;
  readonly #rows: PartnerRows;

  constructor(facts: PartnerFacts, rows: PartnerRows) {
    this.#facts = facts;
    this.#rows = rows;
  }

  /**
   * Takes in facts of one RUC that were just stored, in their order: one step each where they are its newest, else all
   * of its facts are folded anew. Answers the changes that were not there before.
   */
  apply(ruc: string, facts: readonly PartnerFact[]): ChangeRecord[] {
    const [first] = facts;
    if (first === undefined) return [];
    const before = this.#rows.get(ruc);
    if (before === null || !isAfter(first, { at: before.lastAt, id: before.lastId })) return this.refold(ruc);
    let state: PartnerRecord = before;
    const changes: ChangeRecord[] = [];
    for (const fact of facts) {
      const step = stepPartner(state, fact);
      state = step.state;
      if (step.span !== null) this.#rows.addSpan(ruc, step.span);
      for (const change of step.changes) this.#rows.addChange(change);
      changes.push(...step.changes);
    }
    this.#rows.put(state, before);
    return changes;
  }

  /** The first facts of a RUC, all of them. */
  begin(ruc: string, facts: readonly PartnerFact[]): void {
    this.#write(ruc, null, foldPartner(ruc, inOrder(facts)));
  }

  /** Makes all of a RUC's rows again from its facts alone. Answers the changes that were not there before. */
  refold(ruc: string): ChangeRecord[] {
    const before = this.#rows.get(ruc);
    const known = this.#rows.clear(ruc);
    const folded = foldPartner(ruc, this.#facts.of(ruc));
    this.#write(ruc, before, folded);
    return folded.changes.filter((change) => !known.has(change.id));
  }

  #write(
    ruc: string,
    before: PartnerRecord | null,
    { state, spans, changes }: { state: PartnerRecord; spans: SpanStart[]; changes: ChangeRecord[] },
  ): void {
    for (const span of spans) this.#rows.addSpan(ruc, span);
    for (const change of changes) this.#rows.addChange(change);
    this.#rows.put(state, before);
  }
}
