/** Calls about the rows of a run: pages of them, all that is known of one, and asking for one again. */
import type { RunItemRow, RunRecord } from '../database/run-store.ts';
import { placeOf, placeOfTaxpayer } from '../padron/place/ubigeo.ts';
import { itemWords } from '../validation/item-words.ts';
import { verdictOfAnswer, withMarks } from '../validation/item-verdicts.ts';
import { isSilent, stopError } from '../validation/lookups.ts';
import type { Workspace } from '../workspace.ts';
import type { LaterAnswer, RunDetail, RunRow } from '../../shared/contract.ts';
import type { Taxpayer } from '../../shared/taxpayer.ts';
import { listSentences } from '../../shared/register-words.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { Handlers } from './handle.ts';

/** Failed probes of an open breaker after which a person is told instead of kept waiting. */
const GIVE_UP_AFTER_PROBES = 1;

export interface RowDeps {
  workspace(): Workspace;
}

type RowHandlers = Pick<Handlers, 'run.rows' | 'run.detail' | 'run.askAgain'>;

export function rowHandlers(deps: RowDeps): RowHandlers {
  return {
    'run.rows': async ({ corrida, orden, ...query }) => {
      const { runs } = deps.workspace();
      const nameOf = sourceNames(runs.get(corrida));
      const page = runs.page(corrida, { ...query, campo: orden.campo, descendente: orden.descendente });
      return Promise.resolve({
        total: page.total,
        filas: page.filas.map((row) => rowView(row, nameOf(row.libro))),
      });
    },
    'run.detail': async ({ corrida, n }) => {
      const workspace = deps.workspace();
      return Promise.resolve(detailView(workspace, corrida, itemOf(workspace, corrida, n)));
    },
    'run.askAgain': async ({ corrida, n }) => {
      const workspace = deps.workspace();
      const row = itemOf(workspace, corrida, n);
      if (!row.valido) throw new HabidoError('entrada-invalida');
      if (workspace.token.get() === null) throw new HabidoError('token-falta');
      const { results, stop } = await workspace.lookUp([row.ruc], {
        priority: 'interactive',
        signal: new AbortController().signal,
        // Nothing kept is as new as this: it is asked for.
        since: workspace.clock.now(),
        offline: false,
        giveUpAfterProbes: GIVE_UP_AFTER_PROBES,
      });
      if (stop !== null) throw stopError(stop, 1);
      const silent = results.find(({ verdict }) => isSilent(workspace.answers, verdict));
      return {
        detalle: detailView(workspace, corrida, itemOf(workspace, corrida, n)),
        sinRespuesta: silent === undefined ? null : silent.verdict.observacion,
      };
    },
  };
}

function itemOf(workspace: Workspace, corrida: string, n: number): RunItemRow {
  const row = workspace.runs.item(corrida, n);
  if (row === null) throw new HabidoError('corrida-no-existe');
  return row;
}

/** How the window names a source: nothing where there is only one, its column where they are of one workbook. */
function sourceNames(run: RunRecord | null): (libro: number) => string {
  const fuentes = run?.fuentes ?? [];
  if (fuentes.length < 2) return () => '';
  const several = new Set(fuentes.map((source) => source.path)).size > 1;
  const sheets = new Set(fuentes.map((source) => source.hoja)).size > 1;
  return (libro) => {
    const source = fuentes[libro];
    if (source === undefined) return '';
    return several ? source.nombre : sheets ? source.hoja : `columna ${source.columna}`;
  };
}

function rowView(row: RunItemRow, libro: string): RunRow {
  return {
    n: row.n,
    libro,
    fila: row.fila,
    filas: row.filas,
    ruc: row.ruc,
    veredicto: row.veredicto,
    razonSocial: row.razonSocial,
    estado: row.estado,
    condicion: row.condicion,
    ...itemWords(row),
    fuente: row.fuente,
    origen: row.origen,
    datoAl: row.datoAl,
    consultadoEn: row.consultadoEn,
  };
}

function detailView(workspace: Workspace, corrida: string, row: RunItemRow): RunDetail {
  const run = workspace.runs.get(corrida);
  const taxpayer = taxpayerOf(workspace, row);
  return {
    ...rowView(row, sourceNames(run)(row.libro)),
    nombreEnLibro: row.nombre,
    textoOriginal: row.ruc,
    direccion: taxpayer?.direccion ?? '',
    ...(taxpayer === null ? placeOf('') : placeOfTaxpayer(taxpayer)),
    ubigeo: taxpayer?.ubigeo ?? '',
    padrones: row.marcas === null ? [] : listSentences(row.marcas),
    historia: row.valido ? workspace.answers.history(row.ruc) : [],
    posterior: laterAnswer(workspace, run, row),
  };
}

/** All fields of what the verdict rests on; null where that is no answer, or an edition no longer here. */
function taxpayerOf(workspace: Workspace, row: RunItemRow): Taxpayer | null {
  if (row.answerN !== null) return workspace.answers.byN(row.answerN)?.taxpayer ?? null;
  if (row.padronImport === null) return null;
  const { padron } = workspace.onDisk.facts([row.ruc])(row.ruc);
  return padron?.importN === row.padronImport ? padron.taxpayer : null;
}

/** What came after the row's verdict. The verdict itself stays as the run recorded it: it is evidence. */
function laterAnswer(workspace: Workspace, run: RunRecord | null, row: RunItemRow): LaterAnswer | null {
  if (!row.valido || row.veredicto === null) return null;
  const latest = workspace.answers.latest(row.ruc);
  const known = row.consultadoEn ?? run?.inicio ?? 0;
  if (latest === null || latest.n === row.answerN || latest.consultadoEn <= known) return null;
  const now = workspace.clock.now();
  const marks = workspace.onDisk.marks([row.ruc]).get(row.ruc) ?? null;
  const verdict = withMarks(verdictOfAnswer(row.n, latest, 'CACHE', now), marks, now);
  const { veredicto, razonSocial, estado, condicion, observacion, datoAl } = verdict;
  return {
    veredicto,
    razonSocial,
    estado,
    condicion,
    observacion,
    datoAl,
    consultadoEn: latest.consultadoEn,
  };
}
