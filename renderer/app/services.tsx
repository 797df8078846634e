import { createContext, use, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { AppState, Bridge } from '../../shared/contract.ts';
import { createAppStore, type AppModel, type AppStore } from './appStore.ts';
import { createChangesStore } from '../screens/cambios/state/changesStore.ts';
import type { ChangesModel, ChangesStore } from '../screens/cambios/state/model.ts';
import type { PadronModel } from '../screens/padron/state/model.ts';
import { createPadronStore, type PadronStore } from '../screens/padron/state/padronStore.ts';
import type { SociosModel } from '../screens/socios/state/model.ts';
import { createSociosStore, type SociosStore } from '../screens/socios/state/sociosStore.ts';
import { createRowsStore, type RowsModel, type RowsStore } from '../screens/validar/grid/rowsStore.ts';
import { isBusy, type ValidarModel } from '../screens/validar/state/model.ts';
import { createValidarStore, type ValidarStore } from '../screens/validar/state/validarStore.ts';

/** The stores of the window, built once over its bridge. */
export interface Services {
  app: AppStore;
  validar: ValidarStore;
  rows: RowsStore;
  padron: PadronStore;
  socios: SociosStore;
  cambios: ChangesStore;
}

/** Builds the stores, wires what one must know of another, and listens to main. */
export function createServices(bridge: Bridge): Services {
  const app = createAppStore(bridge);
  const rows = createRowsStore(bridge);
  const validar = createValidarStore(bridge, {
    settings: () => app.getState().state?.ajustes ?? null,
    runShown: (corrida) => {
      rows.getState().show(corrida);
    },
    rowQuery: () => rows.getState().consulta,
    rowsChanged: () => {
      rows.getState().refresh();
    },
  });
  const padron = createPadronStore(bridge, {
    openElsewhere: (files) => {
      app.getState().go('validar');
      const [only] = files;
      // An answer file of SUNAT is no workbook: only all together are told apart.
      if (files.length === 1 && only !== undefined && !/\.zip$/i.test(only.name))
        void validar.getState().dropFile(only);
      else void validar.getState().dropFiles(files);
    },
    showPadron: () => {
      app.getState().go('padron');
    },
  });
  const socios = createSociosStore(bridge, {
    ceiling: () => app.getState().state?.ajustes.tope ?? null,
  });
  const cambios = createChangesStore(bridge, {
    openPartner: (ruc) => {
      app.getState().go('socios');
      socios.getState().openRuc(ruc);
    },
  });
  const services = { app, validar, rows, padron, socios, cambios };
  followChanges(services);
  listen(bridge, services);
  return services;
}

/** What one store does where another changed. */
function followChanges({ app, validar, padron, socios, cambios }: Services): void {
  app.subscribe((now, before) => {
    if (before.state === null && now.state !== null) {
      void padron.getState().load();
      void socios.getState().load();
    }
    if (before.state === null || now.state === null) return;
    if (before.state.demo !== now.state.demo) {
      validar.getState().reset();
      padron.getState().reset();
      socios.getState().reset();
      cambios.getState().reset();
      if (now.screen === 'cambios') cambios.getState().load();
    } else if (before.state.token.tiene !== now.state.token.tiene) void validar.getState().makePlan(true);
    else if (planFigures(before.state) !== planFigures(now.state)) void validar.getState().makePlan();
  });
  padron.subscribe((now, before) => {
    // The figures of a plan rest on the edition in use.
    if (before.estado === null || now.estado === null) return;
    if (before.estado.edicion?.n !== now.estado.edicion?.n) void validar.getState().makePlan();
  });
}

function listen(bridge: Bridge, services: Services): void {
  const { app, validar, padron } = services;
  listenToPartners(bridge, services);
  bridge.on('app.changed', (state) => {
    app.getState().receive(state);
  });
  bridge.on('app.failure', (failure) => {
    app.getState().fail(failure);
  });
  bridge.on('run.progress', (snapshot) => {
    validar.getState().progress(snapshot);
  });
  bridge.on('job.progress', (job) => {
    validar.getState().jobProgress(job.fase, job.avance);
    services.socios.getState().bookProgress(job.avance);
  });
  bridge.on('padron.progress', (job) => {
    padron.getState().progress(job);
  });
  bridge.on('padron.changed', (state) => {
    padron.getState().receive(state);
  });
  bridge.on('files.opened', (given) => {
    app.getState().go('validar');
    void validar.getState().openFiles(given);
  });
}

function listenToPartners(bridge: Bridge, { app, socios, cambios }: Services): void {
  bridge.on('partners.changed', (summary) => {
    socios.getState().receive(summary);
    cambios.getState().refresh();
  });
  bridge.on('partners.progress', (snapshot) => {
    socios.getState().progress(snapshot);
  });
  bridge.on('partners.refreshed', (end) => {
    socios.getState().ended(end);
  });
  bridge.on('app.show', ({ pantalla, corrida }) => {
    if (pantalla === 'cambios') cambios.getState().showRefresh(corrida);
    app.getState().go(pantalla);
  });
}

/** The settings that the figures of a plan rest on. */
function planFigures({ ajustes }: AppState): string {
  return JSON.stringify([ajustes.precio, ajustes.porMinuto, ajustes.concurrencia, ajustes.padronEdadDias]);
}

const ServicesContext = createContext<Services | null>(null);

/** Hands the stores to the screens. */
export function ServicesProvider({ services, children }: { services: Services; children: ReactNode }) {
  return <ServicesContext value={services}>{children}</ServicesContext>;
}

function useServices(): Services {
  const services = use(ServicesContext);
  if (services === null) throw new Error('The stores are missing: no ServicesProvider above.');
  return services;
}

/** A part of the application's state. */
export function useApp<T>(select: (model: AppModel) => T): T {
  return useStore(useServices().app, select);
}

/** A part of what Validar holds. */
export function useValidar<T>(select: (model: ValidarModel) => T): T {
  return useStore(useServices().validar, select);
}

/** A part of what Padrón holds. */
export function usePadron<T>(select: (model: PadronModel) => T): T {
  return useStore(useServices().padron, select);
}

/** A part of the results grid's state. */
export function useRows<T>(select: (model: RowsModel) => T): T {
  return useStore(useServices().rows, select);
}

/** A part of what Socios holds. */
export function useSocios<T>(select: (model: SociosModel) => T): T {
  return useStore(useServices().socios, select);
}

/** A part of what Cambios holds. */
export function useCambios<T>(select: (model: ChangesModel) => T): T {
  return useStore(useServices().cambios, select);
}

/** The way to a run from another screen; answers whether Validar was free to show it. */
export function useOpenRun(): (corrida: string) => Promise<boolean> {
  const { app, validar } = useServices();
  return async (corrida) => {
    const { fase, showRun } = validar.getState();
    app.getState().go('validar');
    // What goes on there comes first.
    if (isBusy(fase)) return false;
    await showRun(corrida);
    return true;
  };
}

/** The way to the changes that a refresh noticed. */
export function useShowChanges(): (corrida: string) => void {
  const { app, cambios } = useServices();
  return (corrida) => {
    cambios.getState().showRefresh(corrida);
    app.getState().go('cambios');
  };
}
