/** All that is known of one partner. */
import type { PartnerChanges } from '../database/partner-changes.ts';
import type { PartnerRuns } from '../database/partner-runs.ts';
import type { PartnerRecord, SpanStart } from '../database/partner-types.ts';
import type { ItemVerdict } from '../database/run-store.ts';
import { withMarks } from '../validation/item-verdicts.ts';
import type { LocalFacts, LocalReader } from '../validation/local-reader.ts';
import type { PartnerDetail } from '../../shared/contract.ts';
import { deadlineOf } from '../../shared/deadline.ts';
import { listSentences } from '../../shared/register-words.ts';
import type { Taxpayer } from '../../shared/taxpayer.ts';
import { toLimaDay } from '../../shared/time.ts';
import { judgeTaxpayer, NOT_FOUND_ADVICE } from '../../shared/verdict.ts';
import type { PartnerBook } from './book.ts';
import { changeView } from './changes.ts';
import { rowView } from './views.ts';

/** Runs and changes that the drawer shows. */
const RUNS_SHOWN = 50;
const CHANGES_SHOWN = 200;

/** Where a taxpayer is: what the source says, or what its ubigeo does. */
export type PlaceOf = (
  taxpayer: Pick<Taxpayer, 'ubigeo' | 'distrito' | 'provincia' | 'departamento'>,
) => Pick<PartnerDetail, 'distrito' | 'provincia' | 'departamento'>;

export interface DetailDeps {
  book: PartnerBook;
  onDisk: LocalReader;
  runs: PartnerRuns;
  changes: PartnerChanges;
  placeOf: PlaceOf;
}

/** Null: it is not and never was a partner. */
export function partnerDetail(deps: DetailDeps, ruc: string): PartnerDetail | null {
  const { book, onDisk, runs, changes, placeOf } = deps;
  const limits = book.limits();
  const [listed] = book.pages.listed([ruc], limits);
  if (listed === undefined) return null;
  const { now } = limits;
  const { record } = listed;
  const facts = onDisk.facts([ruc])(ruc);
  const taxpayer = taxpayerOf(record, facts);
  return {
    ...rowView(listed),
    razonSocial: taxpayer.razonSocial,
    activo: record.activo,
    observacion: observationOf(record, taxpayer, facts, now),
    direccion: taxpayer.direccion,
    ubigeo: taxpayer.ubigeo,
    ...placeOf(taxpayer),
    datoAl: record.datoAl,
    fuente: record.fuente,
    plazo: deadlineOf({ estado: record.estado, condicion: record.condicion, now })?.frase ?? '',
    tramos: stretches(book.rows.spans(ruc)),
    corridas: runs.of(ruc, RUNS_SHOWN),
    cambios: changes.of(ruc, CHANGES_SHOWN).map((row) => changeView(row, now)),
    padrones: facts.marks === null ? [] : listSentences(facts.marks),
  };
}

/** What the partner keeps; name and place of one that never answered are the padrón's, where it has it. */
function taxpayerOf(record: PartnerRecord, { padron }: LocalFacts): Taxpayer {
  const { ruc, estado, condicion, datoAl, razonSocial, direccion } = record;
  const { ubigeo, distrito, provincia, departamento } = record;
  if (record.ultimaRespuesta === null && padron !== null) {
    return {
      ...padron.taxpayer,
      estado,
      condicion,
      datoAl,
      razonSocial: razonSocial || padron.taxpayer.razonSocial,
    };
  }
  return {
    ruc,
    razonSocial,
    estado,
    condicion,
    ubigeo,
    direccion,
    distrito,
    provincia,
    departamento,
    datoAl,
  };
}

/** The words of its verdict, said now: terms and ages go on. */
function observationOf(
  record: PartnerRecord,
  taxpayer: Taxpayer,
  { marks }: LocalFacts,
  now: number,
): string {
  const { veredicto, existe, estado, condicion, razonSocial, datoAl } = record;
  if (veredicto === null) return '';
  const words = existe === null ? '' : existe ? judgeTaxpayer(taxpayer, now).observacion : NOT_FOUND_ADVICE;
  const source =
    record.fuente === 'PADRON' && datoAl !== null ? ` Según el padrón del ${toLimaDay(datoAl)}.` : '';
  const plain: ItemVerdict = {
    n: 0,
    state: 'listo',
    veredicto,
    observacion: `${words}${source}`.trim(),
    fuente: record.fuente ?? 'NINGUNA',
    origen: record.fuente ?? 'NINGUNA',
    razonSocial,
    estado,
    condicion,
    datoAl,
    consultadoEn: record.ultimaRespuesta,
    answerN: null,
    padronImport: null,
    marcas: null,
  };
  return withMarks(plain, marks, now).observacion;
}

/** Newest first; each lasts until the next one began. */
function stretches(spans: readonly SpanStart[]): PartnerDetail['tramos'] {
  return spans.map((span, k) => ({ ...span, hasta: spans[k + 1]?.desde ?? null })).toReversed();
}
