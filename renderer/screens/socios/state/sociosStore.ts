/** What the window holds of the partners; the refresh itself lives in main and goes on whatever screen is shown. */
import { createStore, type StoreApi } from 'zustand';
import type { Bridge } from '../../../../shared/contract.ts';
import type { Timers } from '../../../util/pacer.ts';
import { addActions } from './addActions.ts';
import { editActions } from './editActions.ts';
import { detailActions, lineSource, listActions, selectionActions } from './listActions.ts';
import {
  inSections,
  type RefreshActions,
  type SociosData,
  type SociosDeps,
  type SociosKit,
  type SociosModel,
} from './model.ts';
import { refreshActions, refreshPlans } from './refreshActions.ts';

export type SociosStore = StoreApi<SociosModel>;

const NOTHING: SociosData = {
  resumen: null,
  consulta: {
    texto: '',
    tipo: null,
    filtro: 'todos',
    orden: { campo: 'razonSocial', descendente: false },
  },
  vista: { tipo: 'grupos' },
  secciones: null,
  version: 0,
  activa: 0,
  elegidos: new Set(),
  ancla: 0,
  abierto: null,
  detalle: null,
  consultando: null,
  sinRespuesta: null,
  plan: null,
  planElegidos: null,
  iniciando: false,
  pideTope: null,
  fin: null,
  agregando: null,
  fallo: null,
  aviso: null,
};

/** The store of Socios. `timers` is given in tests. */
export function createSociosStore(bridge: Bridge, deps: SociosDeps, timers?: Timers): SociosStore {
  return createStore<SociosModel>()((set, get, store) => {
    const kit: SociosKit = { bridge, deps, get, set };
    const source = lineSource(kit, timers);
    const plans = refreshPlans(kit, timers);
    const { detailAgain, ...detail } = detailActions(kit, source, timers);
    store.subscribe((now, before) => {
      if (now.elegidos !== before.elegidos || now.vista !== before.vista) plans.soon();
    });
    /** Nobody sees the table while another screen is in view: then it is not fetched. */
    let inView = false;
    const news: News = {
      table: () => {
        if (inView) source.again();
      },
      anew: () => {
        if (inView) source.query();
        else source.clear();
      },
      all: () => {
        if (!inView) return;
        source.again();
        plans.soon();
        detailAgain();
      },
    };
    return {
      ...NOTHING,
      ...listActions(kit, source),
      ...selectionActions(kit, source),
      ...detail,
      ...editActions(kit, news.all),
      ...addActions(kit, news.all),
      ...refreshActions(kit),
      ...listening(kit, news),
      enter: () => {
        inView = true;
        if (get().resumen === null) return;
        if (source.shown() === null) source.query();
        news.all();
      },
      leave: () => {
        inView = false;
      },
      load: async () => {
        const answer = await bridge.call('partners.summary', {});
        if (answer.ok) get().receive(answer.value);
        else set({ fallo: answer.error });
      },
      reset: () => {
        source.clear();
        set(NOTHING);
        void get().load();
      },
    };
  });
}

/** What is fetched anew where something changed. */
interface News {
  /** The rows that are looked at. */
  table(): void;
  /** The table from its start: it is laid out in another way. */
  anew(): void;
  /** Rows, plans and the open detail. */
  all(): void;
}

/** What the store does with what main tells. */
function listening(
  { get, set }: SociosKit,
  news: News,
): Pick<RefreshActions, 'receive' | 'progress' | 'ended'> {
  return {
    receive: (resumen) => {
      const before = get();
      set({ resumen });
      const { vista } = before;
      const known = vista.tipo !== 'grupo' || vista.clave === '';
      if (!known && !resumen.grupos.some((group) => group.clave === vista.clave)) {
        get().show({ tipo: 'grupos' });
      }
      // The first group of all, or none any more: the table is laid out in another way.
      else if (before.resumen === null || inSections(before) !== inSections(get())) news.anew();
      news.all();
    },
    progress: (run) => {
      const { resumen } = get();
      if (resumen === null) return;
      set({ resumen: { ...resumen, enCurso: run }, fin: null });
      news.table();
    },
    ended: (fin) => {
      const { resumen } = get();
      set({ fin, ...(resumen === null ? {} : { resumen: { ...resumen, enCurso: null, ultimo: fin } }) });
      void get().load();
    },
  };
}
