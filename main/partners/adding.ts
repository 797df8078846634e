/** Makes partners: of texts as typed or read, or of the RUCs of a run. What is known of them already comes along. */
import { inOrder, isAfter, type UnseenAnswer } from '../database/partner-facts.ts';
import type { PartnerEditField, PartnerFact, PartnerRecord } from '../database/partner-types.ts';
import type { LocalFacts, LocalReader } from '../validation/local-reader.ts';
import { breathe } from '../validation/plan.ts';
import type { PartnersAdded } from '../../shared/contract.ts';
import { faultSentence, readRuc, type RucReading } from '../../shared/ruc.ts';
import { PartnerEntries } from './audit-entries.ts';
import type { PartnerBook } from './book.ts';
import { differencesOnDisk } from './compare-sunat.ts';
import { changesIt } from './editing.ts';
import { resolveGroups } from './groups.ts';
import { foldPartner, stepPartner } from './projection.ts';
import type { AddOptions, NewPartner } from './types.ts';

/** Partners made in one transaction: some ten milliseconds. */
const CHUNK = 100;
/** Texts that can't be a RUC and are named; of the rest the number is said. */
const INVALID_SHOWN = 50;

export class Adding {
  readonly #book: PartnerBook;
  readonly #onDisk: LocalReader;
  readonly #entries: PartnerEntries;

  constructor(book: PartnerBook, onDisk: LocalReader) {
    this.#book = book;
    this.#onDisk = onDisk;
    this.#entries = new PartnerEntries(book.audit);
  }

  async add(entries: Iterable<NewPartner>, options: AddOptions): Promise<PartnersAdded> {
    const { wanted, invalid } = sorted(entries);
    const added: PartnersAdded = {
      agregados: 0,
      yaEstaban: 0,
      volvieron: 0,
      invalidos: invalid.slice(0, INVALID_SHOWN),
      invalidosTotal: invalid.length,
    };
    for (let from = 0; from < wanted.length; from += CHUNK) {
      this.#addChunk(wanted.slice(from, from + CHUNK), options, added);
      this.#book.teller.changed();
      await breathe();
    }
    return added;
  }

  #addChunk(chunk: readonly WantedPartner[], options: AddOptions, added: PartnersAdded): void {
    const { database, facts, rows } = this.#book;
    const rucs = chunk.map(({ ruc }) => ruc);
    const factsOf = this.#onDisk.facts(rucs);
    const tally = database.transaction(() => {
      const claves = resolveGroups(this.#book, options.grupos);
      const active = new Set(rows.among(rucs));
      const newcomers = rucs.filter((ruc) => !active.has(ruc));
      const unseen = Map.groupBy(facts.unseen(newcomers), ({ answer }) => answer.ruc);
      const done = { agregados: 0, yaEstaban: 0, volvieron: 0 };
      for (const partner of chunk) {
        const edits = editsOf(partner, options, claves);
        const known = { ...factsOf(partner.ruc), unseen: unseen.get(partner.ruc) ?? [] };
        done[this.#addOne(partner.ruc, edits, known)] += 1;
      }
      this.#entries.added(rucs, options);
      return done;
    });
    added.agregados += tally.agregados;
    added.yaEstaban += tally.yaEstaban;
    added.volvieron += tally.volvieron;
  }

  #addOne(
    ruc: string,
    edits: readonly PartnerEditField[],
    known: Known,
  ): 'agregados' | 'yaEstaban' | 'volvieron' {
    const { facts, rows, projector } = this.#book;
    const before = rows.get(ruc);
    const now = this.#book.saidAt(before);
    if (before?.activo === true) {
      const changed = edits.filter((edit) => changesIt(before, edit));
      projector.apply(
        ruc,
        changed.map((edit) => facts.edit(ruc, now, edit)),
      );
      return 'yaEstaban';
    }
    const learnt = this.#backfill(ruc, known, { before, now });
    // Also where an answer is of a clock that was ahead: what was known before is no change.
    const at = Math.max(now, ...learnt.map((fact) => fact.at));
    const said = [...this.#goneGroups(before), ...edits].map((edit) => facts.edit(ruc, at, edit));
    if (before !== null) {
      projector.apply(ruc, inOrder([...learnt, ...said]));
      return 'volvieron';
    }
    projector.begin(ruc, [...learnt, ...said]);
    return 'agregados';
  }

  /** Groups that it was in when it was removed, and that are no more: it comes back without them. */
  #goneGroups(before: PartnerRecord | null): PartnerEditField[] {
    const gone = (before?.grupos ?? []).filter((clave) => this.#book.groups.get(clave)?.activo !== true);
    return gone.map((clave) => ({ campo: 'grupo', clave, valor: false }));
  }

  /** What is known of it without asking; before its beginning, so that none of it counts as a change. */
  #backfill(
    ruc: string,
    { unseen, padron, marks }: Known,
    { before, now }: { before: PartnerRecord | null; now: number },
  ): PartnerFact[] {
    const { facts, askedBy } = this.#book;
    const owner = { runId: null, askedBy };
    const learnt = unseen.map(({ answer, owner: asker }) => {
      const { id: answerId, kind, taxpayer, fuente, consultadoEn } = answer;
      return facts.observe(
        ruc,
        consultadoEn,
        { kind: 'answer', answerId, answer: { kind, taxpayer, fuente } },
        asker,
      );
    });
    const state = this.#stateAfter(ruc, before, learnt);
    const differing = differencesOnDisk(state, { padron, marks });
    return [...learnt, ...differing.map((what) => facts.observe(ruc, now, what, owner))];
  }

