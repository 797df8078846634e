/** Annotating a text in place: every byte of it copied, our fields behind each record. */
import type { FileHandle } from 'node:fs/promises';
import { HabidoError } from '../../../shared/errors.ts';
import { VerdictStore } from '../patch/verdict-store.ts';
import { headingsOf, resultColumns } from '../results/columns.ts';
import { RowNames } from '../results/names.ts';
import { MAX_COLUMN, columnLetter } from '../sheet/columns.ts';
import { fieldsToRefresh } from '../text/apart.ts';
import { Appender, type AppendPlan } from '../text/append.ts';
import { rowTexts } from '../text/row-texts.ts';
import { driveText, type TextTable } from '../text/source.ts';
import { verifyText, type ExpectedText } from '../text/verify-text.ts';
import type { AnnotateResult } from '../types.ts';
import { toView } from '../xml/text.ts';
import { readAt } from '../../zip/archive.ts';
import type { Job } from './job.ts';
import { writeSafely } from './safe-copy.ts';
import { readJudgedText } from './text.ts';
import { cellsByVerdict, loadVerdicts, type AnnotateJob } from './verdicts.ts';

/** Writes the annotated copy of a text. `beforeRename` is the last chance to refuse. */
export async function annotateText(
  file: FileHandle,
  request: AnnotateJob,
  job: Job,
  beforeRename: () => Promise<void>,
): Promise<AnnotateResult> {
  const { etiqueta, salida, choice } = request;
  const { table, scanned, sheet } = await readJudgedText(file, request.source, choice, job, salida.columnas);
  const { judged, focus, layout } = sheet;
  const columns = resultColumns(salida.columnas);
  const place = fieldsToRefresh(scanned, etiqueta, choice.columna) ?? {
    from: scanned.fields,
    to: scanned.fields,
  };
  const width = scanned.fields - (place.to - place.from) + columns.length;
  if (width > MAX_COLUMN) throw new HabidoError('libro-sin-espacio');
  const verdicts = new VerdictStore(judged.items.length, toView);
  await loadVerdicts(request.verdicts, judged, verdicts, job);
  const names = new RowNames(judged, verdicts);
  const plan: AppendPlan = {
    ...place,
    dialect: scanned.dialect,
    headings: headingsOf(columns, etiqueta),
    header: layout.header,
    textsOf: rowTexts({ columns, focus, judged, verdicts, names }),
  };
  let replaced = 0;
  const write = async (out: FileHandle): Promise<() => Promise<void>> => {
    const appender = await append(table, plan, out, job);
    replaced = appender.replaced;
    const verdict = columns.findIndex(({ key }) => key === 'veredicto');
    return () => verify(out, { table, plan, appender, verdict }, job);
  };
  const hash = await writeSafely(request, job, write, beforeRename);
  return {
    hash,
    filas: judged.filas,
    columnas: {
      primera: columnLetter(place.from + 1),
      ultima: columnLetter(place.from + columns.length),
    },
    filasOcultas: 0,
    porVeredicto: cellsByVerdict(sheet, verdicts),
    avisos: noticesOf(table, layout.header, replaced),
  };
}

async function append(table: TextTable, plan: AppendPlan, out: FileHandle, job: Job): Promise<Appender> {
  const mark = await readAt(table.file, 0, plan.dialect.markBytes);
  if (mark.length > 0) await out.write(mark, 0, mark.length, 0);
  const appender = new Appender(plan, out, mark);
  let done = 0;
  await driveText(table.file, plan.dialect, appender, job.check, (bytes) => {
    done += bytes;
    job.progress({ fase: 'escribir', avance: done / table.bytes });
  });
  await appender.finish();
  return appender;
}

interface Written {
  table: TextTable;
  plan: AppendPlan;
  appender: Appender;
  /** Which of our fields is the verdict. */
  verdict: number;
}

async function verify(out: FileHandle, written: Written, job: Job): Promise<void> {
  const { table, plan, appender, verdict } = written;
  const { size } = await out.stat();
  const expected: ExpectedText = {
    dialect: plan.dialect,
    hash: plan.to > plan.from ? appender.keptHash() : table.hash,
    from: plan.from,
    count: plan.headings.length,
    verdict,
    shapes: appender.shapes,
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
