/** Calls about runs: start, control, resume, list, and what would come out of one. */
import type { RunRecord } from '../database/run-store.ts';
import { choiceOf, workbooksOf } from '../validation/annotated-copy.ts';
import { planRun } from '../validation/plan.ts';
import type { LiveRun } from '../validation/run-service.ts';
import type { Workspace } from '../workspace.ts';
import type { ColumnReading, WorkbookProgress } from '../../shared/workbook.ts';
import { asHabidoError, HabidoError } from '../../shared/errors.ts';
import { bookRun } from './book-run.ts';
import type { HandleRegistry } from './file-handles.ts';
import type { Handlers, Send } from './handle.ts';
import { comesBackInPlace } from './in-place.ts';
import type { JobSlot } from './job-slot.ts';
import type { KeptPlan } from './plans.ts';

export interface RunDeps {
  workspace(): Workspace;
  plans: HandleRegistry<KeptPlan>;
  job: JobSlot;
  send: Send;
}

type RunHandlers = Pick<
  Handlers,
  | 'run.start'
  | 'run.pause'
  | 'run.continue'
  | 'run.cancel'
  | 'run.resume'
  | 'run.list'
  | 'run.snapshot'
  | 'run.outputs'
>;

export function runHandlers(deps: RunDeps): RunHandlers {
  /** A failure of the run that is no answer of the API (a full disk) has no call waiting for it. */
  const watch = (live: LiveRun): { corrida: string } => {
    void live.done.then((end) => {
      if (end.error !== null) deps.send('app.failure', asHabidoError(end.error).toPlain());
    });
    return { corrida: live.id };
  };
  const live = (corrida: string): LiveRun | null => deps.workspace().service.get(corrida);
  return {
    'run.start': async ({ plan, politica, tope, confirmado }) => {
      const kept = deps.plans.get(plan);
      if (kept.confirmarConstante && !confirmado) throw new HabidoError('columna-un-solo-ruc');
      const { choices } = deps.workspace();
      const { shape, choice } = kept.memoria;
      if (choice === null) choices.forget(shape);
      else choices.remember(shape, choice);
      return watch(await startRun(deps.workspace(), kept, { politica, tope }));
    },
    'run.pause': async ({ corrida }) => {
      live(corrida)?.pause();
      return Promise.resolve({});
    },
    'run.continue': async ({ corrida }) => {
      live(corrida)?.continue();
      return Promise.resolve({});
    },
    'run.cancel': async ({ corrida }) => {
      const run = live(corrida);
      run?.cancel();
      await run?.done;
      return {};
    },
    'run.resume': async ({ corrida, tope, politica }) => {
      const workspace = deps.workspace();
      const run = bookRun(workspace, corrida);
      const how = politica ?? run.politica;
      if (how !== 'local' && workspace.token.get() === null) throw new HabidoError('token-falta');
      const readings = await deps.job.run((signal) => readAgain(deps, run, signal));
      const input = { readings, tope, politica: how };
      return watch(await workspace.service.resume(corrida, input, { askedBy: 'ventana' }));
    },
    'run.list': async () => Promise.resolve(deps.workspace().service.list()),
    'run.snapshot': async ({ corrida }) => Promise.resolve(deps.workspace().service.snapshot(corrida)),
    'run.outputs': async ({ corrida }) => {
      const books = workbooksOf(bookRun(deps.workspace(), corrida));
      const informes: string[] = [];
      for (const { source } of books)
        if (!(await comesBackInPlace(source.path))) informes.push(source.nombre);
      return { libros: books.length, informes };
    },
  };
}

/** The columns of a run, read again one after the other. */
async function readAgain(deps: RunDeps, run: RunRecord, signal: AbortSignal): Promise<ColumnReading[]> {
  const readings: ColumnReading[] = [];
  for (const source of run.fuentes) {
    const onProgress: WorkbookProgress = (progress) => {
      deps.send('job.progress', progress);
    };
    readings.push(
      await deps.workspace().workbooks.readColumn(source.path, choiceOf(source), { signal, onProgress }),
    );
  }
  return readings;
}

async function startRun(
  workspace: Workspace,
  kept: KeptPlan,
  choice: Pick<Parameters<Handlers['run.start']>[0], 'politica' | 'tope'>,
): Promise<LiveRun> {
  const { politica, tope } = choice;
  if (politica !== 'local' && workspace.token.get() === null) throw new HabidoError('token-falta');
  const since = workspace.clock.now() - kept.frescuraMs;
  const figures = await planRun(kept.merged, { onDisk: workspace.onDisk, politica, since });
  return workspace.service.start(
    { fuentes: kept.fuentes, items: kept.merged.items, figures, politica, since, tope },
    { askedBy: 'ventana' },
  );
}
