/** What a run is made of, and what it begins with: its record and its entry of the audit log. */
import type { AuditValue } from '../audit/payload.ts';
import { personal } from '../audit/personal.ts';
import type { AskedBy } from '../database/answer-store.ts';
import type { NewItem, RunRecord } from '../database/run-store.ts';
import type { Politica } from '../../shared/contract.ts';
import type { ColumnReading } from '../../shared/workbook.ts';
import type { PlanFigures } from './plan.ts';

/** One column of a workbook, read whole. */
export interface NewSource {
  path: string;
  nombre: string;
  reading: ColumnReading;
  manual: boolean;
}

/** What a new run is made of. */
export interface NewRun {
  /** One per column; none: a refresh of partners. */
  fuentes: readonly NewSource[];
  /** Whom a refresh asks about, in words; a run over workbooks is called after them. */
  nombre?: string;
  /** What `mergeReadings` makes of their readings; of a refresh, the partners. */
  items: readonly NewItem[];
  figures: PlanFigures;
  politica: Politica;
  /** Answers obtained at or after it (UTC ms) are reused. */
  since: number;
  tope: number | null;
}

/** The record of a run that begins `now` (UTC ms). */
export function newRecord(id: string, input: NewRun, askedBy: AskedBy, now: number): RunRecord {
  const { figures, fuentes } = input;
  return {
    id,
    tipo: fuentes.length === 0 ? 'socios' : 'libro',
    nombre: input.nombre ?? nameOfSources(fuentes),
    fuentes: fuentes.map(({ path, nombre, reading, manual }) => ({
      path,
      nombre,
      hash: reading.hash,
      ...reading.choice,
      manual,
      titulo: reading.titulo,
      columnaNombre: reading.columnaNombre,
      filas: reading.filas,
      otros: reading.otros,
      copiaNombre: null,
      copiaHash: null,
    })),
    politica: input.politica,
    since: input.since,
    tope: input.tope,
    filas: figures.filas,
    otros: figures.otros,
    distintos: figures.distintos,
    formatoInvalido: figures.formatoInvalido,
    consultasPlan: figures.consultasMaximo,
    peticionesPlan: figures.peticiones,
    askedBy,
    inicio: now,
    fin: null,
    estado: 'en curso',
    freno: null,
    consultasUsadas: 0,
    peticiones: 0,
    desdeCache: 0,
    cacheMasAntiguo: null,
    desdePadron: 0,
    activeMs: 0,
  };
}

/** What the entry `corrida-iniciada` says. A group may be called after a person, so its name is no clear text. */
export function startedEntry(run: RunRecord): { readonly [key: string]: AuditValue } {
  const { id, tipo, politica, tope, distintos, filas } = run;
  const figures = { corrida: id, tipo, politica, tope, distintos, filas };
  if (tipo === 'socios') return { ...figures, alcance: personal(run.nombre) };
  return {
    ...figures,
    archivo: run.nombre,
    fuentes: run.fuentes.map(({ nombre, hash, hoja, columna, filaEncabezado }) => ({
      archivo: nombre,
      hash,
      hoja,
      columna,
      filaEncabezado,
    })),
  };
}

/** The workbook's name; of several, the first and how many more. */
export function nameOfSources(fuentes: readonly NewSource[]): string {
  const names = [...new Map(fuentes.map((source) => [source.path, source.nombre])).values()];
  const [first = ''] = names;
  return names.length === 1 ? first : `${first} y ${String(names.length - 1)} más`;
}
