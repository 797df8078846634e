/** Partners as the stores give and take them: their facts, and what is rebuilt from these. Instants are UTC ms. */
import type { ChangeCourse, ChangeField, PartnerKind, Schedule } from '../../shared/contract.ts';
import type { Taxpayer } from '../../shared/taxpayer.ts';
import type { Fuente, Veredicto } from '../../shared/verdict.ts';
import type { AnswerKind, AskedBy } from './answer-types.ts';

/** What a person said of a partner: one field each. `alta` false: removed. */
export type PartnerEditField =
  | { campo: 'alta'; valor: boolean }
  | { campo: 'alias' | 'nota'; valor: string }
  | { campo: 'tipo'; valor: PartnerKind }
  | { campo: 'grupo'; clave: string; valor: boolean };

/** What was learnt of a partner, or that asking failed. */
export type PartnerObservation =
  | {
      kind: 'answer';
      answerId: string;
      answer: { kind: AnswerKind; taxpayer: Taxpayer | null; fuente: Fuente };
    }
  | { kind: 'failure'; motivo: string }
  /** An edition of the padrón that says something else; `datoAl` is its date. */
  | { kind: 'padron'; razonSocial: string; estado: string; condicion: string; datoAl: number }
  /** On the SSCO list, or off it. */
  | { kind: 'ssco'; enLista: boolean };

interface FactBase {
  /** UUIDv7. */
  id: string;
  at: number;
  ruc: string;
}

/** One fact of one partner. Facts are ordered by `at`, then by `id`. */
export type PartnerFact = FactBase &
  (
    | { kind: 'edit'; edit: PartnerEditField }
    | (PartnerObservation & { runId: string | null; askedBy: AskedBy })
  );

/** Where an observation comes from. */
export interface ObservationOwner {
  runId: string | null;
  askedBy: AskedBy;
}

/** The row of a partner: all of it follows from its facts. */
export interface PartnerRecord {
  ruc: string;
  activo: boolean;
  /** When it last became a partner; null: it never was. */
  altaEn: number | null;
  tipo: PartnerKind;
  alias: string;
  nota: string;
  /** Keys of its groups, sorted. */
  grupos: readonly string[];
  /** Null: nothing is known of it. */
  veredicto: Veredicto | null;
  razonSocial: string;
  estado: string;
  condicion: string;
  direccion: string;
  /** Which source gave the address: each writes it in its own way. */
  direccionDe: Fuente | null;
  ubigeo: string;
  distrito: string;
  provincia: string;
  departamento: string;
  /** Whether there is such a taxpayer; null: not known. */
  existe: boolean | null;
  ssco: boolean;
  fuente: Fuente | null;
  datoAl: number | null;
  /** Since when verdict, estado and condición are as they are. */
  desde: number | null;
  ultimaRespuesta: number | null;
  ultimoIntento: number | null;
  /** Why the last attempt failed; empty: it was answered, or there was none. */
  ultimoMotivo: string;
  /** The newest fact that stands in it. */
  lastAt: number;
  lastId: string;
}

/** The beginning of a state: it lasts until the next one of its RUC. */
export interface SpanStart {
  desde: number;
  veredicto: Veredicto;
  estado: string;
  condicion: string;
  fuente: Fuente;
}

/** A noticed change. Its id is the observation's, a colon, the field. */
export interface ChangeRecord {
  id: string;
  ruc: string;
  at: number;
  campo: ChangeField;
  de: string;
  a: string;
  veredictoDe: Veredicto | null;
  veredictoA: Veredicto | null;
  rumbo: ChangeCourse;
  fuente: Fuente;
  datoAl: number | null;
  runId: string | null;
}

/** What a person said of a group: one field each. */
export type GroupEditField =
  | { campo: 'alta'; valor: boolean }
  | { campo: 'nombre'; valor: string }
  | { campo: 'empresa'; valor: string | null }
  | { campo: 'frescuraDias'; valor: number | null }
  | { campo: 'agenda'; valor: Schedule | null };

/** A group as its facts make it. */
export interface GroupRecord {
  clave: string;
  activo: boolean;
  nombre: string;
  empresa: string | null;
  frescuraDias: number | null;
  agenda: Schedule | null;
}
