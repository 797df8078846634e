/** The tables of runs and their items: rows and the reading of them. */
import type { Politica } from '../../shared/contract.ts';
import type { RegisterMarks } from '../../shared/padron.ts';
import type { RucFault, RucRepair } from '../../shared/ruc.ts';
import type { Fuente, Veredicto } from '../../shared/verdict.ts';
import type { AskedBy } from './answer-types.ts';
import type {
  ItemState,
  RunChanges,
  RunItemRow,
  RunKind,
  RunRecord,
  RunSource,
  StoredRunState,
} from './run-types.ts';

/** Field of {@link RunRecord} → column of `runs`; its sources have a table of their own. */
export const RUN_COLUMNS = {
  id: 'id',
  tipo: 'tipo',
  nombre: 'nombre',
  politica: 'politica',
  since: 'since',
  tope: 'tope',
  filas: 'filas',
  otros: 'otros',
  distintos: 'distintos',
  formatoInvalido: 'formato_invalido',
  consultasPlan: 'consultas_plan',
  peticionesPlan: 'peticiones_plan',
  askedBy: 'asked_by',
  inicio: 'inicio',
  fin: 'fin',
  estado: 'estado',
  freno: 'freno',
  consultasUsadas: 'consultas_usadas',
  peticiones: 'peticiones',
  desdeCache: 'desde_cache',
  cacheMasAntiguo: 'cache_mas_antiguo',
  desdePadron: 'desde_padron',
  activeMs: 'active_ms',
} as const satisfies Record<Exclude<keyof RunRecord, 'fuentes'>, string>;

/** What may change after the creation, at run time too. */
export const CHANGEABLE: readonly (keyof RunChanges)[] = [
  'filas',
  'distintos',
  'tope',
  'since',
  'politica',
  'consultasPlan',
  'peticionesPlan',
  'askedBy',
  'fin',
  'estado',
  'freno',
  'consultasUsadas',
  'peticiones',
  'desdeCache',
  'cacheMasAntiguo',
  'desdePadron',
  'activeMs',
];

export interface RunRow {
  n: number;
  id: string;
  tipo: RunKind;
  nombre: string;
  politica: Politica;
  since: number;
  tope: number | null;
  filas: number;
  otros: number;
  distintos: number;
  formato_invalido: number;
  consultas_plan: number;
  peticiones_plan: number;
  asked_by: AskedBy;
  inicio: number;
  fin: number | null;
  estado: StoredRunState;
  freno: string | null;
  consultas_usadas: number;
  peticiones: number;
  desde_cache: number;
  cache_mas_antiguo: number | null;
  desde_padron: number;
  active_ms: number;
}

export function hydrateRun(row: RunRow, fuentes: RunSource[]): RunRecord {
  return {
    fuentes,
    id: row.id,
    tipo: row.tipo,
    nombre: row.nombre,
    politica: row.politica,
    since: row.since,
    tope: row.tope,
    filas: row.filas,
    otros: row.otros,
    distintos: row.distintos,
    formatoInvalido: row.formato_invalido,
    consultasPlan: row.consultas_plan,
    peticionesPlan: row.peticiones_plan,
    askedBy: row.asked_by,
    inicio: row.inicio,
    fin: row.fin,
    estado: row.estado,
    freno: row.freno,
    consultasUsadas: row.consultas_usadas,
    peticiones: row.peticiones,
    desdeCache: row.desde_cache,
    cacheMasAntiguo: row.cache_mas_antiguo,
    desdePadron: row.desde_padron,
    activeMs: row.active_ms,
  };
}

export interface ItemRow {
  n: number;
  ruc: string;
  state: ItemState;
  valido: 0 | 1;
  fault: RucFault | null;
  suggestion: string | null;
  repairs: string;
  fila: number;
  filas: number;
  libro: number;
  nombre: string;
  aviso: string;
  veredicto: Veredicto | null;
  observacion: string;
  fuente: Fuente | null;
  origen: Fuente | null;
  razon_social: string;
  estado: string;
  condicion: string;
  dato_al: number | null;
  consultado_en: number | null;
  answer_n: number | null;
  padron_import: number | null;
  /** JSON of {@link RegisterMarks}; empty: on no register. */
  marcas: string;
}

export const ITEM_COLUMNS = `n, ruc, state, valido, fault, suggestion, repairs, fila, filas, libro, nombre, aviso, veredicto,
  observacion, fuente, origen, razon_social, estado, condicion, dato_al, consultado_en, answer_n, padron_import,
  marcas`;

export function hydrateItem(row: ItemRow): RunItemRow {
  return {
    n: row.n,
    ruc: row.ruc,
    valido: row.valido === 1,
    fault: row.fault,
    suggestion: row.suggestion,
    repairs: JSON.parse(row.repairs) as RucRepair[],
    fila: row.fila,
    filas: row.filas,
    libro: row.libro,
    nombre: row.nombre,
    aviso: row.aviso,
    state: row.state,
    veredicto: row.veredicto,
    observacion: row.observacion,
    fuente: row.fuente,
    origen: row.origen,
    razonSocial: row.razon_social,
    estado: row.estado,
    condicion: row.condicion,
    datoAl: row.dato_al,
    consultadoEn: row.consultado_en,
    answerN: row.answer_n,
    padronImport: row.padron_import,
    marcas: row.marcas === '' ? null : (JSON.parse(row.marcas) as RegisterMarks),
  };
}

export interface SourceRow {
  path: string;
  nombre: string;
  hash: string;
  hoja: string;
  columna: string;
  fila_encabezado: number;
  manual: 0 | 1;
  titulo: string;
  columna_nombre: string;
  filas: number;
  otros: number;
  copia_nombre: string | null;
  copia_hash: string | null;
}

export function hydrateSource(row: SourceRow): RunSource {
  return {
    path: row.path,
    nombre: row.nombre,
    hash: row.hash,
    hoja: row.hoja,
    columna: row.columna,
    filaEncabezado: row.fila_encabezado,
    manual: row.manual === 1,
    titulo: row.titulo,
    columnaNombre: row.columna_nombre,
    filas: row.filas,
    otros: row.otros,
    copiaNombre: row.copia_nombre,
    copiaHash: row.copia_hash,
  };
}
