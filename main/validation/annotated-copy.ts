/** Writes the annotated copy of a run's workbook and records it. */
import type { AskedBy } from '../database/answer-store.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { HabidoDatabase } from '../database/open.ts';
import type { RunItemRow, RunRecord, RunStore } from '../database/run-store.ts';
import { fuenteWords } from '../../shared/verdict.ts';
import type { AnnotateResult, VerdictCells, WorkbookProgress, Workbooks } from '../../shared/workbook.ts';
import { basename } from 'node:path';

/** Items read from the run's rows at a time. */
const CHUNK = 1_000;

export interface CopyDeps {
  database: HabidoDatabase;
  runs: RunStore;
  audit: AuditLog;
  workbooks: Workbooks;
}

/**
 * Annotates a copy of `source` at `target` with what the run knows; items without an answer read
 * `SIN RESPUESTA`. Rejects with HabidoError; the source is never touched.
 */
export async function writeAnnotatedCopy(
  deps: CopyDeps,
  run: RunRecord,
  paths: { source: string; target: string },
  options: { askedBy: AskedBy; signal?: AbortSignal; onProgress?: WorkbookProgress },
): Promise<AnnotateResult> {
  const result = await deps.workbooks.annotate(
    {
      source: paths.source,
      expectedHash: run.sourceHash,
      choice: { hoja: run.hoja, columna: run.columna, filaEncabezado: run.filaEncabezado },
      target: paths.target,
      verdicts: verdictChunks(deps.runs, run.id),
      manual: run.manual,
    },
    {
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    },
  );
  const nombre = basename(paths.target);
  deps.database.transaction(() => {
    deps.runs.update(run.id, { copiaNombre: nombre, copiaHash: result.hash });
    deps.audit.append(
      'copia-guardada',
      { corrida: run.id, archivo: nombre, hash: result.hash, origen: run.sourceHash, filas: result.filas },
      { askedBy: options.askedBy },
    );
  });
  return result;
}

/** The verdicts of a run as the workbook part takes them, in chunks. */
export function* verdictChunks(runs: RunStore, runId: string): Generator<VerdictCells[]> {
  let cursor = -1;
  for (;;) {
    const rows = runs.allVerdicts(runId, cursor, CHUNK);
    const last = rows.at(-1);
    if (last === undefined) return;
    cursor = last.n;
    yield rows.map(toCells);
  }
}

function toCells(row: RunItemRow): VerdictCells {
  return {
    texto: row.ruc,
    veredicto: row.veredicto ?? 'SIN RESPUESTA',
    razonSocial: row.razonSocial,
    estado: row.estado,
    condicion: row.condicion,
    observacion: row.veredicto === null ? 'No se llegó a consultar: puede retomar la corrida.' : row.observacion,
    fuente: fuenteWords(row.fuente ?? 'NINGUNA', row.origen ?? 'NINGUNA'),
    datoAl: row.datoAl,
    consultadoEn: row.consultadoEn,
  };
}
