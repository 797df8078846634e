/** What the workbook part takes and gives. Rows count from 1 as Excel shows them; columns are letters. */
import type { RucFault, RucRepair } from './ruc.ts';
import type { Veredicto } from './verdict.ts';

/** Where the RUCs are. `filaEncabezado` is the last row of the header; 0: there is none. */
export interface ColumnChoice {
  hoja: string;
  columna: string;
  filaEncabezado: number;
  /** Letter of the column of names, as the candidate has it; absent: found by its header. */
  columnaNombre?: string;
}

/** One column that may hold the RUCs, with what makes it likely. */
export interface ColumnCandidate extends ColumnChoice {
  /** Header text, merged parents first: `PROVEEDOR › DOCUMENTO › NÚMERO`; empty where there is none. */
  titulo: string;
  oculta: boolean;
  /** Cells judged, cells left alone, distinct readings, and how many of these pass the check digit. */
  filas: number;
  otros: number;
  distintos: number;
  validos: number;
  /** One and the same RUC on every row (often the owner's own). */
  constante: boolean;
  /** Letters of the columns of names and of dates of issue that go with it; empty where none is recognised. */
  columnaNombre: string;
  columnaFecha: string;
  /** Format or program that the table comes from (`PLE 8.1`, `SIRE RCE`, `CONCAR`, `SAP`…); empty: not recognised. */
  origenReconocido: string;
  /** 0 to 1. */
  confianza: number;
  /** One Spanish sentence: why this column. */
  motivo: string;
}

export interface SheetInfo {
  nombre: string;
  oculta: boolean;
  /** Last row and column with a value. */
  filas: number;
  ultimaColumna: string;
  /** Every column with a value: its letter and header text (for the select of the window). */
  columnas: { letra: string; titulo: string }[];
}

/** What the file is, by its bytes: `csv` and `txt` are texts, `html` and `xml` what some programs call `.xls`. */
export type Formato = 'xlsx' | 'xlsm' | 'csv' | 'txt' | 'xls' | 'xlsb' | 'ods' | 'html' | 'xml';

/** What reading a workbook finds, before anything is chosen. */
export interface WorkbookReading {
  formato: Formato;
  /** The copy is the same file with our columns; false: a new `.xlsx` with its values, called a report. */
  enSitio: boolean;
  /** SHA-256 of the file's bytes, lower-case hex. */
  hash: string;
  bytes: number;
  hojas: SheetInfo[];
  /** Best first; empty where no column looks like one. */
  candidatas: ColumnCandidate[];
  /**
   * A column meant for RUCs which holds none: where it is given, it is the answer, and the candidates (one
   * number on every row, hidden sheets) are only to be offered.
   */
  columnaSinRuc: { hoja: string; columna: string; filaEncabezado: number; titulo: string } | null;
  /** `~$name.xlsx` stands beside it: it is open in Excel with edits that may not be saved. */
  abiertoEnExcel: boolean;
  firmado: boolean;
}

/** One distinct reading of the chosen column. */
export interface ColumnItem {
  /** The RUC, or the cleaned text of a cell that is none. */
  texto: string;
  valido: boolean;
  fault: RucFault | null;
  suggestion: string | null;
  repairs: RucRepair[];
  /** How many cells hold it, and the row of the first. */
  filas: number;
  primeraFila: number;
  /** The name beside its first cell, where a name column was recognised; else empty. */
  nombre: string;
  /** A warning about the cell (the type column says otherwise), or empty. */
  aviso: string;
}

/** The chosen column read whole. */
export interface ColumnReading {
  choice: ColumnChoice;
  titulo: string;
  /** As {@link ColumnCandidate} has them. */
  columnaNombre: string;
  columnaFecha: string;
  origenReconocido: string;
  hash: string;
  filas: number;
  otros: number;
  constante: boolean;
  /** In order of first appearance. */
  items: ColumnItem[];
  preview: Preview;
}

/** The first rows of the sheet around the header, for the window. */
export interface Preview {
  /** Letters shown, left to right; holds the chosen column. */
  columnas: string[];
  /** `juzgada`: the cell of the chosen column is judged (not `otros`). */
  filas: { fila: number; encabezado: boolean; juzgada: boolean; celdas: string[] }[];
}

/** One line of verdict for the annotated copy, keyed by {@link ColumnItem.texto}. */
export interface VerdictCells {
  texto: string;
  veredicto: Veredicto;
  razonSocial: string;
  estado: string;
  condicion: string;
  observacion: string;
  /** Words of `FUENTE`, as `fuenteWords` gives them. */
  fuente: string;
  /** UTC ms. */
  datoAl: number | null;
  consultadoEn: number | null;
  /** Words of `PADRONES`, as `markCodes` gives them; absent: it is on no register. */
  padrones?: string;
}

/** The result columns that a copy can have, by key. */
export const RESULT_KEYS = [
  'veredicto',
  'razonSocial',
  'estado',
  'condicion',
  'observacion',
  'fuente',
  'datoAl',
  'consultadoEn',
  'nombre',
  'padrones',
] as const;
export type ResultKey = (typeof RESULT_KEYS)[number];

