/** Takes what runs and look-ups learn over into the partners, inside the transaction that stores it. */
import type { AnswerObserver, AnswerOwner } from '../database/answer-observer.ts';
import type { StoredAnswer } from '../database/answer-store.ts';
import type { RunStore } from '../database/run-store.ts';
import type { ChangeRecord, PartnerObservation } from '../database/partner-types.ts';
import { saysEstado } from '../../shared/verdict.ts';
import { PartnerEntries } from './audit-entries.ts';
import type { PartnerBook } from './book.ts';

/** Made before whatever asks: it is handed to all who store answers. */
export function createObserver(book: PartnerBook, runs: Pick<RunStore, 'get'>): AnswerObserver {
  return new Observer(book, runs);
}

interface Observed {
  ruc: string;
  at: number;
  what: PartnerObservation;
}

class Observer implements AnswerObserver {
  readonly #book: PartnerBook;
  readonly #runs: Pick<RunStore, 'get'>;
  readonly #entries: PartnerEntries;

  constructor(book: PartnerBook, runs: Pick<RunStore, 'get'>) {
    this.#book = book;
    this.#runs = runs;
    this.#entries = new PartnerEntries(book.audit);
  }

  answered(answers: readonly StoredAnswer[], owner: AnswerOwner): void {
    const partners = this.#partnersAmong(
      answers.map((answer) => answer.ruc),
      owner,
    );
    const told = answers.filter(({ ruc, id }) => partners.has(ruc) && !this.#book.facts.isObserved(id));
    this.#observe(told.map(learntFrom), owner);
  }

  failed(rucs: readonly string[], motivo: string, owner: AnswerOwner): void {
    const at = this.#book.clock.now();
    const partners = this.#partnersAmong(rucs, owner);
    const what: PartnerObservation = { kind: 'failure', motivo };
    this.#observe(
      rucs.filter((ruc) => partners.has(ruc)).map((ruc) => ({ ruc, at, what })),
      owner,
    );
  }

  #partnersAmong(rucs: readonly string[], { runId }: AnswerOwner): Set<string> {
    const partners = new Set(this.#book.rows.among(rucs));
    if (partners.size === 0 || runId === null || this.#book.settings().corridasActualizanSocios)
      return partners;
    return this.#runs.get(runId)?.tipo === 'libro' ? new Set() : partners;
  }

  #observe(observed: readonly Observed[], owner: AnswerOwner): void {
    if (observed.length === 0) return;
    const { facts, projector, teller } = this.#book;
    const changes: ChangeRecord[] = [];
    for (const { ruc, at, what } of observed) {
      changes.push(...projector.apply(ruc, [facts.observe(ruc, at, what, owner)]));
    }
    this.#entries.noticed(changes, owner.askedBy);
    teller.changed();
  }
}

/** An answer that says nothing of its RUC is a failed attempt, in its own words. */
function learntFrom(answer: StoredAnswer): Observed {
  const { ruc, id, kind, taxpayer, fuente, consultadoEn: at, message } = answer;
  if (kind === 'refused') {
    const words = message === '' ? '' : ` Dijo: ${message}`;
    return { ruc, at, what: { kind: 'failure', motivo: `Migo no aceptó este número.${words}` } };
  }
  if (kind === 'known' && (taxpayer === null || !saysEstado(taxpayer.estado))) {
    return {
      ruc,
      at,
      what: { kind: 'failure', motivo: 'La respuesta no trae el estado del contribuyente.' },
    };
  }
  return { ruc, at, what: { kind: 'answer', answerId: id, answer: { kind, taxpayer, fuente } } };
}
