/**
 * The IPC contract: one map of channel → input schema and output schema. The handlers' types, the bridge and
 * the renderer's client are all derived from it; no signature is written twice, and no channel exists without
 * a schema. Calls answer a {@link Result}; events go from main to the window.
 */
import { z } from 'zod';
import { ERRORS, type ErrorCode, type PlainError } from './errors.ts';
import { FUENTES, VEREDICTOS } from './verdict.ts';
import { RESULT_KEYS } from './workbook.ts';

/** What every call answers: never a rejection for a failure that a person can meet. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: PlainError };

const errorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]);
const plainError = z.object({ code: errorCode, message: z.string() });

const handle = z.string().regex(/^[a-z]+-[0-9a-f-]{36}$/);
const corridaId = z.uuid();
const veredicto = z.enum(VEREDICTOS);
const fuente = z.enum(FUENTES);
const instant = z.number().int();
const count = z.number().int().nonnegative();
const empty = z.object({}).strict();
const columnLetter = z.string().regex(/^[A-Z]{1,3}$/);

export const politica = z.enum(['vivo', 'padron-primero', 'local']);
export type Politica = z.output<typeof politica>;

/** An opened file: the window holds the handle, only main knows the path. */
const openedFile = z.object({ archivo: handle, nombre: z.string() });

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
  confianza: z.number(),
  motivo: z.string(),
});

const reading = z.object({
  nombre: z.string(),
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
  avisos: z.array(z.string()),
});

const preview = z.object({
  columnas: z.array(columnLetter),
  filas: z.array(
    z.object({ fila: count, encabezado: z.boolean(), juzgada: z.boolean(), celdas: z.array(z.string()) }),
  ),
});

const columnOf = z
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

