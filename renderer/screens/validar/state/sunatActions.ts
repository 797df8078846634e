import type { AnswerFileView } from '../../../../shared/contract.ts';
import { answersRead } from '../../../words/sunat.ts';
import { isBusy, viewIn, type SunatActions, type ValidarKit } from './model.ts';

/** The actions of SUNAT's own free way. */
export function sunatActions({ bridge, get, set }: ValidarKit): { sunat: SunatActions } {
  return {
    sunat: {
      prepareSunat: async () => {
        const view = viewIn(get().fase);
        if (view === null) return null;
        set({ fallo: null });
        const answer = await bridge.call('sunat.prepare', { corrida: view.run.corrida });
        if (answer.ok) return answer.value;
        set({ fallo: answer.error });
        return null;
      },
      openSunatPage: async () => {
        const answer = await bridge.call('sunat.page', {});
        if (!answer.ok) set({ fallo: answer.error });
      },
      showFile: async (copia) => {
        const answer = await bridge.call('copy.show', { copia });
        if (!answer.ok) set({ fallo: answer.error });
      },
    },
  };
}

/**
 * Says what answer files brought. A run on the screen that asks nobody takes them up by itself; one that would
 * ask for the rest, and pay, waits for its button.
 */
export async function takeAnswers(kit: ValidarKit, files: readonly AnswerFileView[]): Promise<void> {
  const { get, set } = kit;
  if (files.length === 0) return;
  const brought = files.some((file) => file.rucs > 0);
  const run = viewIn(get().fase)?.run;
  const waits = brought && run?.puedeRetomar === true && !isBusy(get().fase);
  if (waits && run.politica === 'local') await get().resume(run.corrida, run.tope);
  const hint = waits && run.politica !== 'local' ? ' Retome la corrida para usarlas.' : '';
  set({ aviso: answersRead(files) + hint });
}
