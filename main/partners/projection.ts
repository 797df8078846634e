/**
 * What follows from the facts about one partner: its row, the spans of its states, and the changes. Pure: the same
 * facts, folded in the order of their time and id, always give the same.
 */
import type { ChangeRecord, PartnerFact, PartnerRecord, SpanStart } from '../database/partner-types.ts';
import type { ChangeCourse, ChangeField } from '../../shared/contract.ts';
import type { Taxpayer } from '../../shared/taxpayer.ts';
import { judgeTaxpayer, saysEstado, type Fuente, type Veredicto } from '../../shared/verdict.ts';

/**
 * Number of the rules below. To be raised where the same facts give something else than before: the next start makes
 * every row anew.
 */
export const PARTNER_RULES = '1';

/** What one fact makes of a partner. `span`: a state that begins with it. */
export interface Step {
  state: PartnerRecord;
  span: SpanStart | null;
  changes: ChangeRecord[];
}

/** A RUC before its first fact. */
export function blankPartner(ruc: string): PartnerRecord {
  return {
    ruc,
    activo: false,
    altaEn: null,
    tipo: 'proveedor',
    alias: '',
    nota: '',
    grupos: [],
    veredicto: null,
    razonSocial: '',
    estado: '',
    condicion: '',
    direccion: '',
    direccionDe: null,
    ubigeo: '',
    distrito: '',
    provincia: '',
    departamento: '',
    existe: null,
    ssco: false,
    fuente: null,
    datoAl: null,
    desde: null,
    ultimaRespuesta: null,
    ultimoIntento: null,
    ultimoMotivo: '',
    lastAt: 0,
    lastId: '',
  };
}

/** One fact later. The caller gives facts in the order of their time, then their id. */
export function stepPartner(before: PartnerRecord, fact: PartnerFact): Step {
  const state = { ...learnt(before, fact), lastAt: fact.at, lastId: fact.id };
  if (fact.kind === 'edit' || fact.kind === 'failure') return { state, span: null, changes: [] };
  state.veredicto = verdictOf(state);
  const fuente = sourceOf(fact);
  const span = spanOf(before, state, fact.at, fuente);
  if (span !== null) state.desde = state.veredicto === null ? null : span.desde;
  // What was so when it became a partner is no change: these begin with being one.
  const changes = before.activo
    ? changesOf(before, state).map(([campo, de, a]) => change(before, state, fact, fuente, { campo, de, a }))
    : [];
  return { state, span, changes };
}

/** All facts of one RUC, in order. */
export function foldPartner(
  ruc: string,
  facts: Iterable<PartnerFact>,
): { state: PartnerRecord; spans: SpanStart[]; changes: ChangeRecord[] } {
  let state = blankPartner(ruc);
  const spans: SpanStart[] = [];
  const changes: ChangeRecord[] = [];
  for (const fact of facts) {
    const step = stepPartner(state, fact);
    state = step.state;
    if (step.span !== null) spans.push(step.span);
    changes.push(...step.changes);
  }
  return { state, spans, changes };
}

/** Whether two texts of SUNAT say the same: both may be cut to 20 characters. */
export function sameText(a: string, b: string): boolean {
  return normal(a).slice(0, SOURCE_CUT) === normal(b).slice(0, SOURCE_CUT);
}

/** Characters to which sources cut estado and condición. */
const SOURCE_CUT = 20;

/** What the registers decide is decided without asking about the taxpayer. */
const REGISTER_SOURCE: Fuente = 'LOCAL';

function learnt(before: PartnerRecord, fact: PartnerFact): PartnerRecord {
  switch (fact.kind) {
    case 'edit':
      return edited(before, fact);
    case 'failure':
      return { ...before, ultimoIntento: fact.at, ultimoMotivo: fact.motivo };
    case 'ssco':
      return { ...before, ssco: fact.enLista };
    case 'padron':
      return seenInPadron(before, fact);
    case 'answer':
      return answered(before, fact);
  }
}

