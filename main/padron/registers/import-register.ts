/** Imports one register from a file: reads it, works out terms, records it. Runs in a worker thread. */
import { basename } from 'node:path';
import { HabidoError } from '../../../shared/errors.ts';
import type { Register } from '../../../shared/padron.ts';
import { toLimaDay, toLimaIso } from '../../../shared/time.ts';
import type { HolidayCalendar } from '../../calendar/working-days.ts';
import { readRegisterFile, type RegisterContent } from './register-file.ts';
import type { RegisterStore } from './register-store.ts';
import type { RegisterWriter } from './register-writer.ts';
import type { RegisterImportRow, RegisterRow } from './rows.ts';
import { termOf } from './terms.ts';

export interface RegisterChoice {
  /** Which register it is; null: the file shows it. */
  lista: Register | null;
  /** The caller knows `lista` from its address: names are not looked at. */
  trusted: boolean;
  /** Its date where the caller knows it better than the file (`Last-Modified`); UTC ms. */
  fecha: number | null;
  /** Name by which it is recorded; the file's own where null. */
  archivo: string | null;
  /** An older list than the one in use is wanted all the same. */
  aceptar: boolean;
}

/** What a person may say of a file. */
export type RegisterFileChoice = Partial<Pick<RegisterChoice, 'lista' | 'fecha' | 'aceptar'>>;

export interface RegisterImportEnd {
  lista: Register;
  /** The very file was in use before: nothing was done. */
  yaEstaba: boolean;
  filas: number;
  omitidas: number;
}

export interface RegisterImportDeps {
  store: Pick<RegisterStore, 'inUse'>;
  writer: Pick<RegisterWriter, 'write'>;
  holidays(): Promise<HolidayCalendar>;
  /** UTC ms. */
  now: number;
}

/** Throws what {@link readRegisterFile} does, and `lista-mas-antigua`. */
export async function importRegister(
  path: string,
  choice: RegisterChoice,
  deps: RegisterImportDeps,
): Promise<RegisterImportEnd> {
  const content = await readRegisterFile(path, choice, deps.now);
  const { lista, sha256 } = content;
  const { omitidas } = content.read.list;
  const before = deps.store.inUse(lista);
  if (before?.sha256 === sha256)
    return { lista, yaEstaba: true, filas: before.filas, omitidas: before.omitidas };
  const fecha = choice.fecha ?? content.fecha;
  if (before !== null && !choice.aceptar) expectNewer(before, fecha, content);
  const rows = await rowsOf(content, deps);
  const { filas } = deps.writer.write(
    {
      lista,
      fecha,
      sha256,
      archivo: choice.archivo ?? basename(path),
      omitidas,
      importadaEn: deps.now,
    },
    rows,
  );
  return { lista, yaEstaba: false, filas, omitidas };
}

/**
 * What is published decides where the list tells it, as where lists are read; else days of Lima, since the same
 * list carries two times, its zip's and its page's.
 */
function expectNewer(before: RegisterImportRow, fecha: number, { read }: RegisterContent): void {
  const published =
    read.kind === 'ssco' ? latestOf(read.list.rows.map(({ datos }) => datos.publicada)) : null;
  const told = published !== null && before.publicada !== null && published !== before.publicada;
  const [own, inUse] = told ? [published, before.publicada as number] : [fecha, before.fecha];
  if (toLimaIso(own).slice(0, 10) >= toLimaIso(inUse).slice(0, 10)) return;
  throw new HabidoError('lista-mas-antigua', { fecha: toLimaDay(own), enUso: toLimaDay(inUse) });
}

function latestOf(days: readonly (number | null)[]): number | null {
  return days.reduce(
    (latest, day) => (day !== null && (latest === null || day > latest) ? day : latest),
    null,
  );
}

async function rowsOf({ read }: RegisterContent, deps: RegisterImportDeps): Promise<RegisterRow[]> {
  if (read.kind === 'text') return read.list.rows;
  const calendar = await deps.holidays();
  return read.list.rows.map(({ ruc, datos }) => ({
    ruc,
    datos: {
      ...datos,
      plazo: termOf(datos.publicada, calendar),
    },
  }));
}
