/** Searching by name as one types: a short wait, the last text wins, and the detail of one result. */
import type { Bridge } from '../../../../shared/contract.ts';
import type { PadronModel, SearchActions, SetPadron } from './model.ts';

/** Shorter texts find half the padrón. */
const LEAST_LETTERS = 2;
/** Milliseconds without a further letter. */
const PAUSE_MS = 150;

export function createSearchActions(bridge: Bridge, set: SetPadron, get: () => PadronModel): SearchActions {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let turn = 0;
  const ask = async (texto: string): Promise<void> => {
    turn += 1;
    const mine = turn;
    const answer = await bridge.call('padron.search', { texto });
    // A later text has been asked for, or none is wanted any more.
    if (mine !== turn) return;
    if (!answer.ok) set({ buscando: false, falloBusqueda: answer.error });
    else {
      set({ buscando: false, falloBusqueda: null, activo: 0, hallado: { texto, ...answer.value } });
    }
  };
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    turn += 1;
  };
  return {
    search: (texto) => {
      stop();
      if (texto.trim().length < LEAST_LETTERS) {
        set({
          texto,
          buscando: false,
          hallado: null,
          falloBusqueda: null,
          activo: 0,
          abierto: null,
          detalle: null,
        });
        return;
      }
      set({ texto, buscando: true });
      timer = setTimeout(() => void ask(texto), PAUSE_MS);
    },
    searchAgain: () => {
      const { texto, abierto } = get();
      get().search(texto);
      if (abierto !== null) void get().open(abierto);
    },
    activate: (activo) => set({ activo }),
    open: async (ruc) => {
      const { hallado, detalle } = get();
      const fila = hallado?.resultados.findIndex((hit) => hit.ruc === ruc) ?? -1;
      set({
        abierto: ruc,
        detalle: detalle?.ruc === ruc ? detalle : null,
        ...(fila >= 0 ? { activo: fila } : {}),
      });
      const answer = await bridge.call('padron.taxpayer', { ruc });
      if (get().abierto !== ruc) return;
      if (!answer.ok) set({ falloBusqueda: answer.error, abierto: null });
      else if (answer.value === null) set({ abierto: null, detalle: null });
      else set({ detalle: answer.value });
    },
    close: () => set({ abierto: null, detalle: null }),
  };
}
