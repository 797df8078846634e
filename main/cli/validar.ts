/** `habido validar`: plan, run, annotated copy, and the contract's JSON. */
import { basename, dirname, join, resolve } from 'node:path';
import { EXIT, HabidoError } from '../../shared/errors.ts';
import type { Politica } from '../../shared/contract.ts';
import { expectOther } from '../files/target.ts';
import { choiceOf, expectNoSource, writeAnnotatedCopy } from '../validation/annotated-copy.ts';
import { mergeReadings, type MergedReading } from '../validation/merge-readings.ts';
import { itemWords } from '../validation/item-words.ts';
import { planPolicies, type PlanFigures } from '../validation/plan.ts';
import type { LiveRun, RunEnd } from '../validation/run-service.ts';
import { copyExtensions, copyNameBeside, hasExtension } from '../workbook/copy-name.ts';
import type { ColumnReading } from '../../shared/workbook.ts';
import { APP_VERSION } from '../version.ts';
import type { Workspace } from '../workspace.ts';
import { chooseColumn, type ChosenColumn, type ColumnOptions } from './choose-column.ts';
import { choosePolicy, warnOfPadron, type PolicyOptions } from './choose-policy.ts';
import { printJson, type CliIo } from './io.ts';
import { planText } from './plan-text.ts';
import { reportProgress } from './progress.ts';
import { resultItem, resumenOf, summaryLines, type ResultItem } from './results.ts';

/** Probes of the open breaker after which a command gives up. */
export const CLI_GIVE_UP_PROBES = 3;
const DAY_MS = 86_400_000;

export interface ValidarOptions extends ColumnOptions, PolicyOptions {
  salida?: string;
  /** Days; absent: the setting. */
  frescura?: number;
  tope?: number;
  json: boolean;
}

/** Answers the exit code. Rejects with HabidoError for what ends it before a run. */
export async function validar(
  io: CliIo,
  workspace: Workspace,
  archivo: string,
  options: ValidarOptions,
): Promise<number> {
  const source = resolve(io.cwd, archivo);
  if (options.salida !== undefined)
    await checkTarget(workspace, source, resolve(io.cwd, options.salida), options);
  const politica = choosePolicy(io, workspace, options);
  const { reading, chosen } = await readChosen(io, workspace, source, options);
  const since = workspace.clock.now() - freshnessMs(workspace, options);
  const merged = mergeReadings([reading]);
  const plans = await planPolicies(merged, { onDisk: workspace.onDisk, since });
  const figures = plans[politica];
  warnOfPadron(io, workspace, politica);
  if (options.soloPlan) {
    if (options.json) printJson(io, jsonOf(planJson(reading, chosen, figures), null, null, [], null));
    else io.out(planText(reading, plans, politica, workspace.onDisk.edition()));
    return EXIT.done;
  }
  const started = workspace.clock.now();
  const live = await startOrResume(workspace, {
    source,
    reading,
    items: merged.items,
    chosen,
    figures,
    politica,
    since,
    options,
  });
  const end = await follow(io, live, workspace);
  if (end.error !== null && end.error !== undefined) throw end.error;
  if (end.estado === 'cancelada') throw new HabidoError('cancelado');
  const salida = await save(io, workspace, live.id, source, archivo, options);
  const run = workspace.service.snapshot(live.id);
  const resumen = resumenOf(run.conteo, run.distintos - run.listos);
  if (options.json) {
    const figuresUsed = {
      resumen,
      consultasUsadas: run.consultasUsadas,
      peticiones: run.peticiones,
      duracionMs: workspace.clock.now() - started,
    };
    printJson(
      io,
      jsonOf(planJson(reading, chosen, figures), live.id, salida, resultsOf(workspace, live.id), figuresUsed),
    );
  } else {
    io.out(`${summaryLines(resumen)}\nCopia: ${salida}\n`);
  }
  if (run.freno !== null) io.err(`${run.freno.message}\n`);
  return exitCode(end, resumen['SIN RESPUESTA'] ?? 0);
}

function exitCode(end: RunEnd, unanswered: number): number {
  if (end.freno !== null) return new HabidoError(end.freno).exitCode;
  return unanswered > 0 ? EXIT.unanswered : EXIT.done;
}

async function checkTarget(
  workspace: Workspace,
  source: string,
  target: string,
  { reanudar }: ValidarOptions,
): Promise<void> {
  await expectOther(source, target);
  if (reanudar !== undefined) await expectNoSource(workspace.service.record(reanudar), target);
  const extensions = await copyExtensions(source);
  if (!hasExtension(target, extensions))
    throw new HabidoError('salida-extension', { extension: extensions[0] ?? '' });
}

function freshnessMs(workspace: Workspace, options: ValidarOptions): number {
  if (options.frescura !== undefined) return options.frescura * DAY_MS;
  return workspace.settings.get().frescuraHoras * 3_600_000;
}

async function readChosen(
  io: CliIo,
  workspace: Workspace,
  source: string,
  options: ValidarOptions,
): Promise<{ reading: ColumnReading; chosen: ChosenColumn }> {
  const chosen =
    options.reanudar === undefined
      ? await chooseInBook(io, workspace, source, options)
      : columnOfRun(workspace, options.reanudar);
  const reading = await workspace.workbooks.readColumn(source, chosen, { signal: io.interrupted });
  return { reading, chosen: { ...chosen, ...reading.choice } };
}

