/** Calls that hand results on: a report of its own as a workbook or a PDF, and rows to the clipboard. */
import { basename, dirname, extname, join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { RunItemRow, RunRecord, RunSource } from '../database/run-store.ts';
import { temporaryPath, writeInPlace } from '../files/target.ts';
import { itemWords } from '../validation/item-words.ts';
import { expectNoSource, summaryOf, verdictChunks } from '../validation/annotated-copy.ts';
import type { Workspace } from '../workspace.ts';
import type { CallInput } from '../../shared/contract.ts';
import { toLimaDay, toLimaMinute } from '../../shared/time.ts';
import { fuenteWords } from '../../shared/verdict.ts';
import { bookRun } from './book-run.ts';
import { openedFile, type HandleRegistry, type OpenedFile } from './file-handles.ts';
import type { Handlers, Send } from './handle.ts';
import type { JobSlot } from './job-slot.ts';
import { reportPage } from './report-page.ts';

/** Rows taken to the clipboard or to a page at the most. */
const MAX_ROWS = 100_000;
/** Rows of one page of the store. */
const PAGE = 500;
/** Rows to review that a PDF lists; it says how many it leaves out. */
const PDF_ROWS = 2_000;

export interface ReportDeps {
  workspace(): Workspace;
  copies: HandleRegistry<OpenedFile>;
  job: JobSlot;
  send: Send;
  version: string;
  chooseTarget(suggested: string): Promise<string | null>;
  /** Prints a page (HTML without scripts) to a PDF. */
  printPage(html: string): Promise<Uint8Array>;
  writeClipboard(text: string): Promise<void>;
}

type ReportHandlers = Pick<Handlers, 'run.report' | 'run.copy'>;

export function reportHandlers(deps: ReportDeps): ReportHandlers {
  return {
    'run.report': async ({ corrida, formato }) => {
      const run = bookRun(deps.workspace(), corrida);
      const source = run.fuentes[0] as RunSource;
      const name = `${basename(source.nombre, extname(source.nombre))} (informe).${formato}`;
      const target = await deps.chooseTarget(join(dirname(source.path), name));
      if (target === null) return null;
      const path = extname(target) === '' ? `${target}.${formato}` : target;
      await expectNoSource(run, path);
      const filas =
        formato === 'pdf'
          ? await writePdf(deps, run, source, path)
          : await writeBook(deps, run, source, path);
      const file = openedFile(path);
      const workspace = deps.workspace();
      workspace.database.transaction(() => {
        workspace.audit.append('informe-guardado', { corrida, archivo: file.nombre, filas });
      });
      return { copia: deps.copies.add(file), nombre: file.nombre, copias: 1, filas, avisos: [] };
    },
    'run.copy': async ({ corrida, orden, ...query }) => {
      const rows = [...pagesOf(deps.workspace(), corrida, { ...query, orden })];
      await deps.writeClipboard(
        [HEADER, ...rows.map(cellsOf)].map((cells) => cells.map(plain).join('\t')).join('\n'),
      );
      return { filas: rows.length };
    },
  };
}

async function writeBook(
  deps: ReportDeps,
  run: RunRecord,
  source: RunSource,
  target: string,
): Promise<number> {
  const { workbooks, runs } = deps.workspace();
  const resumen = summaryOf(runs, run, source, deps.version);
  const { filas } = await deps.job.run((signal) =>
    workbooks.report(
      { target, resumen, verdicts: verdictChunks(runs, run.id) },
      {
        signal,
        onProgress: (progress) => {
          deps.send('job.progress', progress);
        },
      },
    ),
  );
  return filas;
}

async function writePdf(
  deps: ReportDeps,
  run: RunRecord,
  source: RunSource,
  target: string,
): Promise<number> {
  const workspace = deps.workspace();
  const resumen = summaryOf(workspace.runs, run, source, deps.version);
  const order = { campo: 'veredicto' as const, descendente: false };
  const query = { campo: order.campo, descendente: order.descendente, texto: '', filtro: 'revisar' as const };
  const total = workspace.runs.page(run.id, { ...query, desde: 0, cuantas: 1 }).total;
  const rows: RunItemRow[] = [];
  while (rows.length < Math.min(total, PDF_ROWS)) {
    const page = workspace.runs.page(run.id, { ...query, desde: rows.length, cuantas: PAGE });
    if (page.filas.length === 0) break;
    rows.push(...page.filas);
  }
  const pdf = await deps.printPage(reportPage(resumen, rows.slice(0, PDF_ROWS), total));
  await writeInPlace(target, temporaryPath(target, randomBytes(6).toString('hex')), pdf);
  return rows.length;
}

const HEADER = [
  'Fila',
  'RUC',
  'Veredicto',
  'Razón social',
  'Estado',
  'Condición',
  'Observación',
  'Fuente',
  'Dato al',
  'Consultado el',
];

function* pagesOf(
  workspace: Workspace,
  corrida: string,
  query: Omit<CallInput<'run.copy'>, 'corrida'>,
): Generator<RunItemRow> {
  const { filtro, texto, orden } = query;
  for (let desde = 0; desde < MAX_ROWS; desde += PAGE) {
    const { filas } = workspace.runs.page(corrida, {
      filtro,
      texto,
      campo: orden.campo,
      descendente: orden.descendente,
      desde,
      cuantas: PAGE,
    });
    yield* filas;
    if (filas.length < PAGE) return;
  }
}

function cellsOf(row: RunItemRow): string[] {
  return [
    String(row.fila),
    row.ruc,
    row.veredicto ?? 'En espera',
    row.razonSocial,
    row.estado,
    row.condicion,
    itemWords(row).observacion,
    row.fuente === null ? '' : fuenteWords(row.fuente, row.origen ?? 'NINGUNA'),
    row.datoAl === null ? '' : toLimaDay(row.datoAl),
    row.consultadoEn === null ? '' : toLimaMinute(row.consultadoEn),
  ];
}

/** A cell that a spreadsheet takes as text: no tabs or line ends, and never a formula. */
function plain(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, ' ');
  return /^[=+\-@]/.test(line) ? `'${line}` : line;
}
