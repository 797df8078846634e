/** What crosses between main and the window about partners ("socios") and their changes. Instants are UTC ms. */
import { z } from 'zod';
import { schedule } from './schedule.ts';
import { corridaId, count, fuente, instant, plainError, runSnapshot, veredicto } from './views.ts';

/** What a partner is to the firm. */
export const PARTNER_KINDS = ['proveedor', 'cliente', 'ambos'] as const;
export const partnerKind = z.enum(PARTNER_KINDS);
export type PartnerKind = z.output<typeof partnerKind>;

/** The normalised name of a group; `''` is the section of those without a group. */
export const groupKey = z.string().max(80);

export const rucText = z.string().regex(/^\d{11}$/);

/** A group: a free tag, or one of the firm's own client companies (then with its RUC). */
export const partnerGroup = z.object({
  clave: groupKey,
  nombre: z.string(),
  /** RUC of the client company that the group stands for; null: a tag. */
  empresa: z.string().nullable(),
  /** Days that an answer counts as fresh for its partners; null: as the setting says. */
  frescuraDias: count.nullable(),
  /** Its own schedule; null: it goes with all. */
  agenda: schedule.nullable(),
  socios: count,
  vencidos: count,
});

/** How the last attempt to ask about a partner ended. `motivo`: Spanish words; empty where it was answered. */
export const lastAttempt = z.object({ en: instant, respondido: z.boolean(), motivo: z.string() });

export const partnerRow = z.object({
  ruc: rucText,
  razonSocial: z.string(),
  alias: z.string(),
  tipo: partnerKind,
  /** Keys of its groups, sorted. */
  grupos: z.array(groupKey),
  nota: z.string(),
  /** Null: nothing is known of it. By the padrón or the SSCO list also where it never answered. */
  veredicto: veredicto.nullable(),
  estado: z.string(),
  condicion: z.string(),
  /** Since when its state is as it is, as far as Habido has seen it. */
  desde: instant.nullable(),
  /** The last answer that said something of it, Migo's or SUNAT's; failures and the padrón don't count. */
  ultimaRespuesta: instant.nullable(),
  /** Whether that is longer ago than its freshness. */
  vencido: z.boolean(),
  /** Since when it has not been confirmed, where that is longer than the setting allows; else null. */
  sinConfirmarDesde: instant.nullable(),
  ultimoIntento: lastAttempt.nullable(),
});

/** What a change was of; `ssco`: it went on or off SUNAT's list of subjects without operating capacity. */
export const CHANGE_FIELDS = ['estado', 'condicion', 'razonSocial', 'direccion', 'ssco', 'existe'] as const;
export const changeField = z.enum(CHANGE_FIELDS);
export type ChangeField = z.output<typeof changeField>;

/** Worse, better, or neither: by the verdicts before and after. */
export const changeCourse = z.enum(['peor', 'mejor', 'otro']);
export type ChangeCourse = z.output<typeof changeCourse>;

export const partnerChange = z.object({
  /** Stable: made of the observation and the field. */
  id: z.string().max(100),
  ruc: rucText,
  razonSocial: z.string(),
  alias: z.string(),
  grupos: z.array(groupKey),
  campo: changeField,
  /** SUNAT's texts; of `existe` EXISTE or NO EXISTE, of `ssco` FIGURA or NO FIGURA. */
  de: z.string(),
  a: z.string(),
  veredictoDe: veredicto.nullable(),
  veredictoA: veredicto.nullable(),
  rumbo: changeCourse,
  notadoEn: instant,
  fuente,
  /** Date of the knowledge, where the source gave one. */
  datoAl: instant.nullable(),
  /** The refresh or run that noticed it; null: a look-up, or the padrón. */
  corrida: corridaId.nullable(),
  leido: z.boolean(),
  /** What the change means for invoices of this year, where it concerns them; else empty. */
  plazo: z.string(),
});

