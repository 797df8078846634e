import { choiceOfColumn, choiceOfSheet, defaultPolicy } from './choices.ts';
import { asksForYes } from '../../../words/failures.ts';
import type { Draft, PlanActions, ValidarKit } from './model.ts';

/** The actions that shape a plan and start it. */
export function planActions({ bridge, get, set }: ValidarKit): PlanActions {
  let asked = 0;
  const draft = (): Draft | null => {
    const { fase } = get();
    return fase.tipo === 'plan' ? fase.borrador : null;
  };
  const patch = (change: Partial<Draft>): void => {
    const { fase } = get();
    if (fase.tipo === 'plan') set({ fase: { ...fase, borrador: { ...fase.borrador, ...change } } });
  };

  return {
    takeSheet: async (hoja) => {
      const now = draft();
      if (now === null) return;
      patch({ hoja, eleccion: choiceOfSheet(now.lectura, hoja), plan: null, confirmado: false });
      await get().makePlan();
    },
    takeColumn: async (columna) => {
      const now = draft();
      if (now === null) return;
      patch({ eleccion: choiceOfColumn(now.lectura, now.hoja, columna), confirmado: false });
      await get().makePlan();
    },
    takeHeader: async (fila) => {
      const eleccion = draft()?.eleccion;
      if (eleccion === null || eleccion === undefined) return;
      patch({ eleccion: { ...eleccion, filaEncabezado: fila } });
      await get().makePlan();
    },
    takeFreshness: async (frescuraMs) => {
      patch({ frescuraMs });
      await get().makePlan();
    },
    takePolicy: (politica) => {
      patch({ politica });
    },
    takeCeiling: (tope) => {
      patch({ tope });
    },
    confirmColumn: (confirmado) => {
      patch({ confirmado });
    },
    makePlan: async (fresh = false) => {
      const now = draft();
      if (now?.eleccion == null) return;
      const turn = (asked += 1);
      patch({ calculando: true, avance: 0 });
      set({ fallo: null });
      const answer = await bridge.call('plan.make', { archivo: now.archivo, ...now.eleccion, frescuraMs: now.frescuraMs });
      if (turn !== asked || draft()?.archivo !== now.archivo) return;
      if (!answer.ok) {
        patch({ plan: null, calculando: false });
        set({ fallo: answer.error });
        return;
      }
      const plan = answer.value;
      const kept = plan.opciones.some((o) => o.politica === now.politica && o.impedimento === null);
      patch({
        plan,
        calculando: false,
        politica: kept && !fresh ? now.politica : defaultPolicy(plan),
      });
    },
    start: async (tope, confirmado) => {
      const { fase } = get();
      if (fase.tipo !== 'plan' || fase.iniciando || fase.borrador.plan === null) return;
      const { plan, politica } = fase.borrador;
      set({ fase: { ...fase, iniciando: true, borrador: { ...fase.borrador, pideSi: null } }, fallo: null });
      const answer = await bridge.call('run.start', {
        plan: plan.plan,
        politica,
        tope,
        confirmado: confirmado ?? fase.borrador.confirmado,
      });
      if (answer.ok) {
        await get().showRun(answer.value.corrida);
        return;
      }
      const waits = asksForYes(answer.error.code);
      set({
        fase: { ...fase, iniciando: false, borrador: { ...fase.borrador, pideSi: waits ? { fallo: answer.error, tope } : null } },
        fallo: waits ? null : answer.error,
      });
    },
    withdraw: () => {
      patch({ pideSi: null });
    },
  };
}
