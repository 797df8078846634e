/** What crosses between main and the window, schema by schema; `contract.ts` says by which channel. */
import { z } from 'zod';
import { ERRORS, type ErrorCode } from './errors.ts';
import { settings } from './settings.ts';
import { FUENTES, VEREDICTOS } from './verdict.ts';

const errorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]);
export const plainError = z.object({ code: errorCode, message: z.string() });

export const handle = z.string().regex(/^[a-z]+-[0-9a-f-]{36}$/);
export const corridaId = z.uuid();
export const veredicto = z.enum(VEREDICTOS);
export const fuente = z.enum(FUENTES);
export const instant = z.number().int();
export const count = z.number().int().nonnegative();
export const empty = z.object({}).strict();
export const columnLetter = z.string().regex(/^[A-Z]{1,3}$/);

export const politica = z.enum(['vivo', 'padron-primero', 'local']);
export type Politica = z.output<typeof politica>;

/** An answer file of SUNAT's Consulta múltiple that was dropped. `fallo`: it could not be read. */
export const answerFile = z.object({
  nombre: z.string(),
  /** RUCs that it answers for. */
  rucs: count,
  /** Lines that are no answer. */
  omitidas: count,
  /** It had been read before: nothing was added. */
  repetido: z.boolean(),
  fallo: plainError.nullable(),
});
export type AnswerFileView = z.output<typeof answerFile>;

/** An opened file: the window holds the handle, only main knows the path. */
export const openedFile = z.object({ archivo: handle, nombre: z.string() });

/**
 * Files given together. `omitidos`: names of those that are no workbooks. `respuestas`: answer files of SUNAT,
 * already read and stored.
 */
export const openedFiles = z.object({
  archivos: z.array(openedFile),
  omitidos: z.array(z.string()),
  respuestas: z.array(answerFile),
});

const candidate = z.object({
  hoja: z.string(),
  columna: columnLetter,
  filaEncabezado: count,
  titulo: z.string(),
  oculta: z.boolean(),
  filas: count,
  otros: count,
  distintos: count,
  validos: count,
  constante: z.boolean(),
  columnaNombre: z.string(),
  columnaFecha: z.string(),
  origenReconocido: z.string(),
  confianza: z.number(),
  motivo: z.string(),
});

export const reading = z.object({
  nombre: z.string(),
  /** Told by its bytes: the copy is the same file with our columns; false: a new `.xlsx`, called a report. */
  enSitio: z.boolean(),
  hojas: z.array(
    z.object({
      nombre: z.string(),
      oculta: z.boolean(),
      filas: count,
      ultimaColumna: z.string(),
      columnas: z.array(z.object({ letra: columnLetter, titulo: z.string() })),
    }),
  ),
  candidatas: z.array(candidate),
  /** Spanish sentence where no column can be proposed; the user may choose one. */
  sinColumna: z.string().nullable(),
  /** What the user chose in a workbook of the same shape, where it differs from the first proposal. */
  recordada: z
    .object({
      hoja: z.string(),
      columna: columnLetter,
      filaEncabezado: count.nullable(),
      manual: z.boolean(),
    })
    .nullable()
    .optional(),
  avisos: z.array(z.string()),
});

const preview = z.object({
  columnas: z.array(columnLetter),
  filas: z.array(
    z.object({ fila: count, encabezado: z.boolean(), juzgada: z.boolean(), celdas: z.array(z.string()) }),
  ),
});

export const columnOf = z
  .object({
    archivo: handle,
    hoja: z.string().max(255),
    columna: columnLetter,
    filaEncabezado: count.nullable(),
    manual: z.boolean(),
  })
  .strict();

/** What one way of checking would ask for; money in soles as decimal text, null where no price is set. */
const planOption = z.object({
  politica,
  consultasMinimo: count,
  consultasMaximo: count,
  peticiones: count,
  enCache: count,
  enPadron: count,
  costo: z.string().nullable(),
  tiempoMinMs: count,
  tiempoMaxMs: count,
  /** Why it can't be taken (no token), or null. */
  impedimento: z.string().nullable(),
});

/** One column that a run checks, of one workbook. */
const planSource = z.object({
  nombre: z.string(),
  hoja: z.string(),
  columna: columnLetter,
  titulo: z.string(),
  filas: count,
  otros: count,
  distintos: count,
});

export const plan = z.object({
  plan: handle,
  /** The workbook's name; of several, the first and how many more. */
  nombre: z.string(),
  /** All columns that the run would check; the fields below are those of the first, figures those of all. */
  fuentes: z.array(planSource),
  hoja: z.string(),
  columna: columnLetter,
  filaEncabezado: count,
  titulo: z.string(),
  motivo: z.string(),
  filas: count,
  otros: count,
  distintos: count,
  formatoInvalido: count,
  /** One RUC on more than a handful of rows and no other column: the user must confirm. */
  confirmarConstante: z.boolean(),
  frescuraMs: count,
  precio: z.string().nullable(),
  /** The edition of the padrón in use; null: none. */
  padron: z.object({ fecha: instant, antiguo: z.boolean() }).nullable(),
  opciones: z.array(planOption),
  preview,
  alternativas: z.array(candidate),
});

