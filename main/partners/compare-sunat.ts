/** Compares partners with the padrón and the SSCO list in use, which tell of changes without a question. */
import type { PartnerFact, PartnerObservation, PartnerRecord } from '../database/partner-types.ts';
import type { LocalReader } from '../validation/local-reader.ts';
import { breathe } from '../validation/plan.ts';
import type { PadronEntry } from '../../shared/padron.ts';
import { PartnerEntries } from './audit-entries.ts';
import type { PartnerBook } from './book.ts';
import { sameText, saysEstado } from './projection.ts';

/** Partners compared before other work gets its turn: some milliseconds, mostly of looking up in the edition. */
const CHUNK = 100;

/** Answers how many changes it noticed. Stops early once `signal` is aborted. */
export async function compareWithSunat(
  book: PartnerBook,
  onDisk: LocalReader,
  signal: AbortSignal,
): Promise<number> {
  let changes = 0;
  for (let after = ''; !signal.aborted;) {
    const partners = book.pages.after(after, CHUNK);
    const last = partners.at(-1);
    if (last === undefined) break;
    after = last.ruc;
    changes += compareChunk(book, onDisk, partners);
    await breathe();
  }
  return changes;
}

/** What the padrón says otherwise, where its edition is younger than the last real answer; null: nothing. */
export function differsInPadron(
  known: Pick<PartnerRecord, 'existe' | 'estado' | 'condicion' | 'ultimaRespuesta'>,
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
  const hasSome = partners.some((partner) => differences(partner, factsOf(partner.ruc)).length > 0);
  if (!hasSome) return 0;
  const { database, rows, facts, projector, clock, audit, askedBy, teller } = book;
  const changes = database.transaction(() => {
    const noticed = partners.flatMap(({ ruc }) => {
      // Read again: another process may have answered, or compared, meanwhile.
      const partner = rows.get(ruc);
      if (partner?.activo !== true) return [];
      const owner = { runId: null, askedBy };
      const learnt: PartnerFact[] = differences(partner, factsOf(ruc)).map((what) =>
        facts.observe(ruc, clock.now(), what, owner),
      );
      return projector.apply(ruc, learnt);
    });
    new PartnerEntries(audit).noticed(noticed, askedBy);
    return noticed.length;
  });
  teller.changed();
  return changes;
}

function differences(
  partner: PartnerRecord,
  { padron, marks }: Pick<ReturnType<ReturnType<LocalReader['facts']>>, 'padron' | 'marks'>,
): PartnerObservation[] {
  const seen = differsInPadron(partner, padron);
  const enLista = marks?.ssco?.vigente === true;
  return [
    ...(seen === null ? [] : [seen]),
    ...(enLista === partner.ssco ? [] : [{ kind: 'ssco' as const, enLista }]),
  ];
}