async function chooseInBook(
  io: CliIo,
  workspace: Workspace,
  source: string,
  options: ValidarOptions,
): Promise<ChosenColumn> {
  const workbook = await workspace.workbooks.read(source, { signal: io.interrupted });
  if (workbook.abiertoEnExcel) {
    io.err('El libro está abierto en Excel: se lee lo último que guardó.\n');
  }
  return chooseColumn(workbook, options);
}

function columnOfRun(workspace: Workspace, id: string): ChosenColumn {
  const { fuentes } = workspace.service.record(id);
  const [source] = fuentes;
  // A run over several workbooks belongs to the window that started it.
  if (source === undefined || fuentes.length > 1) throw new HabidoError('archivo-cambio');
  return { ...choiceOf(source), alternativas: [] };
}

interface StartInput {
  source: string;
  reading: ColumnReading;
  items: MergedReading['items'];
  chosen: ChosenColumn;
  figures: PlanFigures;
  politica: Politica;
  since: number;
  options: ValidarOptions;
}

function startOrResume(workspace: Workspace, input: StartInput): Promise<LiveRun> {
  const { options, reading } = input;
  const asked = { askedBy: 'comando' as const, giveUpAfterProbes: CLI_GIVE_UP_PROBES };
  if (options.reanudar !== undefined) {
    const stored = workspace.service.record(options.reanudar);
    return workspace.service.resume(
      stored.id,
      { readings: [reading], tope: options.tope ?? stored.tope, politica: input.politica },
      asked,
    );
  }
  return workspace.service.start(
    {
      fuentes: [{ path: input.source, nombre: basename(input.source), reading, manual: input.chosen.manual }],
      items: input.items,
      figures: input.figures,
      politica: input.politica,
      since: input.since,
      tope: options.tope ?? workspace.settings.get().tope,
    },
    asked,
  );
}

async function follow(io: CliIo, live: LiveRun, workspace: Workspace): Promise<RunEnd> {
  const cancel = (): void => {
    live.cancel();
  };
  if (io.interrupted.aborted) cancel();
  io.interrupted.addEventListener('abort', cancel, { once: true });
  const { clock, service } = workspace;
  const stop = reportProgress(io, clock, live.id, (listener) => service.onProgress(listener));
  try {
    return await live.done;
  } finally {
    stop();
    io.interrupted.removeEventListener('abort', cancel);
  }
}

async function save(
  io: CliIo,
  workspace: Workspace,
  id: string,
  source: string,
  archivo: string,
  options: ValidarOptions,
): Promise<string> {
  const target =
    options.salida === undefined
      ? copyNameBeside(source, (await copyExtensions(source))[0] ?? '')
      : resolve(io.cwd, options.salida);
  const result = await writeAnnotatedCopy(workspace, workspace.service.record(id), 0, target, {
    askedBy: 'comando',
    salida: workspace.settings.get(),
    appVersion: APP_VERSION,
    signal: io.interrupted,
  });
  for (const aviso of result.avisos) io.err(`${aviso}\n`);
  // As the caller wrote it: beside the source, under the source's own way of naming its folder.
  return options.salida ?? join(dirname(archivo), basename(target));
}

function planJson(
  reading: ColumnReading,
  chosen: ChosenColumn,
  figures: PlanFigures,
): Record<string, unknown> {
  const { filas, otros, distintos, formatoInvalido, enCache, enPadron } = figures;
  return {
    hoja: reading.choice.hoja,
    columna: reading.choice.columna,
    filaEncabezado: reading.choice.filaEncabezado,
    filas,
    otros,
    distintos,
    formatoInvalido,
    enCache,
    enPadron,
    consultasMinimo: figures.consultasMinimo,
    consultasMaximo: figures.consultasMaximo,
    peticiones: figures.peticiones,
    alternativas: chosen.alternativas,
  };
}

function jsonOf(
  plan: Record<string, unknown>,
  corrida: string | null,
  salida: string | null,
  resultados: ResultItem[],
  used: {
    resumen: Record<string, number>;
    consultasUsadas: number;
    peticiones: number;
    duracionMs: number;
  } | null,
): Record<string, unknown> {
  return {
    corrida,
    salida,
    plan,
    resumen: used?.resumen ?? resumenOf(NO_VERDICTS, 0),
    resultados,
    consultasUsadas: used?.consultasUsadas ?? 0,
    peticiones: used?.peticiones ?? 0,
    duracionMs: used?.duracionMs ?? 0,
  };
}

const NO_VERDICTS = {
  APTO: 0,
  'NO APTO': 0,
  OBSERVADO: 0,
  'NO EXISTE': 0,
  'RUC INVÁLIDO': 0,
  'SIN RESPUESTA': 0,
} as const;

function resultsOf(workspace: Workspace, id: string): ResultItem[] {
  const items: ResultItem[] = [];
  for (const rows of workspace.runs.verdictPages(id)) {
    for (const row of rows) items.push(resultItem(row.ruc, { ...row, ...itemWords(row) }));
  }
  return items;
}
