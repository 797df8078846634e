/** What the window holds of the changes noticed in partners: a query, the rows around what is looked at. */
import { createStore } from 'zustand';
import type { Bridge } from '../../../../shared/contract.ts';
import type { Timers } from '../../../util/pacer.ts';
import { ChangesSource, type Store } from './changesSource.ts';
import {
  FIRST_QUERY,
  NOTHING,
  type ChangesModel,
  type ChangesNeighbours,
  type ChangesStore,
} from './model.ts';

/** The store of the time line. `timers` is given in tests. */
export function createChangesStore(
  bridge: Bridge,
  neighbours: ChangesNeighbours,
  timers?: Timers,
): ChangesStore {
  return createStore<ChangesModel>()((set, get, store) => {
    const source = new ChangesSource(bridge, store, timers);
    return {
      ...NOTHING,
      load: () => {
        if (source.started) source.refresh();
        else source.query(get().consulta);
      },
      refresh: () => {
        source.refresh();
      },
      row: (index) => source.row(index),
      look: (first, last) => {
        source.look(first, last);
      },
      activate: (index) => {
        source.activate(index);
      },
      filter: (change) => {
        source.query({ ...get().consulta, ...change });
      },
      clearFilters: () => {
        source.query(FIRST_QUERY);
      },
      showRefresh: (corrida) => {
        source.query(corrida === null ? FIRST_QUERY : { ...FIRST_QUERY, dias: null, corrida });
      },
      ...readActions(bridge, neighbours, source, { getState: get, setState: set }),
      ...bookActions(bridge, { getState: get, setState: set }),
      dismiss: () => set({ fallo: null, copia: null }),
      reset: () => {
        source.clear();
        set(NOTHING);
      },
    };
  });
}

/** Going to a change, and what counts as read. */
function readActions(
  bridge: Bridge,
  neighbours: ChangesNeighbours,
  source: ChangesSource,
  { getState, setState }: Store,
): Pick<ChangesModel, 'open' | 'mark' | 'markAll'> {
  const mark = async (ids: string[] | null, leido: boolean): Promise<void> => {
    const { consulta } = getState();
    const answer = await bridge.call('changes.mark', { consulta, leido, ...(ids === null ? {} : { ids }) });
    setState(answer.ok ? { marcados: { ...answer.value, leido } } : { fallo: answer.error });
    source.refresh();
  };
  return {
    open: async (index) => {
      const change = source.row(index);
      if (change === undefined) return;
      source.activate(index);
      neighbours.openPartner(change.ruc);
      if (!change.leido) await mark([change.id], true);
    },
    mark: async (index, leido) => {
      const change = source.row(index);
      source.activate(index);
      if (change !== undefined && change.leido !== leido) await mark([change.id], leido);
    },
    markAll: () => mark(null, true),
  };
}

/** The workbook of the changes in view, and the ways to it. */
function bookActions(
  bridge: Bridge,
  { getState, setState }: Store,
): Pick<ChangesModel, 'exportBook' | 'openBook' | 'showBook'> {
  const withBook = async (call: 'copy.open' | 'copy.show'): Promise<void> => {
    const { copia } = getState();
    if (copia === null) return;
    const answer = await bridge.call(call, { copia: copia.copia });
    if (!answer.ok) setState({ fallo: answer.error });
  };
  return {
    exportBook: async () => {
      if (getState().exportando) return;
      setState({ exportando: true });
      const answer = await bridge.call('changes.export', getState().consulta);
      setState({ exportando: false });
      if (!answer.ok) setState({ fallo: answer.error });
      else if (answer.value !== null) setState({ copia: answer.value, fallo: null });
    },
    openBook: () => withBook('copy.open'),
    showBook: () => withBook('copy.show'),
  };
}
