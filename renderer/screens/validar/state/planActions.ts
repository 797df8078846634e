import { asksForYes } from '../../../words/failures.ts';
import { defaultPolicy } from './choices.ts';
import { draftIn, patchDraft, type PlanActions, type ValidarKit } from './model.ts';
import { planInput } from './subject.ts';

/** The actions that ask for a plan and start it. */
export function planActions(kit: ValidarKit): PlanActions {
  const { bridge, get, set } = kit;
  let asked = 0;
  return {
    makePlan: async (fresh = false) => {
      const draft = draftIn(get().fase);
      if (draft === null) return;
      const turn = (asked += 1);
      const input = planInput(draft.objeto, draft.frescuraMs);
      if (input === null) {
        patchDraft(kit, { plan: null, calculando: false });
        return;
      }
      patchDraft(kit, { calculando: true, avance: 0 });
      set({ fallo: null });
      const answer = await bridge.call('plan.make', input);
      const now = draftIn(get().fase);
      // A later choice, or other workbooks, have taken over.
      if (turn !== asked || now === null) return;
      if (!answer.ok) {
        patchDraft(kit, { plan: null, calculando: false });
        set({ fallo: answer.error });
        return;
      }
      const plan = answer.value;
      const kept = plan.opciones.some((o) => o.politica === now.politica && o.impedimento === null);
      patchDraft(kit, {
        plan,
        calculando: false,
        politica: kept && !fresh ? now.politica : defaultPolicy(plan),
      });
    },
    start: async (tope, confirmado) => {
      const { fase } = get();
      if (fase.tipo !== 'plan' || fase.iniciando || fase.borrador.plan === null) return;
      const { borrador } = fase;
      set({ fase: { ...fase, iniciando: true, borrador: { ...borrador, pideSi: null } }, fallo: null });
      const answer = await bridge.call('run.start', {
        plan: fase.borrador.plan.plan,
        politica: borrador.politica,
        tope,
        confirmado: confirmado ?? borrador.confirmado,
      });
      if (answer.ok) {
        await get().showRun(answer.value.corrida);
        return;
      }
      const waits = asksForYes(answer.error.code);
      const pideSi = waits ? { fallo: answer.error, tope } : null;
      set({
        fase: { ...fase, iniciando: false, borrador: { ...borrador, pideSi } },
        fallo: waits ? null : answer.error,
      });
    },
    withdraw: () => {
      patchDraft(kit, { pideSi: null });
    },
  };
}
