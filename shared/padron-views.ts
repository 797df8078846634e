/** What crosses between main and the window about the padrón and the small registers; `views.ts` has the rest. */
import { z } from 'zod';
import { REGISTERS } from './padron.ts';
import { count, handle, plainError, veredicto } from './views.ts';

const instant = z.number().int();

export const register = z.enum(REGISTERS);

/** One import, as recorded: `PadronImport` of `padron.ts`. */
const padronImport = z.object({
  n: count,
  sha256: z.string(),
  fecha: instant,
  archivo: z.string(),
  importadaEn: instant,
  bytes: count,
  filas: count,
  defectos: z.object({
    danadas: count,
    repetidas: count,
    nombreConSeparador: count,
    desordenadas: count,
  }),
  cambios: z.object({ nuevos: count, retirados: count, modificados: count }).nullable(),
  porTipo: z.object({ estado: count, condicion: count, nombre: count }).nullable(),
});

const padronProgress = z.object({
  fase: z.enum(['descargar', 'leer', 'ordenar', 'revisar', 'comparar', 'nombres']),
  avance: z.number().min(0).max(1).nullable(),
  filas: count,
  bytes: count,
  restanMs: z.number().nonnegative().nullable(),
});

/** The import or download in course; it goes on whatever screen is shown. */
export const padronJob = z.object({
  tipo: z.enum(['importar', 'descargar']),
  /** The file's name; of a download, the host that it comes from. */
  nombre: z.string(),
  /** Null until the first news. */
  progreso: padronProgress.nullable(),
  /** It was told to stop and is about to. */
  cancelando: z.boolean(),
});

/** How the last import or download of this session ended. */
const padronEnd = z.object({
  /** Tells one end from the next. */
  id: count,
  tipo: z.enum(['importar', 'descargar']),
  fin: z.enum(['importado', 'ya-estaba', 'cancelado', 'falla']),
  nombre: z.string(),
  /** The file, to import it again with a date or a yes; null where there is none to give. */
  archivo: handle.nullable(),
  /** The day that was given for it, `AAAA-MM-DD`; null where the file said it. */
  fecha: z.string().nullable(),
  error: plainError.nullable(),
});

export const padronState = z.object({
  /** The edition in use; null where there is none, or it can't be read. */
  edicion: padronImport.nullable(),
  /** There is an edition and it can't be read. */
  danado: z.boolean(),
  /** All imports, newest first. */
  ediciones: z.array(padronImport),
  /** What the padrón takes on the disk, names and leftovers included. */
  bytes: count,
  /** The search by name: ready, being prepared, or not there. */
  nombres: z.enum(['listos', 'preparando', 'faltan']),
  trabajo: padronJob.nullable(),
  ultimo: padronEnd.nullable(),
  registros: z.array(
    z.object({
      lista: register,
      enUso: z
        .object({
          n: count,
          importadaEn: instant,
          fecha: instant,
          sha256: z.string(),
          archivo: z.string(),
          filas: count,
          omitidas: count,
        })
        .nullable(),
    }),
  ),
});

/** A RUC found by its name. */
const nameHit = z.object({
  ruc: z.string(),
  veredicto,
  razonSocial: z.string(),
  estado: z.string(),
  condicion: z.string(),
  ubigeo: z.string(),
  distrito: z.string(),
  provincia: z.string(),
  departamento: z.string(),
});

export const nameHits = z.object({
  resultados: z.array(nameHit),
  /** There are more than could be given. */
  hayMas: z.boolean(),
});

/** All that this disk knows of one RUC. */
export const padronTaxpayer = nameHit.extend({
  direccion: z.string(),
  observacion: z.string(),
  /** Date of the edition that says so. */
  datoAl: instant,
  /** What the small registers say beside the verdict, a sentence each. */
  marcas: z.array(z.string()),
  /** Its states over the editions kept, newest first; each is known at editions only. */
  tramos: z.array(
    z.object({
      ausente: z.boolean(),
      estado: z.string(),
      condicion: z.string(),
      razonSocial: z.string(),
      desde: instant,
      hasta: instant.nullable(),
    }),
  ),
});

/** A list that was read. `yaEstaba`: it is the one in use, nothing was done. */
export const registerImported = z.object({
  lista: register,
  filas: count,
  omitidas: count,
  yaEstaba: z.boolean(),
});

export type PadronState = z.output<typeof padronState>;
export type PadronEdition = NonNullable<PadronState['edicion']>;
export type PadronJob = z.output<typeof padronJob>;
export type PadronEnd = z.output<typeof padronEnd>;
export type NameHitView = z.output<typeof nameHit>;
export type PadronTaxpayer = z.output<typeof padronTaxpayer>;
export type RegisterView = PadronState['registros'][number];
