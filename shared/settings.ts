/** The settings that a person may change, key by key; `main/settings` says where each is kept and its default. */
import { z } from 'zod';
import { holidayEdits, schedule } from './schedule.ts';
import { RESULT_KEYS } from './workbook.ts';

/** Every setting with what it may hold. */
export const settings = z.object({
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
  /** Where SUNAT's padrón is downloaded from. */
  padronDireccion: z.string().max(2000),
  /** Days from which on an edition of the padrón is called old. */
  padronEdadDias: z.number().int().min(1).max(365),
  /** Days that an answer about a partner counts as fresh, where its groups say nothing else. */
  sociosFrescuraDias: z.number().int().min(1).max(365),
  /** Days after its last real answer from which on a partner is called "sin confirmar". */
  sociosSinConfirmarDias: z.number().int().min(1).max(3650),
  /** When all partners are checked again; groups may have their own. */
  sociosAgenda: schedule,
  /** Whether a run over a workbook also refreshes the partners that it meets. */
  corridasActualizanSocios: z.boolean(),
  feriados: holidayEdits,
  /** Whether Habido lives on in the tray when its window is closed. */
  quedarseEnBandeja: z.boolean(),
  /** Whether it has been said that it does. */
  bandejaAvisada: z.boolean(),
  /** Whether it starts with the session, without a window. */
  iniciarConSesion: z.boolean(),
  /** Whether a refresh that found changes tells so with a notification of the desktop. */
  avisosDeCambios: z.boolean(),
  /** Scheduled refreshes wait until this instant, UTC ms; null: they don't. */
  agendaEnPausaHasta: z.number().int().nullable(),
});
export type Settings = z.output<typeof settings>;
