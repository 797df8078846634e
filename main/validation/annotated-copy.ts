/** Writes the annotated copies of a run's workbooks and records them. */
import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { AuditLog } from '../audit/audit-log.ts';
import type { AskedBy } from '../database/answer-store.ts';
import type { HabidoDatabase } from '../database/open.ts';
import type { RunItemRow, RunRecord, RunSource, RunStore } from '../database/run-store.ts';
import { markCodes } from '../../shared/register-words.ts';
import { fuenteWords, VEREDICTOS, type Veredicto } from '../../shared/verdict.ts';
import { HabidoError } from '../../shared/errors.ts';
import { expectOther, removeQuietly, temporaryPath } from '../files/target.ts';
import type {
  AnnotateResult,
  ColumnChoice,
  ColumnRows,
  OutputChoices,
  RunSummary,
  VerdictCells,
  WorkbookProgress,
  Workbooks,
} from '../../shared/workbook.ts';

export interface CopyDeps {
  database: HabidoDatabase;
  runs: RunStore;
  audit: AuditLog;
  workbooks: Workbooks;
}

export interface CopyOptions {
  askedBy: AskedBy;
  /** Columns and further sheets of the copy. */
  salida: OutputChoices;
  appVersion: string;
  signal?: AbortSignal;
  onProgress?: WorkbookProgress;
}

/** The workbooks of a run, in their order: for each the place of its first column among the sources. */
export function workbooksOf(run: RunRecord): { k: number; source: RunSource }[] {
  const seen = new Set<string>();
  return run.fuentes.flatMap((source, k) => {
    if (seen.has(source.path)) return [];
    seen.add(source.path);
    return [{ k, source }];
  });
}

/** Throws `salida-es-origen` where `target` is any workbook of the run, whatever either is called. */
export async function expectNoSource(run: RunRecord, target: string): Promise<void> {
  for (const path of new Set(run.fuentes.map((source) => source.path))) await expectOther(path, target);
}

/**
 * Annotates a copy of the workbook of source `k` at `target` with what the run knows, for every column of that
 * workbook that the run checked; items without an answer read `SIN RESPUESTA`. Rejects with HabidoError; the
 * workbook itself is never touched, and `target` is only there when all of it is.
 */
export async function writeAnnotatedCopy(
  deps: CopyDeps,
  run: RunRecord,
  k: number,
  target: string,
  options: CopyOptions,
): Promise<AnnotateResult> {
  const first = run.fuentes[k];
  if (first === undefined) throw new HabidoError('corrida-no-existe');
  const columns = run.fuentes.flatMap((source, place) =>
    source.path === first.path ? [{ source, place }] : [],
  );
  await expectNoSource(run, target);
  const between: string[] = [];
  try {
    const results: AnnotateResult[] = [];
    const antes: ColumnRows[] = [];
    for (const [i, { source }] of columns.entries()) {
      const last = i === columns.length - 1;
      const to = last ? target : temporaryPath(target, randomBytes(6).toString('hex'));
      if (!last) between.push(to);
      const from = between[i - 1] ?? source.path;
      const hash = results.at(-1)?.hash ?? source.hash;
      const result = await annotateColumn(deps, run, source, { from, hash, to, i, last, antes, options });
      results.push(result);
      antes.push(rowsOf(source, result));
    }
    const result = together(results);
    record(deps, run, columns, { nombre: basename(target), result, askedBy: options.askedBy });
    return result;
  } finally {
    await Promise.all(between.map(removeQuietly));
  }
}

interface Step {
  from: string;
  hash: string;
  to: string;
  /** Place of the column among those of the workbook, and whether it is the last. */
  i: number;
  last: boolean;
  /** The columns before. */
  antes: readonly ColumnRows[];
  options: CopyOptions;
}

function annotateColumn(
  deps: CopyDeps,
  run: RunRecord,
  source: RunSource,
  step: Step,
): Promise<AnnotateResult> {
  const { signal, onProgress, salida, appVersion } = step.options;
  // Every column has its own sheet of rows to review; the summary comes once, with the last column.
  const hojaResumen = salida.hojaResumen && step.last;
  return deps.workbooks.annotate(
    {
      source: step.from,
      expectedHash: step.hash,
      choice: choiceOf(source),
      target: step.to,
      verdicts: verdictChunks(deps.runs, run.id),
      manual: source.manual,
      // The first column's results have their plain names; of others they say whose they are.
      etiqueta: step.i === 0 ? '' : `columna ${source.columna}`,
      salida: { ...salida, hojaResumen },
      ...(hojaResumen
        ? {
            resumen: {
              ...summaryOf(deps.runs, run, source, appVersion),
              antes: step.antes,
            },
          }
        : {}),
    },
    { ...(signal === undefined ? {} : { signal }), ...(onProgress === undefined ? {} : { onProgress }) },
  );
}

