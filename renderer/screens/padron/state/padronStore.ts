/** What the window holds of the padrón; the job itself lives in main and goes on whatever screen is shown. */
import { createStore, type StoreApi } from 'zustand';
import type { Bridge } from '../../../../shared/contract.ts';
import type { PlainError } from '../../../../shared/errors.ts';
import type { PadronModel, RegisterWork } from './model.ts';
import { createDropActions, type PadronNeighbours } from './dropActions.ts';
import { createRegisterActions } from './registerActions.ts';
import { createSearchActions } from './searchActions.ts';

export type PadronStore = StoreApi<PadronModel>;

const NOTHING_FOUND = {
  texto: '',
  buscando: false,
  hallado: null,
  falloBusqueda: null,
  activo: 0,
  abierto: null,
  detalle: null,
} as const;
const NO_LIST: RegisterWork = { enCurso: null, fin: null, fallo: null, porConfirmar: null };

export function createPadronStore(bridge: Bridge, neighbours: PadronNeighbours): PadronStore {
  return createStore<PadronModel>()((set, get) => {
    /** Does a call that answers nothing; its failure is shown. */
    const attempt = async (call: Promise<{ ok: true } | { ok: false; error: PlainError }>): Promise<void> => {
      const answer = await call;
      set({ fallo: answer.ok ? null : answer.error });
    };
    return {
      estado: null,
      fallo: null,
      visto: 0,
      ...NOTHING_FOUND,
      lista: NO_LIST,
      ...createSearchActions(bridge, set, get),
      ...createRegisterActions(bridge, set, get),
      ...createDropActions(bridge, set, get, neighbours),
      load: async () => {
        const answer = await bridge.call('padron.state', {});
        if (answer.ok) get().receive(answer.value);
        else set({ fallo: answer.error });
      },
      receive: (estado) => {
        const before = get().estado?.edicion?.n;
        set({ estado });
        // What was found belongs to the edition that it was found in.
        if (before !== undefined && before !== estado.edicion?.n) get().searchAgain();
      },
      progress: (trabajo) => {
        const { estado } = get();
        if (estado !== null) set({ estado: { ...estado, trabajo } });
      },
      reset: () => {
        set({ estado: null, fallo: null, visto: 0, ...NOTHING_FOUND, lista: NO_LIST });
        void get().load();
      },
      chooseFile: async () => {
        const answer = await bridge.call('padron.choose', { para: 'padron' });
        if (!answer.ok) set({ fallo: answer.error });
        else if (answer.value !== null) await get().importFile(answer.value.archivo);
      },
      importFile: async (archivo, fecha = null, aceptar = false) => {
        await attempt(bridge.call('padron.import', { archivo, fecha, aceptar }));
      },
      download: () => attempt(bridge.call('padron.download', {})),
      cancel: () => attempt(bridge.call('padron.cancel', {})),
      dismiss: () => {
        set({ fallo: null, visto: get().estado?.ultimo?.id ?? get().visto });
      },
    };
  });
}
