/** The tray: drawn from state again and again, only what differs, by a panel that is handed in. */
import { isDeepStrictEqual } from 'node:util';
import { midnightAfter } from '../partners/schedule/timing.ts';
import { trayView, type TrayAction, type TrayIcon, type TrayState, type TrayView } from './tray-model.ts';

/** What a desktop's panel shows of us. */
export interface TrayPanel {
  setIcon(icon: TrayIcon): void;
  setToolTip(text: string): void;
  setMenu(groups: TrayView['groups']): void;
  destroy(): void;
}

/** Puts us on the panel. `chosen`: somebody chose an item, or clicked the icon. */
export type MakePanel = (chosen: (action: TrayAction) => void) => TrayPanel;

export interface TrayOptions {
  makePanel: MakePanel;
  /** Null: there is nothing to tell of just now, and what is shown stays. */
  read(): TrayState | null;
  act(action: TrayAction): void;
}

/** Milliseconds between two drawings: a menu that is built anew may close under the pointer. */
const LEAST_MS = 1_000;

/** Milliseconds after which it is looked again where there was nothing to read. */
const AGAIN_MS = 60_000;

export class Tray {
  readonly #options: TrayOptions;
  readonly #panel: TrayPanel;
  #drawn: TrayView | null = null;
  #pending: NodeJS.Timeout | null = null;
  #later: NodeJS.Timeout | null = null;
  #lastDrawn = -Infinity;
  #destroyed = false;

  /** Shows itself at once. */
  constructor(options: TrayOptions) {
    this.#options = options;
    this.#panel = options.makePanel((action) => options.act(action));
    this.#draw();
  }

  /** The state may have changed: draws soon, however often it is called. */
  update(): void {
    if (this.#destroyed || this.#pending !== null) return;
    const wait = Math.max(0, this.#lastDrawn + LEAST_MS - performance.now());
    this.#pending = setTimeout(() => this.#draw(), wait);
  }

  destroy(): void {
    this.#destroyed = true;
    this.#stopWaiting();
    this.#panel.destroy();
  }

  #draw(): void {
    this.#stopWaiting();
    this.#lastDrawn = performance.now();
    const state = this.#options.read();
    if (state === null) {
      this.#later = setTimeout(() => this.#draw(), AGAIN_MS);
      return;
    }
    const view = trayView(state);
    const before = this.#drawn;
    if (view.icon !== before?.icon) this.#panel.setIcon(view.icon);
    if (view.tooltip !== before?.tooltip) this.#panel.setToolTip(view.tooltip);
    if (!isDeepStrictEqual(view.groups, before?.groups)) this.#panel.setMenu(view.groups);
    this.#drawn = view;
    // "Hoy" and "mañana" are others then, and so are the days that are left.
    this.#later = setTimeout(() => this.#draw(), midnightAfter(state.now) - state.now + LEAST_MS);
  }

  #stopWaiting(): void {
    if (this.#pending !== null) clearTimeout(this.#pending);
    if (this.#later !== null) clearTimeout(this.#later);
    this.#pending = null;
    this.#later = null;
  }
}
