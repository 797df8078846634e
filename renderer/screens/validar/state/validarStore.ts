import { createStore, type StoreApi } from 'zustand';
import type { Bridge } from '../../../../shared/contract.ts';
import type { ValidarDeps, ValidarKit, ValidarModel } from './model.ts';
import { batchActions } from './batchActions.ts';
import { choiceActions } from './choiceActions.ts';
import { openActions } from './openActions.ts';
import { planActions } from './planActions.ts';
import { runActions } from './runActions.ts';
import { sunatActions } from './sunatActions.ts';

export type ValidarStore = StoreApi<ValidarModel>;

/** The store of Validar: one phase at a time, every change by an action. */
export function createValidarStore(bridge: Bridge, deps: ValidarDeps): ValidarStore {
  return createStore<ValidarModel>()((set, get) => {
    const kit: ValidarKit = { bridge, deps, get, set };
    return {
      fase: { tipo: 'vacio' },
      recientes: null,
      fallo: null,
      aviso: null,
      retomando: null,
      ...openActions(kit),
      ...choiceActions(kit),
      ...batchActions(kit),
      ...planActions(kit),
      ...runActions(kit),
      ...sunatActions(kit),
    };
  });
}
