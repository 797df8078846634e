/** The rows of runs and their items, as the stores give and take them. Instants are UTC ms. */
import type { Politica } from '../../shared/contract.ts';
import type { RegisterMarks } from '../../shared/padron.ts';
import type { RucFault, RucRepair } from '../../shared/ruc.ts';
import type { Fuente, Veredicto } from '../../shared/verdict.ts';
import type { AskedBy } from './answer-store.ts';

/**
 * `pendiente`: to be asked. `omitido`: left out of its collection, to be asked singly. `listo`: decided.
 * `sin-respuesta`: has the verdict SIN RESPUESTA, and may be asked again.
 */
export type ItemState = 'pendiente' | 'omitido' | 'listo' | 'sin-respuesta';

/** As stored: `en curso` is true only while a live process holds the run's lock. */
export type StoredRunState = 'en curso' | 'terminada' | 'interrumpida' | 'cancelada';

/** What a run is over. */
export type RunKind = 'libro' | 'socios';

export interface RunRecord {
  /** UUIDv7. */
  id: string;
  /** `libro`: over a workbook. `socios`: a refresh of partners. */
  tipo: RunKind;
  /** The workbook's name; of several, a count in words; of a refresh, whom it asks about. */
  nombre: string;
  /** What it checks, one per column; at least one of a workbook, none of a refresh. */
  fuentes: RunSource[];
  politica: Politica;
  /** Answers obtained at or after this instant are fresh enough. */
  since: number;
  /** Ceiling of queries; null: none. */
  tope: number | null;
  filas: number;
  otros: number;
  distintos: number;
  formatoInvalido: number;
  consultasPlan: number;
  peticionesPlan: number;
  askedBy: AskedBy;
  inicio: number;
  fin: number | null;
  estado: StoredRunState;
  /** Code of the error that stopped it before its end. */
  freno: string | null;
  consultasUsadas: number;
  peticiones: number;
  desdeCache: number;
  cacheMasAntiguo: number | null;
  /** Verdicts that rest on the padrón. */
  desdePadron: number;
  /** Time worked, pauses left out. */
  activeMs: number;
}

/** One column of one workbook in a run. */
export interface RunSource {
  path: string;
  nombre: string;
  /** SHA-256 of the workbook, lower-case hex. */
  hash: string;
  hoja: string;
  columna: string;
  filaEncabezado: number;
  manual: boolean;
  /** Header text of the column, or empty. */
  titulo: string;
  /** Letter of the column whose names are compared, or empty. */
  columnaNombre: string;
  filas: number;
  otros: number;
  /** The annotated copy written last: its name and SHA-256. */
  copiaNombre: string | null;
  copiaHash: string | null;
}

/** What may change in a run after its creation. */
export type RunChanges = Partial<
  Pick<
    RunRecord,
    | 'filas'
    | 'distintos'
    | 'tope'
    | 'since'
    | 'politica'
    | 'consultasPlan'
    | 'peticionesPlan'
    | 'askedBy'
    | 'fin'
    | 'estado'
    | 'freno'
    | 'consultasUsadas'
    | 'peticiones'
    | 'desdeCache'
    | 'cacheMasAntiguo'
    | 'desdePadron'
    | 'activeMs'
  >
>;

/** One distinct reading of the column. `texto` is the RUC, or the cleaned text of a cell that is none. */
export interface NewItem {
  texto: string;
  valido: boolean;
  fault: RucFault | null;
  suggestion: string | null;
  repairs: readonly RucRepair[];
  filas: number;
  primeraFila: number;
  /** Place among the run's sources of the one where its first cell stands; absent: 0. */
  libro?: number;
  nombre: string;
  aviso: string;
}

export interface ItemVerdict {
  n: number;
  state: ItemState;
  veredicto: Veredicto;
  observacion: string;
  fuente: Fuente;
  origen: Fuente;
  razonSocial: string;
  estado: string;
  condicion: string;
  datoAl: number | null;
  consultadoEn: number | null;
  /** `n` of the stored answer it rests on. */
  answerN: number | null;
  /** `n` of the padrón's import it rests on. */
  padronImport: number | null;
  /** What the registers said of it; null: it is on none. */
  marcas: RegisterMarks | null;
}

/** An item as it stands. Verdict, `fuente` and `origen` are null while it waits. */
export interface RunItemRow {
  n: number;
  ruc: string;
  valido: boolean;
  fault: RucFault | null;
  suggestion: string | null;
  repairs: RucRepair[];
  /** Row of its first cell, and how many cells hold it. */
  fila: number;
  filas: number;
  /** Place among the run's sources of the one where its first cell stands. */
  libro: number;
  nombre: string;
  aviso: string;
  state: ItemState;
  veredicto: Veredicto | null;
  observacion: string;
  fuente: Fuente | null;
  origen: Fuente | null;
  razonSocial: string;
  estado: string;
  condicion: string;
  datoAl: number | null;
  consultadoEn: number | null;
  answerN: number | null;
  padronImport: number | null;
  marcas: RegisterMarks | null;
}

/** An edition of the padrón that verdicts of a run rest on. */
export interface UsedEdition {
  /** Its date, UTC ms. */
  fecha: number;
  /** SHA-256 of its file, lower-case hex. */
  sha256: string;
}

export interface RunCounts {
  /** Items per verdict, SIN RESPUESTA included. */
  conteo: Record<Veredicto, number>;
  pendientes: number;
  omitidos: number;
  /** Items with a verdict, SIN RESPUESTA included. */
  listos: number;
  /** Those of them that may be asked again. */
  sinRespuesta: number;
  /** All items stored. */
  total: number;
}