/** What the summary says of a column that was annotated. */
function rowsOf(source: RunSource, result: AnnotateResult): ColumnRows {
  const { hoja, columna, otros } = source;
  return { hoja, columna, filas: result.porVeredicto, filasOcultas: result.filasOcultas, otros };
}

/** One result for the copy: the hash of the last step, rows and notices of all. */
function together(results: readonly AnnotateResult[]): AnnotateResult {
  const last = results.at(-1) as AnnotateResult;
  const total = (veredicto: Veredicto): number =>
    results.reduce((sum, result) => sum + result.porVeredicto[veredicto], 0);
  return {
    ...last,
    filas: results.reduce((sum, result) => sum + result.filas, 0),
    filasOcultas: results.reduce((sum, result) => sum + result.filasOcultas, 0),
    porVeredicto: Object.fromEntries(VEREDICTOS.map((veredicto) => [veredicto, total(veredicto)])) as Record<
      Veredicto,
      number
    >,
    avisos: [...new Set(results.flatMap((result) => result.avisos))],
  };
}

function record(
  deps: CopyDeps,
  run: RunRecord,
  columns: readonly { source: RunSource; place: number }[],
  copy: { nombre: string; result: AnnotateResult; askedBy: AskedBy },
): void {
  const { nombre, result } = copy;
  deps.database.transaction(() => {
    for (const { place } of columns) deps.runs.setCopy(run.id, place, { nombre, hash: result.hash });
    deps.audit.append(
      'copia-guardada',
      {
        corrida: run.id,
        archivo: nombre,
        hash: result.hash,
        origen: columns[0]?.source.hash ?? '',
        filas: result.filas,
      },
      { askedBy: copy.askedBy },
    );
  });
}

/** The verdicts of a run as the workbook part takes them, in chunks. */
export function* verdictChunks(runs: RunStore, runId: string): Generator<VerdictCells[]> {
  for (const rows of runs.verdictPages(runId)) yield rows.map(toCells);
}

function toCells(row: RunItemRow): VerdictCells {
  return {
    texto: row.ruc,
    veredicto: row.veredicto ?? 'SIN RESPUESTA',
    razonSocial: row.razonSocial,
    estado: row.estado,
    condicion: row.condicion,
    observacion:
      row.veredicto === null ? 'No se llegó a consultar: puede retomar la corrida.' : row.observacion,
    fuente: fuenteWords(row.fuente ?? 'NINGUNA', row.origen ?? 'NINGUNA'),
    datoAl: row.datoAl,
    consultadoEn: row.consultadoEn,
    ...(row.marcas === null ? {} : { padrones: markCodes(row.marcas) }),
  };
}

/** What summary sheets and reports say of a run; `source` names the workbook. */
export function summaryOf(runs: RunStore, run: RunRecord, source: RunSource, appVersion: string): RunSummary {
  const counts = runs.counts(run.id);
  const unreached = counts.total - counts.listos;
  return {
    corrida: run.id,
    archivo: source.nombre,
    hash: source.hash,
    inicio: run.inicio,
    fin: run.fin,
    politica: run.politica,
    consultasUsadas: run.consultasUsadas,
    peticiones: run.peticiones,
    desdeCache: run.desdeCache,
    desdePadron: run.desdePadron,
    ediciones: run.desdePadron === 0 ? [] : runs.editions(run.id),
    conteo: { ...counts.conteo, 'SIN RESPUESTA': counts.conteo['SIN RESPUESTA'] + unreached },
    version: appVersion,
  };
}

/** Where the source's column stands, with the column of names that was compared. */
export function choiceOf(source: RunSource): ColumnChoice & { manual: boolean } {
  const { hoja, columna, filaEncabezado, manual, columnaNombre } = source;
  return { hoja, columna, filaEncabezado, manual, ...(columnaNombre === '' ? {} : { columnaNombre }) };
}
