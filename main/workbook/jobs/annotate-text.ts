/** Annotating a text in place: every byte of it copied, our fields behind each record. */
import type { FileHandle } from 'node:fs/promises';
import { HabidoError } from '../../../shared/errors.ts';
import { PLAIN_COLUMNS } from '../results/columns.ts';
import { VerdictStore } from '../patch/verdict-store.ts';
import { MAX_COLUMN, columnLetter } from '../sheet/columns.ts';
import { Appender, type AppendPlan } from '../text/append.ts';
import { driveText, type TextTable } from '../text/source.ts';
import { verifyText } from '../text/verify-text.ts';
import type { AnnotateResult } from '../types.ts';
import { toView } from '../xml/text.ts';
import { readAt } from '../zip/archive.ts';
import type { Job } from './job.ts';
import { writeSafely } from './safe-copy.ts';
import { readJudgedText } from './text.ts';
import { loadVerdicts, type AnnotateJob } from './verdicts.ts';

/** Writes the annotated copy of a text. `beforeRename` is the last chance to refuse. */
export async function annotateText(
  file: FileHandle,
  request: AnnotateJob,
  job: Job,
  beforeRename: () => Promise<void>,
): Promise<AnnotateResult> {
  const { table, scanned, sheet } = await readJudgedText(file, request.source, request.choice, job);
  const { judged, focus, layout } = sheet;
  const { dialect, fields } = scanned;
  const headings = PLAIN_COLUMNS.map(({ titulo }) => titulo);
  if (fields + headings.length > MAX_COLUMN) throw new HabidoError('libro-sin-espacio');
  const verdicts = new VerdictStore(judged.items.length, toView);
  await loadVerdicts(request.verdicts, judged, verdicts, job);
  const plan: AppendPlan = { dialect, fields, headings, header: layout.header, focus, judged, verdicts };
  let replaced = 0;
  const write = async (out: FileHandle): Promise<() => Promise<void>> => {
    const appender = await append(table, plan, out, job);
    replaced = appender.replaced;
    return () => verify(out, table, plan, appender, job);
  };
  const hash = await writeSafely(request, job, write, beforeRename);
  return {
    hash,
    filas: judged.filas,
    columnas: { primera: columnLetter(fields + 1), ultima: columnLetter(fields + headings.length) },
    filasOcultas: 0,
    avisos: noticesOf(table, layout.header, replaced),
  };
}

async function append(table: TextTable, plan: AppendPlan, out: FileHandle, job: Job): Promise<Appender> {
  const mark = await readAt(table.file, 0, plan.dialect.markBytes);
  if (mark.length > 0) await out.write(mark, 0, mark.length, 0);
  const appender = new Appender(plan, out, mark.length);
  let done = 0;
  await driveText(table.file, plan.dialect, appender, job.check, (bytes) => {
    done += bytes;
    job.progress({ fase: 'escribir', avance: done / table.bytes });
  });
  await appender.finish();
  return appender;
}

async function verify(
  out: FileHandle,
  table: TextTable,
  plan: AppendPlan,
  appender: Appender,
  job: Job,
): Promise<void> {
  const { size } = await out.stat();
  const expected = {
    dialect: plan.dialect,
    hash: table.hash,
    fields: plan.fields + plan.headings.length,
    shapes: appender.shapes,
    firstColumn: plan.fields + 1,
    filled: appender.filled,
  };
  let done = 0;
  await verifyText(out, expected, job.check, (bytes) => {
    done += bytes;
    job.progress({ fase: 'revisar', avance: done / size });
  });
}

function noticesOf(table: TextTable, header: number, replaced: number): string[] {
  const notices: string[] = [];
  if (header === 0)
    notices.push('El archivo no tiene encabezado: los resultados son los últimos campos de cada línea.');
  if (table.plainAscii)
    notices.push('El archivo no dice su codificación: los resultados se escribieron en UTF-8.');
  if (replaced > 0)
    notices.push(
      'Algunas letras no existen en la codificación del archivo (Windows-1252): en su lugar va «?».',
    );
  return notices;
}
