/** `habido padron`: imports an edition, says what there is, searches by name. */
import { resolve } from 'node:path';
import { EXIT, HabidoError } from '../../shared/errors.ts';
import type { PadronImport } from '../../shared/padron.ts';
import { fromLimaText, toLimaDay, toLimaIso } from '../../shared/time.ts';
import { verdictOfHit } from '../padron/names/hit-verdict.ts';
import type { Workspace } from '../workspace.ts';
import { printJson, type CliIo } from './io.ts';
import { padronProgress } from './padron-progress.ts';

/** Rows that `buscar` prints at most. */
const SEARCH_LIMIT = 50;

export interface PadronImportarOptions {
  /** The edition's day, UTC ms of its midnight in Lima; absent: what the file says. */
  fecha?: number;
  /** Takes an edition older than the one in use. */
  aceptar: boolean;
  json: boolean;
}

/** Imports a file and prepares the search by name. Rejects with HabidoError. */
export async function padronImportar(
  io: CliIo,
  workspace: Workspace,
  archivo: string,
  options: PadronImportarOptions,
): Promise<number> {
  const started = Date.now();
  const progress = padronProgress(io);
  try {
    const { edicion, yaEstaba } = await workspace.padron.importFile(resolve(io.cwd, archivo), {
      fecha: options.fecha ?? null,
      aceptar: options.aceptar,
      signal: io.interrupted,
      onProgress: progress.news,
    });
    progress.end();
    const duracionMs = Date.now() - started;
    if (options.json) printJson(io, { ...importJson(edicion), yaEstaba, duracionMs });
    else io.out(yaEstaba ? `Esa edición ya está en uso: ${oneLine(edicion)}\n` : importText(edicion));
    return EXIT.done;
  } finally {
    progress.end();
  }
}

/** Answers what is on this computer; none is an answer too. */
export function padronEstado(io: CliIo, workspace: Workspace, options: { json: boolean }): number {
  const { edicion, danado, ediciones, bytes } = workspace.padron.state();
  if (danado) io.err(`${new HabidoError('padron-danado').message}\n`);
  if (options.json) {
    printJson(io, {
      edicion: edicion === null ? null : importJson(edicion),
      ediciones: ediciones.map(importJson),
      bytes,
    });
    return EXIT.done;
  }
  io.out(edicion === null ? 'No hay un padrón en uso.\n' : `En uso: ${oneLine(edicion)}\n`);
  for (const other of ediciones.filter(({ n }) => n !== edicion?.n)) io.out(`        ${oneLine(other)}\n`);
  io.out(`En el disco: ${megabytes(bytes)}\n`);
  return EXIT.done;
}

/** Finds taxpayers by name, the best first. `padron-falta` where there is no edition. */
export async function padronBuscar(
  io: CliIo,
  workspace: Workspace,
  texto: string,
  options: { json: boolean },
): Promise<number> {
  const { padron } = workspace;
  if (padron.state().nombres === 'faltan' && padron.edition() !== null) {
    io.err('Preparando la búsqueda por nombre…\n');
    await padron.prepareNames({ signal: io.interrupted });
  }
  const found = await padron.searchNames(texto, SEARCH_LIMIT);
  if (options.json) {
    printJson(io, {
      resultados: found.map(({ ruc, razonSocial, estado, condicion, ubigeo }) => ({
        ruc,
        razonSocial,
        estado,
        condicion,
        ubigeo,
      })),
    });
    return EXIT.done;
  }
  if (found.length === 0) io.err('Ningún nombre del padrón coincide.\n');
  const marks = padron.marks(found.map(({ ruc }) => ruc));
  for (const hit of found) {
    const place = [hit.distrito, hit.provincia, hit.departamento].filter((text) => text !== '').join(' - ');
    const facts = [hit.estado, hit.condicion, place].filter((text) => text !== '').join(' · ');
    io.out(
      `${hit.ruc}  ${verdictOfHit(hit, marks.get(hit.ruc))}  ${hit.razonSocial}\n             ${facts}\n`,
    );
  }
  return EXIT.done;
}

/** A day of `--fecha` as UTC ms of its midnight in Lima; null where it is none. */
export function readDay(text: string): number | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? fromLimaText(text) : null;
}

function importJson(edition: PadronImport): Record<string, unknown> {
  return {
    edicion: toLimaIso(edition.fecha).slice(0, 10),
    archivo: edition.archivo,
    sha256: edition.sha256,
    filas: edition.filas,
    omitidas: edition.defectos.danadas,
    defectos: edition.defectos,
    // Scripts always find the three numbers: of a first edition none is known to have changed.
    cambios: edition.cambios ?? { nuevos: 0, retirados: 0, modificados: 0 },
    importadaEn: toLimaIso(edition.importadaEn),
  };
}

function importText(edition: PadronImport): string {
  const { defectos, cambios } = edition;
  const lines = [`Padrón en uso: ${oneLine(edition)}`];
  if (defectos.danadas > 0) lines.push(`  ${count(defectos.danadas)} líneas dañadas, omitidas`);
  if (defectos.repetidas > 0) lines.push(`  ${count(defectos.repetidas)} repetidas: vale la última`);
  if (cambios !== null)
    lines.push(
      `  desde la edición anterior: ${count(cambios.nuevos)} nuevos, ${count(cambios.retirados)} retirados, ${count(cambios.modificados)} modificados`,
    );
  return `${lines.join('\n')}\n`;
}

function oneLine({ fecha, filas, archivo }: PadronImport): string {
  return `edición del ${toLimaDay(fecha)} · ${count(filas)} RUC · ${archivo}`;
}

const count = (value: number): string => value.toLocaleString('es-PE');
const megabytes = (bytes: number): string => `${count(Math.round(bytes / 1e6))} MB`;