function edited(before: PartnerRecord, { at, edit }: Extract<PartnerFact, { kind: 'edit' }>): PartnerRecord {
  switch (edit.campo) {
    case 'alta':
      return { ...before, activo: edit.valor, altaEn: edit.valor && !before.activo ? at : before.altaEn };
    case 'alias':
      return { ...before, alias: edit.valor };
    case 'nota':
      return { ...before, nota: edit.valor };
    case 'tipo':
      return { ...before, tipo: edit.valor };
    case 'grupo': {
      const others = before.grupos.filter((clave) => clave !== edit.clave);
      return { ...before, grupos: edit.valor ? [...others, edit.clave].sort() : others };
    }
  }
}

function seenInPadron(
  before: PartnerRecord,
  { estado, condicion, razonSocial, datoAl }: Extract<PartnerFact, { kind: 'padron' }>,
): PartnerRecord {
  // An answer may have come in since, from a file that is older than the edition's import but newer than its date.
  if (before.ultimaRespuesta !== null && datoAl <= before.ultimaRespuesta) return before;
  return {
    ...before,
    ...stateTexts(before, { estado, condicion }),
    razonSocial: before.razonSocial === '' ? razonSocial : before.razonSocial,
    existe: true,
    fuente: 'PADRON',
    datoAl,
  };
}

function answered(
  before: PartnerRecord,
  { at, answer }: Extract<PartnerFact, { kind: 'answer' }>,
): PartnerRecord {
  const { kind, taxpayer, fuente } = answer;
  const real = { ultimaRespuesta: at, ultimoIntento: at, ultimoMotivo: '', fuente };
  if (kind === 'unknown') {
    return { ...before, ...real, existe: false, estado: '', condicion: '', datoAl: null };
  }
  if (taxpayer === null || !saysEstado(taxpayer.estado)) return before;
  return {
    ...before,
    ...real,
    ...stateTexts(before, taxpayer),
    ...named(before, taxpayer),
    ...placed(before, taxpayer, fuente),
    existe: true,
    datoAl: taxpayer.datoAl,
  };
}

/** The texts that the state has from now on: one that says the same stays as it was written. */
function stateTexts(
  before: PartnerRecord,
  { estado, condicion }: Pick<Taxpayer, 'estado' | 'condicion'>,
): Pick<PartnerRecord, 'estado' | 'condicion'> {
  return {
    estado: sameText(before.estado, estado) ? before.estado : estado,
    condicion: sameText(before.condicion, condicion) ? before.condicion : condicion,
  };
}

function named(before: PartnerRecord, { razonSocial }: Taxpayer): Pick<PartnerRecord, 'razonSocial'> {
  const keep = blank(razonSocial) || normal(razonSocial) === normal(before.razonSocial);
  return { razonSocial: keep ? before.razonSocial : razonSocial };
}

type Place = Pick<
  PartnerRecord,
  'direccion' | 'direccionDe' | 'ubigeo' | 'distrito' | 'provincia' | 'departamento'
>;

function placed(before: PartnerRecord, taxpayer: Taxpayer, fuente: Fuente): Partial<Place> {
  if (blank(taxpayer.direccion)) return {};
  const { direccion, ubigeo, distrito, provincia, departamento } = taxpayer;
  const same = before.direccionDe === fuente && normal(direccion) === normal(before.direccion);
  return {
    direccion: same ? before.direccion : direccion,
    direccionDe: fuente,
    ubigeo: ubigeo === '' && same ? before.ubigeo : ubigeo,
    distrito,
    provincia,
    departamento,
  };
}

function verdictOf({ ruc, ssco, existe, estado, condicion }: PartnerRecord): Veredicto | null {
  if (ssco) return 'NO APTO';
  if (existe === null) return null;
  if (!existe) return 'NO EXISTE';
  const texts = { razonSocial: '', ubigeo: '', direccion: '', distrito: '', provincia: '', departamento: '' };
  // The time and the other fields change words alone, never the verdict.
  return judgeTaxpayer({ ruc, estado, condicion, datoAl: null, ...texts }, 0).veredicto;
}

