/** Calls and events about partners, their refresh, their schedule and their changes; `contract.ts` joins them. */
import { z } from 'zod';
import {
  changeCourse,
  groupKey,
  partnerChange,
  partnerDetail,
  partnerKind,
  partnerRow,
  partnersAdded,
  partnerScope,
  partnerSummary,
  refreshEnd,
  refreshPlan,
  rucText,
} from './partner-views.ts';
import { schedule } from './schedule.ts';
import { columnLetter, corridaId, count, empty, handle, runSnapshot, savedCopy, veredicto } from './views.ts';

const searchText = z.string().max(200);
const note = z.string().max(1000);
const alias = z.string().max(200);
const groupName = z.string().trim().min(1).max(80);
const pageSize = z.number().int().min(1).max(500);

/** Fields that the table of partners sorts by. */
export const partnerSort = z.enum([
  'ruc',
  'razonSocial',
  'alias',
  'tipo',
  'veredicto',
  'estado',
  'condicion',
  'desde',
  'ultimaRespuesta',
  'ultimoIntento',
]);
export type PartnerSort = z.output<typeof partnerSort>;

/** Which partners the table shows. `grupo` null: all of them, `''`: those without a group. */
export const partnerQuery = z
  .object({
    texto: searchText,
    grupo: groupKey.nullable(),
    tipo: partnerKind.nullable(),
    filtro: z.union([veredicto, z.enum(['todos', 'revisar', 'vencidos', 'sin-confirmar', 'nunca'])]),
    orden: z.object({ campo: partnerSort, descendente: z.boolean() }).strict(),
  })
  .strict();
export type PartnerQuery = z.output<typeof partnerQuery>;

/** Which changes the time line shows. `dias` null: all of them. */
export const changeQuery = z
  .object({
    rumbo: z.union([changeCourse, z.literal('todos')]),
    grupo: groupKey.nullable(),
    dias: z.number().int().min(1).max(3650).nullable(),
    sinLeer: z.boolean(),
    /** Only those that this refresh or run noticed. */
    corrida: corridaId.nullable(),
    texto: searchText,
  })
  .strict();
export type ChangeQuery = z.output<typeof changeQuery>;

/** What every added partner gets; groups by name, made where they don't exist. */
const asAdded = { tipo: partnerKind, grupos: z.array(groupName).max(50) };

/** Calls; {@link partnerEvents} tells what they set going. */
export const partnerCalls = {
  'partners.summary': { input: empty, output: partnerSummary },
  'partners.rows': {
    input: partnerQuery.extend({ desde: count, cuantas: pageSize }).strict(),
    output: z.object({ total: count, filas: z.array(partnerRow) }),
  },
  /** How many partners of the query each group holds, for the table by groups; `''`: without a group. */
  'partners.sections': {
    input: partnerQuery.omit({ grupo: true, orden: true }).strict(),
    output: z.array(z.object({ grupo: groupKey, nombre: z.string(), socios: count })),
  },
  /** Null: it is not and never was a partner. */
  'partners.detail': { input: z.object({ ruc: rucText }).strict(), output: partnerDetail.nullable() },
  /** RUCs as typed or pasted: one, or many in any text. */
  'partners.add': {
    input: z.object({ texto: z.string().min(1).max(2_000_000), alias, ...asAdded }).strict(),
    output: partnersAdded,
  },
  /** Those of a workbook's column, as read for a plan; its name column gives no alias. */
  'partners.addFromBook': {
    input: z
      .object({
        archivo: handle,
        hoja: z.string().max(255),
        columna: columnLetter,
        filaEncabezado: count.nullable(),
        manual: z.boolean(),
        ...asAdded,
      })
      .strict(),
    output: partnersAdded,
  },
  /** The valid RUCs of a run. */
  'partners.addFromRun': {
    input: z.object({ corrida: corridaId, ...asAdded }).strict(),
    output: partnersAdded,
  },
  /** Absent fields stay as they are. */
  'partners.edit': {
    input: z
      .object({
        rucs: z.array(rucText).min(1).max(20_000),
        cambios: z
          .object({
            alias,
            tipo: partnerKind,
            nota: note,
            agregarGrupos: z.array(groupName).max(50),
            quitarGrupos: z.array(groupKey).max(50),
          })
          .partial()
          .strict(),
      })
      .strict(),
    output: empty,
  },
  /** Their history stays. */
  'partners.remove': {
    input: z.object({ rucs: z.array(rucText).min(1).max(20_000) }).strict(),
    output: z.object({ quitados: count }),
  },
  'partners.refreshPlan': {
    input: z.object({ alcance: partnerScope, tambienFrescos: z.boolean() }).strict(),
    output: refreshPlan,
  },
  /**
   * Starts a refresh and answers at once; `partners.progress` and `partners.refreshed` tell the rest. Pause and
   * cancel by `run.pause`, `run.continue`, `run.cancel`.
   */
  'partners.refresh': {
    input: z.object({ alcance: partnerScope, tambienFrescos: z.boolean(), tope: count.nullable() }).strict(),
    output: z.object({ corrida: corridaId }),
  },
  /** Takes up an interrupted refresh. */
  'partners.resume': {
    input: z.object({ corrida: corridaId }).strict(),
    output: z.object({ corrida: corridaId }),
  },
  /** "Consultar ahora": asks Migo for this one whatever is kept of it: a query. */
  'partners.ask': {
    input: z.object({ ruc: rucText }).strict(),
    output: z.object({ detalle: partnerDetail, sinRespuesta: z.string().nullable() }),
  },
  /** Makes a group or changes it; `clave` null: a new one. A new name keeps its partners. */
  'groups.save': {
    input: z
      .object({
        clave: groupKey.nullable(),
        nombre: groupName,
        empresa: rucText.nullable(),
        frescuraDias: z.number().int().min(1).max(365).nullable(),
        agenda: schedule.nullable(),
      })
      .strict(),
    output: z.object({ clave: groupKey }),
  },
  /** Its partners stay partners. */
  'groups.remove': { input: z.object({ clave: groupKey }).strict(), output: empty },
  /** Scheduled refreshes wait until the end of the day in Lima, or no longer. */
  'schedule.pause': { input: z.object({ hoy: z.boolean() }).strict(), output: empty },
  'changes.rows': {
    input: changeQuery.extend({ desde: count, cuantas: pageSize }).strict(),
    output: z.object({
      total: count,
      sinLeer: count,
      /** Of the query with any course. */
      conteo: z.object({ peor: count, mejor: count, otro: count }),
      filas: z.array(partnerChange),
    }),
  },
  /** `ids`: these; absent: all that the query finds. */
  'changes.mark': {
    input: z
      .object({
        consulta: changeQuery,
        ids: z.array(z.string().max(100)).max(20_000).optional(),
        leido: z.boolean(),
      })
      .strict(),
    output: z.object({ marcados: count }),
  },
  /** Asks where, writes a workbook. Null: the dialog was cancelled. */
  'changes.export': { input: changeQuery, output: savedCopy.nullable() },
} as const;

export const partnerEvents = {
  /** Figures changed: partners, groups, changes read, schedule, a refresh began or ended. */
  'partners.changed': partnerSummary,
  /** News of the refresh in course, a few a second. */
  'partners.progress': runSnapshot,
  'partners.refreshed': refreshEnd,
  /** The tray or a notification asks for a screen; `corrida`: changes of this refresh alone. */
  'app.show': z.object({
    pantalla: z.enum(['validar', 'socios', 'cambios']),
    corrida: corridaId.nullable(),
  }),
} as const;
