/** Compares partners with the padrón and the SSCO list in use, which tell of changes without a question. */
import { PartnerComparison } from '../database/partner-comparison.ts';
import type { PartnerFact, PartnerObservation, PartnerRecord } from '../database/partner-types.ts';
import type { LocalFacts, LocalReader } from '../validation/local-reader.ts';
import { breathe } from '../validation/plan.ts';
import type { PadronEntry } from '../../shared/padron.ts';
import { saysEstado } from '../../shared/verdict.ts';
import { PartnerEntries } from './audit-entries.ts';
import type { PartnerBook } from './book.ts';
import { sameText } from './projection.ts';

/** Partners compared before other work gets its turn: some milliseconds, mostly of looking up in the edition. */
const CHUNK = 100;

export interface ComparingDeps {
  book: PartnerBook;
  onDisk: LocalReader;
  /** Names the edition and the SSCO list in use. */
  listsInUse: () => string;
}

/** One comparison at a time; one asked for meanwhile comes after it, since lists may have changed again. */
export class Comparing {
  readonly #deps: ComparingDeps;
  readonly #done: PartnerComparison;
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(deps: ComparingDeps) {
    this.#deps = deps;
    this.#done = new PartnerComparison(deps.book.database);
  }

  /** Compares all partners; answers how many changes it noticed. */
  run(): Promise<number> {
    return this.#inTurn(() => this.#compare());
  }

  /** The same where it was not done yet with the lists in use: by no process, or by one that was killed. */
  runIfNew(): Promise<number> {
    return this.#inTurn(() =>
      this.#done.get() === this.#deps.listsInUse() ? Promise.resolve(0) : this.#compare(),
    );
  }

  /** Begins nothing more, and waits for what runs: it takes a second at most. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn;
  }

  #inTurn(work: () => Promise<number>): Promise<number> {
    const mine = this.#turn.then(() => (this.#closed ? 0 : work()));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #compare(): Promise<number> {
    const { book, onDisk, listsInUse } = this.#deps;
    const listas = listsInUse();
    let changes = 0;
    let last = '';
    for (;;) {
      const partners = book.pages.after(last, CHUNK);
      if (partners.length === 0) break;
      last = partners.at(-1)?.ruc ?? last;
      changes += compareChunk(book, onDisk, partners);
      await breathe();
    }
    // A folder without partners is left as it is: there was nothing to compare.
    if (last !== '') this.#done.set(listas, book.clock.now());
    return changes;
  }
}

/** What the edition and the SSCO list in use say of a partner that is not so by its state. */
export function differencesOnDisk(
  partner: PartnerRecord,
  { padron, marks }: Pick<LocalFacts, 'padron' | 'marks'>,
): PartnerObservation[] {
  const seen = differsInPadron(partner, padron);
  const enLista = marks?.ssco?.vigente === true;
  return [
    ...(seen === null ? [] : [seen]),
    ...(enLista === partner.ssco ? [] : [{ kind: 'ssco' as const, enLista }]),
  ];
}

/** What the padrón says otherwise, where its edition is younger than the last real answer; null: nothing. */
function differsInPadron(
  known: PartnerRecord,
  entry: PadronEntry | null,
): Extract<PartnerObservation, { kind: 'padron' }> | null {
  const datoAl = entry?.taxpayer.datoAl ?? null;
  if (entry === null || datoAl === null || !saysEstado(entry.taxpayer.estado)) return null;
  if (known.ultimaRespuesta !== null && datoAl <= known.ultimaRespuesta) return null;
  const { razonSocial, estado, condicion } = entry.taxpayer;
  const same =
    known.existe === true && sameText(known.estado, estado) && sameText(known.condicion, condicion);
  return same ? null : { kind: 'padron', razonSocial, estado, condicion, datoAl };
}

function compareChunk(book: PartnerBook, onDisk: LocalReader, partners: readonly PartnerRecord[]): number {
  const factsOf = onDisk.facts(partners.map(({ ruc }) => ruc));
  const hasSome = partners.some((partner) => differencesOnDisk(partner, factsOf(partner.ruc)).length > 0);
  if (!hasSome) return 0;
  const { database, rows, facts, projector, audit, askedBy, teller } = book;
  const changes = database.transaction(() => {
    const noticed = partners.flatMap(({ ruc }) => {
      // Read again: another process may have answered, or compared, meanwhile.
      const partner = rows.get(ruc);
      if (partner?.activo !== true) return [];
      const owner = { runId: null, askedBy };
      const at = book.saidAt(partner);
      const learnt: PartnerFact[] = differencesOnDisk(partner, factsOf(ruc)).map((what) =>
        facts.observe(ruc, at, what, owner),
      );
      return projector.apply(ruc, learnt);
    });
    new PartnerEntries(audit).noticed(noticed, askedBy);
    return noticed.length;
  });
  teller.changed();
  return changes;
}
