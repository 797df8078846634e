/** Makes partners: of texts as typed or read, or of the RUCs of a run. What is known of them already comes along. */
import type { PartnerEditField, PartnerFact } from '../database/partner-types.ts';
import type { LocalFacts, LocalReader } from '../validation/local-reader.ts';
import { breathe } from '../validation/plan.ts';
import type { PartnersAdded } from '../../shared/contract.ts';
import { faultSentence, readRuc, type RucReading } from '../../shared/ruc.ts';
import { PartnerEntries } from './audit-entries.ts';
import type { PartnerBook } from './book.ts';
import { differsInPadron } from './compare-sunat.ts';
import { changesIt } from './editing.ts';
import { resolveGroups } from './groups.ts';
import type { AddOptions, NewPartner } from './types.ts';

/** Partners made in one transaction: some ten milliseconds. */
const CHUNK = 200;
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
    const { database } = this.#book;
    const factsOf = this.#onDisk.facts(chunk.map(({ ruc }) => ruc));
    const tally = database.transaction(() => {
      const claves = resolveGroups(this.#book, options.grupos);
      const done = { agregados: 0, yaEstaban: 0, volvieron: 0 };
      for (const { ruc, alias } of chunk) {
        const edits: PartnerEditField[] = [
          { campo: 'alta', valor: true },
          { campo: 'tipo', valor: options.tipo },
          ...(alias === '' ? [] : [{ campo: 'alias' as const, valor: alias }]),
          ...claves.map((clave) => ({ campo: 'grupo' as const, clave, valor: true })),
        ];
        done[this.#addOne(ruc, edits, factsOf(ruc))] += 1;
      }
      this.#entries.added(
        chunk.map(({ ruc }) => ruc),
        options,
      );
      return done;
    });
    added.agregados += tally.agregados;
    added.yaEstaban += tally.yaEstaban;
    added.volvieron += tally.volvieron;
  }

  #addOne(
    ruc: string,
    edits: readonly PartnerEditField[],
    known: LocalFacts,
  ): 'agregados' | 'yaEstaban' | 'volvieron' {
    const { facts, rows, projector, clock } = this.#book;
    const now = clock.now();
    const before = rows.get(ruc);
    if (before?.activo === true) {
      const changed = edits.filter((edit) => changesIt(before, edit));
      projector.apply(
        ruc,
        changed.map((edit) => facts.edit(ruc, now, edit)),
      );
      return 'yaEstaban';
    }
    const learnt = this.#backfill(ruc, known, now);
    const said = edits.map((edit) => facts.edit(ruc, now, edit));
    if (before !== null) {
      projector.refold(ruc);
      return 'volvieron';
    }
    projector.begin(ruc, [...learnt, ...said]);
    return 'agregados';
  }

  /** What is known of it without asking, in order; before its beginning, so that none of it counts as a change. */
  #backfill(ruc: string, { padron, marks }: LocalFacts, now: number): PartnerFact[] {
    const { facts, rows, askedBy } = this.#book;
    const owner = { runId: null, askedBy };
    const learnt = facts.unseen(ruc).map(({ answer, owner: asker }) => {
      const { id: answerId, kind, taxpayer, fuente, consultadoEn } = answer;
      return facts.observe(
        ruc,
        consultadoEn,
        { kind: 'answer', answerId, answer: { kind, taxpayer, fuente } },
        asker,
      );
    });
    const before = rows.get(ruc);
    const last = learnt.at(-1);
    const answered = last?.kind === 'answer' ? { at: last.at, taxpayer: last.answer.taxpayer } : null;
    const state = {
      existe: answered === null ? (before?.existe ?? null) : answered.taxpayer !== null,
      estado: answered?.taxpayer?.estado ?? before?.estado ?? '',
      condicion: answered?.taxpayer?.condicion ?? before?.condicion ?? '',
      ultimaRespuesta: answered?.at ?? before?.ultimaRespuesta ?? null,
    };
    const seen = differsInPadron(state, padron);
    if (seen !== null) learnt.push(facts.observe(ruc, now, seen, owner));
    const enLista = marks?.ssco?.vigente === true;
    if (enLista !== (before?.ssco ?? false)) {
      learnt.push(facts.observe(ruc, now, { kind: 'ssco', enLista }, owner));
    }
    return learnt;
  }
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