const plan = z.object({
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

const runSnapshot = z.object({
  corrida: corridaId,
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

const runRow = z.object({
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

const runDetail = runRow.extend({
  nombreEnLibro: z.string(),
  textoOriginal: z.string(),
  direccion: z.string(),
  distrito: z.string(),
  provincia: z.string(),
  departamento: z.string(),
  ubigeo: z.string(),
  /** Every state seen of this RUC, newest first: one entry per change. */
  historia: z.array(
    z.object({ estado: z.string(), condicion: z.string(), desde: instant, hasta: instant.nullable() }),
  ),
});

const sortField = z.enum(['fila', 'veredicto', 'ruc', 'razonSocial', 'estado', 'condicion', 'fuente']);

const tokenState = z.object({
  tiene: z.boolean(),
  ultimos4: z.string().nullable(),
  desde: z.enum(['entorno', 'llavero', 'memoria']).nullable(),
});

const settings = z.object({
  direccion: z.string(),
  porMinuto: z.number().int().min(1).max(1000),
  concurrencia: z.number().int().min(1).max(16),
  frescuraHoras: z.number().int().min(0).max(8760),
  tope: z.number().int().min(1).max(10_000_000).nullable(),
  /** Soles per query, decimal text; null where unknown. */
  precio: z
    .string()
    .regex(/^\d{1,4}(\.\d{1,4})?$/)
    .nullable(),
  tema: z.enum(['sistema', 'claro', 'oscuro']),
  /** Result columns of a copy, in their order. */
  columnas: z
    .array(z.enum(RESULT_KEYS))
    .min(1)
    .refine(
      (keys) => new Set(keys).size === keys.length && keys.includes('veredicto'),
      'con VEREDICTO y sin repetir',
    ),
  /** Whether a copy ends with the sheet `Habido`. */
  hojaResumen: z.boolean(),
  /** Whether a copy has a sheet with only the rows to review. */
  hojaProblemas: z.boolean(),
});
export type Settings = z.output<typeof settings>;
export const settingsSchema = settings;

const appState = z.object({
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
const savedCopy = z.object({
  copia: handle,
  nombre: z.string(),
  copias: count,
  filas: count,
  avisos: z.array(z.string()),
});

/** Calls from the window; every one answers a {@link Result}. */
export const calls = {
  'app.state': { input: empty, output: appState },
  'files.choose': { input: empty, output: openedFile.nullable() },
  /** Only the bridge calls it, with the path of a dropped File that the window never sees. */
  'files.accept': { input: z.object({ path: z.string().min(1).max(32_768) }).strict(), output: openedFile },
  /** Likewise for several files, or a folder: its workbooks, names of Excel's lock files and others left out. */
  'files.acceptAll': {
    input: z.object({ paths: z.array(z.string().min(1).max(32_768)).min(1).max(500) }).strict(),
    output: z.object({ archivos: z.array(openedFile), omitidos: z.array(z.string()) }),
  },
  'files.sample': { input: empty, output: openedFile },
  'workbook.read': { input: z.object({ archivo: handle }).strict(), output: reading },
  'plan.make': {
    input: z
      .object({
        archivo: handle,
        hoja: z.string().max(255),
        columna: columnLetter,
        filaEncabezado: count.nullable(),
        frescuraMs: count,
        manual: z.boolean(),
        /** Further columns to check in the same run, of this workbook or of others. */
        otras: z.array(columnOf).max(500).optional(),
      })
      .strict(),
    output: plan,
  },
  'run.start': {
    input: z.object({ plan: handle, politica, tope: count.nullable(), confirmado: z.boolean() }).strict(),
    output: z.object({ corrida: corridaId }),
  },
  'run.pause': { input: z.object({ corrida: corridaId }).strict(), output: empty },
  'run.continue': { input: z.object({ corrida: corridaId }).strict(), output: empty },
  'run.cancel': { input: z.object({ corrida: corridaId }).strict(), output: empty },
  /** Takes up an interrupted, cancelled or stopped run; its workbook must be where it was, unchanged. */
  'run.resume': {
    input: z.object({ corrida: corridaId, tope: count.nullable() }).strict(),
    output: z.object({ corrida: corridaId }),
  },
  'run.list': { input: empty, output: z.array(runSnapshot) },
  'run.snapshot': { input: z.object({ corrida: corridaId }).strict(), output: runSnapshot },
  'run.rows': {
    input: z
      .object({
        corrida: corridaId,
        filtro: z.union([veredicto, z.enum(['todos', 'revisar', 'pendientes'])]),
        texto: z.string().max(200),
        orden: z.object({ campo: sortField, descendente: z.boolean() }).strict(),
        desde: count,
        cuantas: z.number().int().min(1).max(500),
      })
      .strict(),
    output: z.object({ total: count, filas: z.array(runRow) }),
  },
  'run.detail': { input: z.object({ corrida: corridaId, n: count }).strict(), output: runDetail },
  /** Asks where, writes the annotated copy, checks it. Null: the dialog was cancelled. */
  'run.save': { input: z.object({ corrida: corridaId }).strict(), output: savedCopy.nullable() },
  /** A report of its own, to hand on: a fresh workbook, or a PDF. Null: the dialog was cancelled. */
  'run.report': {
    input: z.object({ corrida: corridaId, formato: z.enum(['xlsx', 'pdf']) }).strict(),
    output: savedCopy.nullable(),
  },
  /** Rows as text for the clipboard, tab-separated with a header, by the grid's own filter and order. */
  'run.copy': {
    input: z
      .object({
        corrida: corridaId,
        filtro: z.union([veredicto, z.enum(['todos', 'revisar', 'pendientes'])]),
        texto: z.string().max(200),
        orden: z.object({ campo: sortField, descendente: z.boolean() }).strict(),
      })
      .strict(),
    output: z.object({ filas: count }),
  },
  /** What the clipboard holds, as a workbook to plan: RUCs pasted from anywhere. */
  'files.paste': { input: empty, output: openedFile },
  'copy.open': { input: z.object({ copia: handle }).strict(), output: empty },
  'copy.show': { input: z.object({ copia: handle }).strict(), output: empty },
  /** Cancels the reading or writing in course, where there is one. */
  'job.cancel': { input: empty, output: empty },
  'settings.save': { input: settings.partial().strict(), output: settings },
  'token.save': { input: z.object({ token: z.string().min(8).max(500) }).strict(), output: tokenState },
  'token.remove': { input: empty, output: tokenState },
  /** Asks the account endpoint with the stored token. */
  'token.test': {
    input: empty,
    output: z.object({ respuesta: z.array(z.object({ clave: z.string(), valor: z.string() })) }),
  },
  'demo.set': { input: z.object({ activo: z.boolean() }).strict(), output: empty },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

/** Events from main to the window. */
export const events = {
  'run.progress': runSnapshot,
  'job.progress': z.object({
    fase: z.enum(['leer', 'escribir', 'revisar']),
    avance: z.number().min(0).max(1),
  }),
  'app.changed': appState,
  /** A file given from outside (second start, file association). */
  'files.opened': openedFile,
  /** A failure of a running job that no call is waiting for. */
  'app.failure': plainError,
} as const satisfies Record<string, z.ZodType>;

export type CallName = keyof typeof calls;
export type EventName = keyof typeof events;
export type CallInput<N extends CallName> = z.output<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;

/** Calls that carry paths: only the bridge makes them, from File objects that the user dropped. */
type BridgeOnly = 'files.accept' | 'files.acceptAll';

/** What the preload puts at `window.habido`. */
export interface Bridge {
  call<N extends Exclude<CallName, BridgeOnly>>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>;
  /** Hands a dropped File over; its path goes from the preload to main, past the window. */
  acceptFile(file: File): Promise<Result<CallOutput<'files.accept'>>>;
  /** Likewise for several, or for a folder. */
  acceptFiles(files: readonly File[]): Promise<Result<CallOutput<'files.acceptAll'>>>;
  /** Listens; answers the way to stop. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}

export type AppState = z.output<typeof appState>;
export type Reading = z.output<typeof reading>;
export type Candidate = z.output<typeof candidate>;
export type Plan = z.output<typeof plan>;
export type PlanOption = z.output<typeof planOption>;
export type RunSnapshot = z.output<typeof runSnapshot>;
export type RunState = z.output<typeof runState>;
export type RunRow = z.output<typeof runRow>;
export type RunDetail = z.output<typeof runDetail>;
export type SortField = z.output<typeof sortField>;
export type TokenState = z.output<typeof tokenState>;
export type HealthView = z.output<typeof health>;
export type SavedCopy = z.output<typeof savedCopy>;
