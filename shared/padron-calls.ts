/** Calls and events about the padrón and the small registers; `contract.ts` joins them to the rest. */
import { z } from 'zod';
import { empty, handle, openedFile } from './views.ts';
import {
  nameHits,
  padronJob,
  padronState,
  padronTaxpayer,
  register,
  registerImported,
} from './padron-views.ts';

/** Long enough for any name of the padrón. */
const nameText = z.string().max(200);

/** Calls; {@link padronEvents} tells what they set going. */
export const padronCalls = {
  'padron.state': { input: empty, output: padronState },
  /** Asks for the file of a padrón, or of a list. Null: the dialog was cancelled. */
  'padron.choose': {
    input: z.object({ para: z.enum(['padron', 'lista']) }).strict(),
    output: openedFile.nullable(),
  },
  /** What a dropped file is, by its content; a `libro` may be a list too. */
  'padron.recognise': {
    input: z.object({ archivo: handle }).strict(),
    output: z.object({ tipo: z.enum(['padron', 'lista', 'respuestas', 'libro', 'otro']) }),
  },
  /**
   * Starts an import and answers at once; `padron.changed` tells how it ends. `fecha`: the edition's day as
   * `AAAA-MM-DD`, where the file does not say; `aceptar`: also an edition older than the one in use.
   */
  'padron.import': {
    input: z.object({ archivo: handle, fecha: z.iso.date().nullable(), aceptar: z.boolean() }).strict(),
    output: empty,
  },
  /** Starts the download from the address in the settings, and the import of what came. */
  'padron.download': { input: empty, output: empty },
  /** Stops the import or download in course, where there is one. */
  'padron.cancel': { input: empty, output: empty },
  'padron.search': { input: z.object({ texto: nameText }).strict(), output: nameHits },
  /** Null: the padrón in use does not have it. */
  'padron.taxpayer': {
    input: z.object({ ruc: z.string().regex(/^\d{11}$/) }).strict(),
    output: padronTaxpayer.nullable(),
  },
  /** Its content shows which list it is, `lista` where it can't; `aceptar`: also one older than the list in use. */
  'registers.import': {
    input: z.object({ archivo: handle, lista: register.nullable(), aceptar: z.boolean() }).strict(),
    output: registerImported,
  },
  'registers.download': {
    input: z.object({ lista: register, aceptar: z.boolean() }).strict(),
    output: registerImported,
  },
} as const;

export const padronEvents = {
  /** News of the job in course, a few a second. */
  'padron.progress': padronJob,
  /** A job began or ended, or another edition is in use. */
  'padron.changed': padronState,
} as const;