function spanOf(
  before: PartnerRecord,
  { veredicto, estado, condicion }: PartnerRecord,
  at: number,
  fuente: Fuente,
): SpanStart | null {
  const same = before.veredicto === veredicto && before.estado === estado && before.condicion === condicion;
  if (same) return null;
  // Off the SSCO list again, and never answered: nothing is known of it once more.
  return { desde: at, veredicto: veredicto ?? 'SIN RESPUESTA', estado, condicion, fuente };
}

function sourceOf(fact: Exclude<PartnerFact, { kind: 'edit' | 'failure' }>): Fuente {
  if (fact.kind === 'answer') return fact.answer.fuente;
  return fact.kind === 'padron' ? 'PADRON' : REGISTER_SOURCE;
}

type FieldChange = [campo: ChangeField, de: string, a: string];

/** The first state ever is no change; nor is a name or an address where there was none. */
function changesOf(before: PartnerRecord, after: PartnerRecord): FieldChange[] {
  const found: FieldChange[] = [];
  const compare = (campo: ChangeField, de: string, a: string): void => {
    if (de !== a) found.push([campo, de, a]);
  };
  compare('ssco', SSCO_WORDS[Number(before.ssco)] ?? '', SSCO_WORDS[Number(after.ssco)] ?? '');
  if (before.existe === null) return found;
  if (before.existe !== after.existe) {
    found.push([
      'existe',
      EXISTS_WORDS[Number(before.existe)] ?? '',
      EXISTS_WORDS[Number(after.existe)] ?? '',
    ]);
    return found;
  }
  compare('estado', before.estado, after.estado);
  compare('condicion', before.condicion, after.condicion);
  // The padrón's names and those of an answer may differ in how they are cut.
  if (before.ultimaRespuesta !== null)
    compare('razonSocial', before.razonSocial || after.razonSocial, after.razonSocial);
  if (before.direccionDe === after.direccionDe) compare('direccion', before.direccion, after.direccion);
  return found;
}

/** By off and on. */
const SSCO_WORDS = ['NO FIGURA', 'FIGURA'] as const;
const EXISTS_WORDS = ['NO EXISTE', 'EXISTE'] as const;

function change(
  before: PartnerRecord,
  after: PartnerRecord,
  fact: Exclude<PartnerFact, { kind: 'edit' }>,
  fuente: Fuente,
  what: { campo: ChangeField; de: string; a: string },
): ChangeRecord {
  return {
    id: `${fact.id}:${what.campo}`,
    ruc: fact.ruc,
    at: fact.at,
    ...what,
    veredictoDe: before.veredicto,
    veredictoA: after.veredicto,
    rumbo: courseOf(what.campo, before.veredicto, after.veredicto),
    fuente,
    datoAl: dateOf(fact),
    runId: fact.runId,
  };
}

function dateOf(fact: Exclude<PartnerFact, { kind: 'edit' }>): number | null {
  if (fact.kind === 'padron') return fact.datoAl;
  return fact.kind === 'answer' ? (fact.answer.taxpayer?.datoAl ?? null) : null;
}

const RISK: Record<Veredicto, number> = {
  APTO: 0,
  OBSERVADO: 1,
  'SIN RESPUESTA': 1,
  'NO EXISTE': 2,
  'RUC INVÁLIDO': 2,
  'NO APTO': 2,
};

/** Worse or better by the verdicts; another name or address is neither, whatever else changed with it. */
function courseOf(campo: ChangeField, before: Veredicto | null, after: Veredicto | null): ChangeCourse {
  if (campo === 'razonSocial' || campo === 'direccion') return 'otro';
  const difference = riskOf(after) - riskOf(before);
  return difference > 0 ? 'peor' : difference < 0 ? 'mejor' : 'otro';
}

function riskOf(veredicto: Veredicto | null): number {
  return veredicto === null ? 0 : RISK[veredicto];
}

function blank(text: string): boolean {
  return /^-*$/.test(text.trim());
}

function normal(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toUpperCase();
}