export const partnerDetail = partnerRow.extend({
  activo: z.boolean(),
  observacion: z.string(),
  direccion: z.string(),
  ubigeo: z.string(),
  distrito: z.string(),
  provincia: z.string(),
  departamento: z.string(),
  datoAl: instant.nullable(),
  fuente: fuente.nullable(),
  /** The date by which this year's invoices can still be saved, in a sentence worded as risk; else empty. */
  plazo: z.string(),
  /** Every state with from and to, newest first; `hasta` null: still so. */
  tramos: z.array(
    z.object({
      veredicto,
      estado: z.string(),
      condicion: z.string(),
      fuente,
      desde: instant,
      hasta: instant.nullable(),
    }),
  ),
  /** Runs over workbooks that it was in, newest first, at most 50. */
  corridas: z.array(z.object({ corrida: corridaId, nombre: z.string(), inicio: instant, filas: count })),
  cambios: z.array(partnerChange),
  /** One sentence for each register where it is found, SSCO aside. */
  padrones: z.array(z.string()),
});

/** Which partners: all, a group, or these. */
export const partnerScope = z.discriminatedUnion('tipo', [
  z.object({ tipo: z.literal('todos') }).strict(),
  z.object({ tipo: z.literal('grupo'), grupo: groupKey }).strict(),
  z.object({ tipo: z.literal('rucs'), rucs: z.array(rucText).min(1).max(20_000) }).strict(),
]);
export type PartnerScope = z.output<typeof partnerScope>;

/** How a refresh ended, for the screen, the tray and the command line. */
export const refreshEnd = z.object({
  corrida: corridaId,
  fin: instant,
  estado: z.enum(['terminada', 'interrumpida', 'cancelada']),
  /** Partners that were to be asked, those that answered, those that did not. */
  socios: count,
  respondidos: count,
  sinRespuesta: count,
  cambios: count,
  peores: count,
  freno: plainError.nullable(),
});
export type RefreshEnd = z.output<typeof refreshEnd>;

/** What the schedule does next. */
export const scheduleState = z.object({
  /** The next scheduled refresh, and of which group ('' : all); null: none. */
  proximo: z.object({ en: instant, grupo: groupKey, nombre: z.string() }).nullable(),
  /** Paused until then; null: not. */
  enPausaHasta: instant.nullable(),
  /** Why the last one was put off, in a sentence ("Sin conexión: …"); null: it was not. */
  aplazado: z.string().nullable(),
});
export type ScheduleState = z.output<typeof scheduleState>;

/** The figures of the whole, for the head of Socios, the navigation and the tray. */
export const partnerSummary = z.object({
  socios: count,
  porRevisar: count,
  vencidos: count,
  sinConfirmar: count,
  cambiosSinLeer: count,
  /** NO HABIDO whose invoices of this year can still be saved. */
  enPlazo: count,
  grupos: z.array(partnerGroup),
  /** Those without a group. */
  sinGrupo: count,
  /** The refresh in course in any window or command of this data folder that this process runs; null: none. */
  enCurso: runSnapshot.nullable(),
  /** Another process is refreshing. */
  enOtroProceso: z.boolean(),
  /** An interrupted refresh that can be taken up; null: none. */
  interrumpido: corridaId.nullable(),
  ultimo: refreshEnd.nullable(),
  agenda: scheduleState,
});

/** What adding came to. */
export const partnersAdded = z.object({
  agregados: count,
  /** Were partners already; kind and groups were still set. */
  yaEstaban: count,
  /** Came back with their history. */
  volvieron: count,
  /** Texts that can't be a RUC, and why; at most 50 of them. */
  invalidos: z.array(z.object({ texto: z.string(), motivo: z.string() })),
  invalidosTotal: count,
});

/** What a refresh would ask for. Money in soles as decimal text; null where no price is set. */
export const refreshPlan = z.object({
  socios: count,
  vencidos: count,
  peticiones: count,
  consultas: count,
  costo: z.string().nullable(),
  /** Why it can't be done (no token), or null. */
  impedimento: z.string().nullable(),
});

export type PartnerGroup = z.output<typeof partnerGroup>;
export type PartnerRow = z.output<typeof partnerRow>;
export type PartnerDetail = z.output<typeof partnerDetail>;
export type PartnerChange = z.output<typeof partnerChange>;
export type PartnerSummary = z.output<typeof partnerSummary>;
export type PartnersAdded = z.output<typeof partnersAdded>;
export type RefreshPlan = z.output<typeof refreshPlan>;
