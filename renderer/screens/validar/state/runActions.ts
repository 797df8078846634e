import type { Result, SavedCopy } from '../../../../shared/contract.ts';
import {
  isBusy,
  isGoing,
  viewIn,
  type Output,
  type RunActions,
  type RunView,
  type ValidarKit,
} from './model.ts';

/** Changes the run on the screen, if it is still that one. */
function patchView({ get, set }: ValidarKit, corrida: string, change: Partial<RunView>): void {
  const view = viewIn(get().fase);
  if (view?.run.corrida === corrida) set({ fase: { tipo: 'corrida', vista: { ...view, ...change } } });
}

/** The actions that follow, steer and take up runs. */
export function runActions(kit: ValidarKit): RunActions {
  const { bridge, deps, get, set } = kit;
  const steer = async (name: 'run.pause' | 'run.continue' | 'run.cancel'): Promise<void> => {
    const view = viewIn(get().fase);
    if (view === null) return;
    const answer = await bridge.call(name, { corrida: view.run.corrida });
    if (!answer.ok) set({ fallo: answer.error });
  };
  return {
    showRun: async (corrida) => {
      const answer = await bridge.call('run.snapshot', { corrida });
      if (!answer.ok) {
        set({ fallo: answer.error });
        return;
      }
      const vista = { run: answer.value, copia: null, guardando: null, salidas: null, copiadas: null };
      set({ fase: { tipo: 'corrida', vista }, fallo: null, aviso: null });
      deps.runShown(corrida);
      const outputs = await bridge.call('run.outputs', { corrida });
      if (outputs.ok) patchView(kit, corrida, { salidas: outputs.value });
    },
    progress: (snapshot) => {
      if (viewIn(get().fase)?.run.corrida !== snapshot.corrida) return;
      patchView(kit, snapshot.corrida, { run: snapshot });
      deps.rowsChanged();
    },
    pause: () => steer('run.pause'),
    continueRun: () => steer('run.continue'),
    cancelRun: () => steer('run.cancel'),
    resume: async (corrida, tope, politica) => {
      if (isBusy(get().fase) || get().retomando !== null) return;
      set({ fallo: null, retomando: corrida });
      const answer = await bridge.call('run.resume', {
        corrida,
        tope,
        ...(politica === undefined ? {} : { politica }),
      });
      set({ retomando: null });
      if (answer.ok) await get().showRun(answer.value.corrida);
      else set({ fallo: answer.error });
    },
    ...copyActions(kit),
  };
}

type OutputActions = Pick<RunActions, 'saveCopy' | 'saveReport' | 'copyRows' | 'openCopy' | 'showCopy'>;

/** The actions that get the results out: into a copy, a report, the clipboard. */
function copyActions(kit: ValidarKit): OutputActions {
  const { bridge, deps, get, set } = kit;
  const withCopy = async (name: 'copy.open' | 'copy.show'): Promise<void> => {
    const copia = viewIn(get().fase)?.copia;
    if (copia === null || copia === undefined) return;
    const answer = await bridge.call(name, { copia: copia.copia });
    if (!answer.ok) set({ fallo: answer.error });
  };
  const save = async (
    clase: Output,
    write: (corrida: string) => Promise<Result<SavedCopy | null>>,
  ): Promise<void> => {
    const view = viewIn(get().fase);
    if (view === null || isBusy(get().fase)) return;
    const { corrida } = view.run;
    set({ fallo: null });
    patchView(kit, corrida, { guardando: { clase, fase: 'escribir', avance: 0 } });
    const answer = await write(corrida);
    const saved = answer.ok && answer.value !== null ? { copia: { ...answer.value, clase } } : {};
    patchView(kit, corrida, { guardando: null, ...saved });
    if (!answer.ok && answer.error.code !== 'cancelado') set({ fallo: answer.error });
  };
  return {
    saveCopy: () => save('copia', (corrida) => bridge.call('run.save', { corrida })),
    saveReport: (formato) => save('informe', (corrida) => bridge.call('run.report', { corrida, formato })),
    copyRows: async () => {
      const view = viewIn(get().fase);
      if (view === null || isGoing(view.run)) return;
      const { corrida } = view.run;
      const answer = await bridge.call('run.copy', { corrida, ...deps.rowQuery() });
      if (answer.ok) patchView(kit, corrida, { copiadas: answer.value });
      else set({ fallo: answer.error });
    },
    openCopy: () => withCopy('copy.open'),
    showCopy: () => withCopy('copy.show'),
  };
}