/** What a copy holds beside the user's own: chosen in the settings. */
export interface OutputChoices {
  /** Result columns in their order; `veredicto` is always among them. */
  columnas: readonly ResultKey[];
  /** A last sheet `Habido` with counts, a chart, source, dates, hashes and what the verdicts mean. */
  hojaResumen: boolean;
  /** A sheet with only the rows whose verdict is not APTO. */
  hojaProblemas: boolean;
}

/** The eight columns of every copy, without further sheets. */
export const PLAIN_OUTPUT: OutputChoices = {
  columnas: RESULT_KEYS.filter((key) => key !== 'nombre' && key !== 'padrones'),
  hojaResumen: false,
  hojaProblemas: false,
};

/** What the summary sheet says of the run; instants UTC ms. */
export interface RunSummary {
  corrida: string;
  archivo: string;
  hash: string;
  inicio: number;
  fin: number | null;
  politica: string;
  consultasUsadas: number;
  peticiones: number;
  desdeCache: number;
  /** Verdicts that rest on the padrón, and on which editions: date (UTC ms) and SHA-256 of the file. */
  desdePadron: number;
  ediciones: readonly { fecha: number; sha256: string }[];
  conteo: Readonly<Record<Veredicto, number>>;
  version: string;
  /** The columns of the same workbook that were annotated before this one: the summary counts their rows too. */
  antes?: readonly ColumnRows[];
}

/** Rows of one annotated column. */
export interface ColumnRows {
  hoja: string;
  columna: string;
  /** By verdict; those hidden among them. */
  filas: Readonly<Record<Veredicto, number>>;
  filasOcultas: number;
  /** Cells left alone. */
  otros: number;
}

export interface AnnotateRequest {
  source: string;
  /** Refused with `archivo-cambio` where the source has another hash. */
  expectedHash: string;
  choice: ColumnChoice;
  /** Replaced atomically if it exists; never the source (`salida-es-origen`). */
  target: string;
  /** In chunks, so that a long list never stands twice in memory. */
  verdicts: Iterable<readonly VerdictCells[]>;
  /** Stands in the result headers in brackets, where a workbook gets several sets: `VEREDICTO (columna M)`. */
  etiqueta?: string;
  /** Absent: {@link PLAIN_OUTPUT}. */
  salida?: OutputChoices;
  /** For the summary sheet; needed where `salida.hojaResumen`. */
  resumen?: RunSummary;
}

export interface AnnotateResult {
  /** SHA-256 of the copy. */
  hash: string;
  /** Cells that got a verdict. */
  filas: number;
  /** Letters of the first and last result column. */
  columnas: { primera: string; ultima: string };
  /** Rows hidden by a filter that were annotated too. */
  filasOcultas: number;
  /** Cells by verdict, those of hidden rows among them. */
  porVeredicto: Readonly<Record<Veredicto, number>>;
  /** Spanish sentences about the copy (protected sheet, drawing passed by), possibly none. */
  avisos: string[];
}

/** A cell of a table to hand on: a text, a number, a day or an instant (UTC ms), or nothing. */
export type TableCell = string | number | { dia: number } | { instante: number } | null;

/** `ancho`: its width in characters. */
export interface TableColumn {
  titulo: string;
  ancho: number;
}

export interface TableRequest {
  target: string;
  /** Name of its one sheet. */
  hoja: string;
  columnas: readonly TableColumn[];
  /** In chunks, so that a long list never stands whole in memory. */
  filas: Iterable<readonly (readonly TableCell[])[]>;
}

/** Progress of one step, 0 to 1. */
export type WorkbookProgress = (progress: { fase: 'leer' | 'escribir' | 'revisar'; avance: number }) => void;

/** The worker seen from outside: every method runs in a worker thread, and rejects with HabidoError. */
export interface Workbooks {
  read(
    path: string,
    options?: { signal?: AbortSignal; onProgress?: WorkbookProgress },
  ): Promise<WorkbookReading>;
  /** `manual`: the user named the column, so every cell that is not empty is judged. `filaEncabezado: null`: found by Habido. */
  readColumn(
    path: string,
    choice: {
      hoja: string;
      columna: string;
      filaEncabezado: number | null;
      manual: boolean;
      columnaNombre?: string;
    },
    options?: { signal?: AbortSignal; onProgress?: WorkbookProgress },
  ): Promise<ColumnReading>;
  annotate(
    request: AnnotateRequest & { manual: boolean },
    options?: { signal?: AbortSignal; onProgress?: WorkbookProgress },
  ): Promise<AnnotateResult>;
  /** Writes a fresh workbook with summary and results; never one that came in. Answers its rows. */
  report(
    request: { target: string; resumen: RunSummary; verdicts: Iterable<readonly VerdictCells[]> },
    options?: { signal?: AbortSignal; onProgress?: WorkbookProgress },
  ): Promise<{ filas: number }>;
  /** Writes a fresh workbook with one table. Answers its rows. */
  table(
    request: TableRequest,
    options?: { signal?: AbortSignal; onProgress?: WorkbookProgress },
  ): Promise<{ filas: number }>;
  close(): Promise<void>;
}
