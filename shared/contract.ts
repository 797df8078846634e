/**
 * The IPC contract: one map of channel → input schema and output schema. The handlers' types, the bridge and
 * the renderer's client are all derived from it; no signature is written twice, and no channel exists without
 * a schema. Calls answer a {@link Result}; events go from main to the window.
 */
import { z } from 'zod';
import type { PlainError } from './errors.ts';
import { padronCalls, padronEvents } from './padron-calls.ts';
import { partnerCalls, partnerEvents } from './partner-calls.ts';
import { settings } from './settings.ts';
import {
  appState,
  columnLetter,
  columnOf,
  corridaId,
  count,
  empty,
  handle,
  openedFile,
  openedFiles,
  plainError,
  plan,
  politica,
  reading,
  runDetail,
  runRow,
  runSnapshot,
  savedCopy,
  sortField,
  tokenState,
  veredicto,
} from './views.ts';

export type * from './views.ts';
export type * from './padron-views.ts';
export type * from './partner-views.ts';
export type { ChangeQuery, PartnerQuery, PartnerSort } from './partner-calls.ts';
export type { HolidayEdits, Schedule, ScheduleDays } from './schedule.ts';
export type { Settings } from './settings.ts';
export { settings as settingsSchema } from './settings.ts';

/** What every call answers: never a rejection for a failure that a person can meet. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: PlainError };

/** Calls from the window; every one answers a {@link Result}. */
export const calls = {
  'app.state': { input: empty, output: appState },
  /** Asks for workbooks, or for a folder of them; where the system's dialog can offer both, it does. */
  'files.choose': {
    input: z.object({ carpeta: z.boolean() }).strict(),
    output: openedFiles.nullable(),
  },
  /** Only the bridge calls it, with the path of a dropped File that the window never sees. */
  'files.accept': { input: z.object({ path: z.string().min(1).max(32_768) }).strict(), output: openedFile },
  /** Likewise for several files, or a folder: its workbooks, names of Excel's lock files and others left out. */
  'files.acceptAll': {
    input: z.object({ paths: z.array(z.string().min(1).max(32_768)).min(1).max(500) }).strict(),
    output: openedFiles,
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
    /** `politica`: another than the run has had. */
    input: z.object({ corrida: corridaId, tope: count.nullable(), politica: politica.optional() }).strict(),
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
  /** Asks Migo again for the RUC of a row, whatever is kept of it: a query. The row's verdict stays the run's. */
  'run.askAgain': {
    input: z.object({ corrida: corridaId, n: count }).strict(),
    output: z.object({
      detalle: runDetail,
      /** Why there is no answer, or null where there is one. */
      sinRespuesta: z.string().nullable(),
    }),
  },
  /** Which workbooks of a run would come back as a report, told by their bytes as they are now. */
  'run.outputs': {
    input: z.object({ corrida: corridaId }).strict(),
    output: z.object({ libros: count, informes: z.array(z.string()) }),
  },
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
  /**
   * The run's RUCs without an answer as files for SUNAT's Consulta múltiple, in a folder that the user chooses.
   * Null: the dialog was cancelled. `copia`: the first of them, to be shown in its folder.
   */
  'sunat.prepare': {
    input: z.object({ corrida: corridaId }).strict(),
    output: z.object({ archivos: count, rucs: count, copia: handle }).nullable(),
  },
  /** Opens SUNAT's page in the browser. */
  'sunat.page': { input: empty, output: empty },
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
  ...padronCalls,
  ...partnerCalls,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

/** Events from main to the window. */
export const events = {
  'run.progress': runSnapshot,
  'job.progress': z.object({
    fase: z.enum(['leer', 'escribir', 'revisar']),
    avance: z.number().min(0).max(1),
  }),
  'app.changed': appState,
  /** Files given from outside (second start, file association). */
  'files.opened': openedFiles,
  /** A failure of a running job that no call is waiting for. */
  'app.failure': plainError,
  ...padronEvents,
  ...partnerEvents,
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
