/** Importing and downloading the small registers, one at a time. */
import type { Bridge, Result } from '../../../../shared/contract.ts';
import type { PlainError } from '../../../../shared/errors.ts';
import type { Lista, ListEnd, PadronModel, RegisterActions, SetPadron } from './model.ts';

export function createRegisterActions(
  bridge: Bridge,
  set: SetPadron,
  get: () => PadronModel,
): RegisterActions {
  const work = async (
    lista: Lista | null,
    call: () => Promise<Result<ListEnd>>,
  ): Promise<PlainError | null> => {
    if (get().lista.enCurso !== null) return null;
    set({ lista: { enCurso: lista ?? 'alguna', fin: null, fallo: null, porConfirmar: null } });
    const answer = await call();
    const end = answer.ok
      ? { fin: answer.value, fallo: null }
      : { fin: null, fallo: { lista, error: answer.error } };
    set({ lista: { enCurso: null, porConfirmar: null, ...end } });
    return answer.ok ? null : answer.error;
  };
  /** An older list is no failure, but a question. */
  const askIfOlder = (error: PlainError | null, archivo: string | null, lista: Lista | null): void => {
    if (error?.code === 'lista-mas-antigua')
      set({ lista: { enCurso: null, fin: null, fallo: null, porConfirmar: { archivo, lista, error } } });
  };
  return {
    chooseList: async (lista) => {
      const answer = await bridge.call('padron.choose', { para: 'lista' });
      if (!answer.ok) set({ fallo: answer.error });
      else if (answer.value !== null) await get().importList(answer.value.archivo, lista);
    },
    importList: async (archivo, lista, aceptar = false) => {
      const error = await work(lista, () => bridge.call('registers.import', { archivo, lista, aceptar }));
      askIfOlder(error, archivo, lista);
    },
    importBook: async (archivo) => {
      await get().importList(archivo, null);
      if (get().lista.fallo?.error.code !== 'lista-otro-formato') return true;
      set({ lista: { ...get().lista, fallo: null } });
      return false;
    },
    downloadList: async (lista, aceptar = false) => {
      const error = await work(lista, () => bridge.call('registers.download', { lista, aceptar }));
      askIfOlder(error, null, lista);
    },
    acceptList: async () => {
      const waiting = get().lista.porConfirmar;
      if (waiting === null) return;
      const { archivo, lista } = waiting;
      if (archivo !== null) await get().importList(archivo, lista, true);
      else if (lista !== null) await get().downloadList(lista, true);
    },
    leaveList: () => set({ lista: { ...get().lista, porConfirmar: null } }),
  };
}
