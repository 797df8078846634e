import { isBusy, type RunActions, type RunView, type ValidarKit } from './model.ts';

/** The actions that follow, steer and save a run. */
export function runActions({ bridge, deps, get, set }: ValidarKit): RunActions {
  const view = (): RunView | null => {
    const { fase } = get();
    return fase.tipo === 'corrida' ? fase.vista : null;
  };
  const patch = (corrida: string, change: Partial<RunView>): void => {
    const now = view();
    if (now?.run.corrida === corrida) set({ fase: { tipo: 'corrida', vista: { ...now, ...change } } });
  };
  const steer = async (name: 'run.pause' | 'run.continue' | 'run.cancel'): Promise<void> => {
    const now = view();
    if (now === null) return;
    const answer = await bridge.call(name, { corrida: now.run.corrida });
    if (!answer.ok) set({ fallo: answer.error });
  };
  const withCopy = async (name: 'copy.open' | 'copy.show'): Promise<void> => {
    const copia = view()?.copia;
    if (copia == null) return;
    const answer = await bridge.call(name, { copia: copia.copia });
    if (!answer.ok) set({ fallo: answer.error });
  };

  return {
    showRun: async (corrida) => {
      const answer = await bridge.call('run.snapshot', { corrida });
      if (!answer.ok) {
        set({ fallo: answer.error });
        return;
      }
      set({ fase: { tipo: 'corrida', vista: { run: answer.value, copia: null, guardando: null } }, fallo: null, aviso: null });
      deps.runShown(corrida);
    },
    progress: (snapshot) => {
      if (view()?.run.corrida !== snapshot.corrida) return;
      patch(snapshot.corrida, { run: snapshot });
      deps.rowsChanged();
    },
    pause: () => steer('run.pause'),
    continueRun: () => steer('run.continue'),
    cancelRun: () => steer('run.cancel'),
    resume: async (corrida, tope) => {
      if (isBusy(get().fase) || get().retomando !== null) return;
      set({ fallo: null, retomando: corrida });
      const answer = await bridge.call('run.resume', { corrida, tope });
      set({ retomando: null });
      if (!answer.ok) {
        set({ fallo: answer.error });
        return;
      }
      await get().showRun(answer.value.corrida);
    },
    saveCopy: async () => {
      const now = view();
      if (now === null || isBusy(get().fase)) return;
      const { corrida } = now.run;
      set({ fallo: null });
      patch(corrida, { guardando: { fase: 'escribir', avance: 0 } });
      const answer = await bridge.call('run.save', { corrida });
      patch(corrida, { guardando: null, ...(answer.ok && answer.value !== null ? { copia: answer.value } : {}) });
      if (!answer.ok && answer.error.code !== 'cancelado') set({ fallo: answer.error });
    },
    openCopy: () => withCopy('copy.open'),
    showCopy: () => withCopy('copy.show'),
  };
}
