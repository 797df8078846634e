/** What lives on without a window: the tray, the news of refreshes, and the schedule that is woken. */
import type { PowerMonitor } from 'electron';
import { asHabidoError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { RefreshEnd } from '../../shared/contract.ts';
import type { Desk } from '../desk.ts';
import type { Send } from '../ipc/handle.ts';
import { summaryOf, type ScheduleControl } from '../ipc/partner-events.ts';
import type { Workspace } from '../workspace.ts';
import type { Notify } from './notices.ts';
import { refreshNotice } from './refresh-notice.ts';
import { Tray, type MakePanel } from './tray.ts';
import type { TrayAction, TrayState } from './tray-model.ts';

export interface BackgroundDeps {
  desk: Desk;
  schedule: ScheduleControl & { wake(): void };
  monitor: Pick<PowerMonitor, 'on' | 'off'>;
  makePanel: MakePanel;
  notify: Notify;
  /** Opens the window, or brings it to the front. */
  showWindow(): void;
  /** Tells the page, also one that is still to come. */
  send: Send;
  /** A refresh is over. */
  rested(): void;
  quit(): void;
  log: Log;
}

const STAYED = {
  title: 'Habido sigue en la bandeja',
  body: 'Vigila a sus socios desde ahí. Para volver a verlo, elija «Abrir Habido» en su icono o ábralo otra vez.',
};

export class Background {
  readonly #deps: BackgroundDeps;
  readonly #tray: Tray;

  constructor(deps: BackgroundDeps) {
    this.#deps = deps;
    const { desk, schedule, monitor } = deps;
    this.#tray = new Tray({
      makePanel: deps.makePanel,
      read: () => this.#state(),
      act: (action) => this.#act(action),
    });
    desk.onOpen((workspace) => this.#follow(workspace));
    schedule.onChange?.(this.update);
    monitor.on('resume', this.#wake);
    monitor.on('unlock-screen', this.#wake);
  }

  /** What the tray shows may have changed. */
  readonly update = (): void => {
    this.#tray.update();
  };

  /** The window was closed and the app goes on: said once, ever. */
  stayed(): void {
    const { desk, notify, showWindow } = this.#deps;
    if (desk.switching) return;
    this.#logged('That the app stays could not be told.', () => {
      const { settings } = desk.workspace();
      if (settings.get().bandejaAvisada) return;
      notify(STAYED, showWindow);
      settings.save({ bandejaAvisada: true });
    });
  }

  close(): void {
    const { monitor } = this.#deps;
    monitor.off('resume', this.#wake);
    monitor.off('unlock-screen', this.#wake);
    this.#tray.destroy();
  }

  readonly #wake = (): void => {
    this.#deps.schedule.wake();
    this.#tray.update();
  };

  /** Answers how to stop it. */
  #follow({ partners, service }: Workspace): () => void {
    const stops = [
      partners.onChange(this.update),
      partners.refreshes.onProgress(this.update),
      partners.refreshes.onEnd((end) => {
        this.update();
        this.#logged('The changes could not be told.', () => this.#tellChanges(end));
        this.#deps.rested();
      }),
      service.onProgress(this.update),
    ];
    this.update();
    return () => {
      for (const stop of stops) stop();
    };
  }

  #state(): TrayState | null {
    const { desk } = this.#deps;
    if (desk.switching) return null;
    return this.#logged('The tray could not be drawn.', () => this.#read(desk.workspace()));
  }

  #read(workspace: Workspace): TrayState {
    const { schedule } = this.#deps;
    return {
      summary: summaryOf({ workspace: () => workspace, schedule }),
      runs: workspace.service
        .active()
        .map(({ id }) => workspace.service.snapshot(id))
        .filter(({ tipo }) => tipo === 'libro'),
      price: workspace.settings.get().precio,
      now: workspace.clock.now(),
    };
  }

  #act(action: TrayAction): void {
    const { schedule, showWindow, quit } = this.#deps;
    switch (action.tipo) {
      case 'abrir':
        return showWindow();
      case 'salir':
        return quit();
      case 'cambios':
        return this.#show('cambios', action.corrida);
      case 'socios':
        return this.#show('socios', null);
      case 'pausar':
      case 'reanudar':
        return this.#attempt(async () => schedule.pauseToday(action.tipo === 'pausar'));
      case 'refrescar':
        return this.#attempt(() => this.#refresh());
      case 'cancelar':
        return this.#attempt(() => this.#deps.desk.workspace().partners.refreshes.cancel());
    }
  }

  async #refresh(): Promise<void> {
    const { partners, settings } = this.#deps.desk.workspace();
    const { done } = await partners.refreshes.start(
      { tipo: 'todos' },
      { tambienFrescos: false, tope: settings.get().tope, askedBy: 'ventana' },
    );
    this.update();
    await done;
  }

  /** What fails is told in the window, which is opened for it. */
  #attempt(work: () => Promise<void>): void {
    const { send, log } = this.#deps;
    work()
      .catch((error: unknown) => {
        const typed = asHabidoError(error);
        if (typed.code === 'interno') log.error('What the tray was asked for failed.', error);
        this.#show('socios', null);
        send('app.failure', typed.toPlain());
      })
      .finally(this.update);
  }

  /** What is only told must not stop what it tells of. Null where it failed. */
  #logged<T>(failure: string, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      this.#deps.log.error(failure, error);
      return null;
    }
  }

  #show(pantalla: 'socios' | 'cambios', corrida: string | null): void {
    this.#deps.showWindow();
    this.#deps.send('app.show', { pantalla, corrida });
  }

  #tellChanges({ corrida, cambios }: RefreshEnd): void {
    const { desk, notify } = this.#deps;
    const { partners, settings } = desk.workspace();
    // The demonstration's partners are nobody's.
    if (cambios === 0 || desk.demo || !settings.get().avisosDeCambios) return;
    const query = { rumbo: 'todos', grupo: null, dias: null, sinLeer: false, corrida, texto: '' } as const;
    const text = refreshNotice(changesOf(partners.changes.pages(query)));
    if (text !== null) notify(text, () => this.#show('cambios', corrida));
  }
}

function* changesOf<T>(pages: Iterable<readonly T[]>): Iterable<T> {
  for (const page of pages) yield* page;
}
