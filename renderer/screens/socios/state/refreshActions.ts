import type { PartnerScope, PartnerSummary, RefreshPlan } from '../../../../shared/contract.ts';
import { createPacer, type Timers } from '../../../util/pacer.ts';
import { scopeOf, type RefreshActions, type SociosKit } from './model.ts';

const PLAN_EVERY_MS = 250;
/** RUCs that a refresh of a selection takes. */
export const MOST_SELECTED = 20_000;

/** The plans of a refresh: of what is shown, and of what is selected. */
export interface RefreshPlans {
  soon(): void;
}

/** Asks for both plans, at most every so often. */
export function refreshPlans({ bridge, get, set }: SociosKit, timers: Timers | undefined): RefreshPlans {
  let turn = 0;
  const planOf = async (alcance: PartnerScope | null): Promise<RefreshPlan | null> => {
    if (alcance === null) return null;
    const answer = await bridge.call('partners.refreshPlan', { alcance, tambienFrescos: false });
    if (answer.ok) return answer.value;
    set({ fallo: answer.error });
    return null;
  };
  const ask = async (): Promise<void> => {
    const mine = (turn += 1);
    const [plan, planElegidos] = await Promise.all([
      planOf((get().resumen?.socios ?? 0) === 0 ? null : scopeOf(get().vista)),
      planOf(selectionScope(get())),
    ]);
    if (mine === turn) set({ plan, planElegidos });
  };
  const pacer = createPacer(() => void ask(), PLAN_EVERY_MS, timers);
  return {
    soon: () => {
      pacer.soon();
    },
  };
}

/** The scope of a refresh of the selection; null where nothing, or too much, is selected. */
export function selectionScope({
  elegidos,
  resumen,
}: {
  elegidos: ReadonlySet<string>;
  resumen: PartnerSummary | null;
}): PartnerScope | null {
  if (elegidos.size === 0) return null;
  if (elegidos.size === resumen?.socios) return { tipo: 'todos' };
  return elegidos.size > MOST_SELECTED ? null : { tipo: 'rucs', rucs: [...elegidos] };
}

type Listener = 'receive' | 'progress' | 'ended';

/** The actions that ask Migo again for many. */
export function refreshActions({ bridge, deps, get, set }: SociosKit): Omit<RefreshActions, Listener> {
  const start = async (
    alcance: PartnerScope,
    tambienFrescos: boolean,
    tope: number | null,
  ): Promise<void> => {
    if (get().iniciando) return;
    set({ iniciando: true, pideTope: null, fallo: null, fin: null });
    const answer = await bridge.call('partners.refresh', { alcance, tambienFrescos, tope });
    set({ iniciando: false, ...(answer.ok ? {} : { fallo: answer.error }) });
  };
  const steer = async (name: 'run.pause' | 'run.continue' | 'run.cancel'): Promise<void> => {
    const run = get().resumen?.enCurso;
    if (run == null) return;
    const answer = await bridge.call(name, { corrida: run.corrida });
    if (!answer.ok) set({ fallo: answer.error });
  };
  return {
    refresh: async (alcance, tambienFrescos) => {
      const tope = deps.ceiling();
      const answer = await bridge.call('partners.refreshPlan', { alcance, tambienFrescos });
      if (!answer.ok) {
        set({ fallo: answer.error });
        return;
      }
      const { consultas } = answer.value;
      if (tope !== null && consultas > tope) set({ pideTope: { alcance, tambienFrescos, consultas, tope } });
      else await start(alcance, tambienFrescos, tope);
    },
    answerCeiling: async (pasar) => {
      const asked = get().pideTope;
      set({ pideTope: null });
      if (asked === null || pasar === null) return;
      await start(asked.alcance, asked.tambienFrescos, pasar ? null : asked.tope);
    },
    resume: async () => {
      const corrida = get().resumen?.interrumpido;
      if (corrida == null || get().iniciando) return;
      set({ iniciando: true, fallo: null, fin: null });
      const answer = await bridge.call('partners.resume', { corrida });
      set({ iniciando: false, ...(answer.ok ? {} : { fallo: answer.error }) });
    },
    pause: () => steer('run.pause'),
    continueRefresh: () => steer('run.continue'),
    cancelRefresh: () => steer('run.cancel'),
  };
}