const runState = z.enum(['en curso', 'en pausa', 'terminada', 'interrumpida', 'cancelada']);

const counts = z.record(veredicto, count);

/** The state of the connection, in words for the window. `until` UTC ms. */
const health = z.object({
  tipo: z.enum(['bien', 'lento', 'espera', 'prueba']),
  hasta: instant.nullable(),
  porMinuto: count.nullable(),
  motivo: z.string().nullable(),
});

export const runSnapshot = z.object({
  corrida: corridaId,
  /** `socios`: a refresh of partners, which has no workbook. */
  tipo: z.enum(['libro', 'socios']),
  nombre: z.string(),
  estado: runState,
  politica,
  inicio: instant,
  fin: instant.nullable(),
  filas: count,
  distintos: count,
  listos: count,
  /** Distinct RUCs waiting to be asked one by one because their collection left them out. */
  porRepreguntar: count,
  /** RUCs in requests that have not been answered yet. */
  enVuelo: count,
  conteo: counts,
  /** What the last request added per verdict. */
  ultimo: counts,
  consultasPlan: count,
  consultasUsadas: count,
  peticiones: count,
  peticionesPlan: count,
  desdeCache: count,
  /** The oldest reused answer, UTC ms. */
  cacheMasAntiguo: instant.nullable(),
  /** Verdicts that rest on the padrón. */
  desdePadron: count,
  tope: count.nullable(),
  costo: z.string().nullable(),
  costoPlan: z.string().nullable(),
  /** Milliseconds of work so far (pauses left out) and expected still; null while unknown. */
  duracionMs: count,
  restanMs: count.nullable(),
  porMinuto: count,
  salud: health,
  /** Why the run stopped before its end, or null. */
  freno: plainError.nullable(),
  puedeRetomar: z.boolean(),
  /** The name under which the copy was saved last, or null. */
  copia: z.string().nullable(),
});

export const runRow = z.object({
  n: count,
  /** Name of the workbook (and its column) where its first cell stands; empty where the run has only one. */
  libro: z.string(),
  fila: count,
  filas: count,
  ruc: z.string(),
  /** Null while it waits for its answer. */
  veredicto: veredicto.nullable(),
  razonSocial: z.string(),
  estado: z.string(),
  condicion: z.string(),
  observacion: z.string(),
  /** How the workbook's name compares: `coincide`, `parecido 0.86`, `distinto`; empty where either is missing. */
  nombre: z.string(),
  fuente: fuente.nullable(),
  origen: fuente.nullable(),
  datoAl: instant.nullable(),
  consultadoEn: instant.nullable(),
});

/** What became known of a RUC after its run had its verdict; the run's own record stays as it is. */
const laterAnswer = z.object({
  veredicto,
  razonSocial: z.string(),
  estado: z.string(),
  condicion: z.string(),
  observacion: z.string(),
  datoAl: instant.nullable(),
  consultadoEn: instant,
});

export const runDetail = runRow.extend({
  nombreEnLibro: z.string(),
  textoOriginal: z.string(),
  direccion: z.string(),
  distrito: z.string(),
  provincia: z.string(),
  departamento: z.string(),
  ubigeo: z.string(),
  /** One sentence for each register where the run found it, SSCO aside (that is the observación). */
  padrones: z.array(z.string()),
  /** Every state seen of this RUC, newest first: one entry per change. */
  historia: z.array(
    z.object({ estado: z.string(), condicion: z.string(), desde: instant, hasta: instant.nullable() }),
  ),
  /** The newest answer, where it came after the one that the verdict rests on. */
  posterior: laterAnswer.nullable(),
});

export const sortField = z.enum(['fila', 'veredicto', 'ruc', 'razonSocial', 'estado', 'condicion', 'fuente']);

export const tokenState = z.object({
  tiene: z.boolean(),
  ultimos4: z.string().nullable(),
  desde: z.enum(['entorno', 'llavero', 'memoria']).nullable(),
});

export const appState = z.object({
  version: z.string(),
  plataforma: z.string(),
  demo: z.boolean(),
  token: tokenState,
  /** Whether this computer keeps secrets; false: the token lives in memory. */
  llavero: z.boolean(),
  ajustes: settings,
  /** Settings ruled by an environment variable: shown, not editable. */
  fijados: z.array(z.string()),
  salud: health,
});

/** The copy written; of several, the first one, and how many there are. */
export const savedCopy = z.object({
  copia: handle,
  nombre: z.string(),
  copias: count,
  filas: count,
  avisos: z.array(z.string()),
});

export type AppState = z.output<typeof appState>;
export type Reading = z.output<typeof reading>;
export type Candidate = z.output<typeof candidate>;
export type Plan = z.output<typeof plan>;
export type PlanOption = z.output<typeof planOption>;
export type RunSnapshot = z.output<typeof runSnapshot>;
export type RunState = z.output<typeof runState>;
export type RunRow = z.output<typeof runRow>;
export type RunDetail = z.output<typeof runDetail>;
export type LaterAnswer = z.output<typeof laterAnswer>;
export type SortField = z.output<typeof sortField>;
export type TokenState = z.output<typeof tokenState>;
export type HealthView = z.output<typeof health>;
export type SavedCopy = z.output<typeof savedCopy>;