  /** Its state with what was learnt, the oldest first; years of facts are folded again only where they must be. */
  #stateAfter(ruc: string, before: PartnerRecord | null, learnt: readonly PartnerFact[]): PartnerRecord {
    if (before === null) return foldPartner(ruc, learnt).state;
    const [first] = learnt;
    if (first === undefined) return before;
    return isAfter(first, { at: before.lastAt, id: before.lastId })
      ? learnt.reduce((state, fact) => stepPartner(state, fact).state, before)
      : foldPartner(ruc, this.#book.facts.of(ruc)).state;
  }
}

/** What is known of a RUC here, and its answers that no observation rests on yet. */
type Known = Pick<LocalFacts, 'padron' | 'marks'> & { unseen: readonly UnseenAnswer[] };

function editsOf(
  { alias }: WantedPartner,
  { tipo }: AddOptions,
  claves: readonly string[],
): PartnerEditField[] {
  return [
    { campo: 'alta', valor: true },
    ...(tipo === null ? [] : [{ campo: 'tipo' as const, valor: tipo }]),
    ...(alias === '' ? [] : [{ campo: 'alias' as const, valor: alias }]),
    ...claves.map((clave) => ({ campo: 'grupo' as const, clave, valor: true })),
  ];
}

interface WantedPartner {
  ruc: string;
  alias: string;
}

/** Each RUC once, with the first alias that it has; and what can't be one. */
function sorted(entries: Iterable<NewPartner>): {
  wanted: WantedPartner[];
  invalid: PartnersAdded['invalidos'];
} {
  const wanted = new Map<string, WantedPartner>();
  const invalid = new Map<string, { texto: string; motivo: string }>();
  for (const { texto, alias = '' } of entries) {
    const reading = readRuc(texto);
    if (!reading.valid) {
      invalid.set(reading.text, { texto: reading.text, motivo: reasonOf(reading) });
      continue;
    }
    const known = wanted.get(reading.text);
    if (known === undefined) wanted.set(reading.text, { ruc: reading.text, alias: alias.trim() });
    else if (known.alias === '') known.alias = alias.trim();
  }
  return { wanted: [...wanted.values()], invalid: [...invalid.values()] };
}

function reasonOf({ fault, text, suggestion }: Extract<RucReading, { valid: false }>): string {
  return faultSentence(fault, text, suggestion);
}
