/** When partners are checked again by themselves: what a person may set, as schema and type. */
import { z } from 'zod';

const hora = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'una hora de Lima, como 07:00');

/** Day of the week as ISO counts it: 1 is Monday, 7 Sunday. */
const weekday = z.number().int().min(1).max(7);

const distinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length;

/**
 * On which days a schedule runs. `mensual`: days of the month; one that a month lacks (31) falls on its last day.
 * `ultimo-habil`: the last day of the month that is neither a weekend nor a holiday in Peru.
 */
export const scheduleDays = z.discriminatedUnion('tipo', [
  z.object({ tipo: z.literal('diaria') }).strict(),
  z.object({ tipo: z.literal('semanal'), dias: z.array(weekday).min(1).max(7).refine(distinct) }).strict(),
  z
    .object({
      tipo: z.literal('mensual'),
      dias: z.array(z.number().int().min(1).max(31)).min(1).max(31).refine(distinct),
    })
    .strict(),
  z.object({ tipo: z.literal('ultimo-habil') }).strict(),
]);
export type ScheduleDays = z.output<typeof scheduleDays>;

/** A schedule. `hora` is Lima's; `tope`: queries that one scheduled refresh may spend, null: no ceiling. */
export const schedule = z
  .object({
    activa: z.boolean(),
    dias: scheduleDays,
    hora,
    tope: z.number().int().min(1).max(10_000_000).nullable(),
  })
  .strict();
export type Schedule = z.output<typeof schedule>;

const day = z.iso.date();

/** How the office corrects the public holidays of Peru: days `AAAA-MM-DD` added to them, and taken away. */
export const holidayEdits = z
  .object({ agregados: z.array(day).max(400), quitados: z.array(day).max(400) })
  .strict();
export type HolidayEdits = z.output<typeof holidayEdits>;
