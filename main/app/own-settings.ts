/** What the firm's own settings say of the app as a whole: the demonstration's rule nothing outside it. */
import type { Settings } from '../../shared/contract.ts';
import type { Desk } from '../desk.ts';

type OfApp = Pick<Settings, 'iniciarConSesion' | 'quedarseEnBandeja'>;

export class OwnSettings {
  readonly #desk: Desk;
  #kept: OfApp;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#kept = desk.workspace().settings.get();
  }

  /** As they are; while the demonstration is open, or opening, as they were just before. */
  get(): OfApp {
    if (!this.#desk.demo && !this.#desk.switching) this.#kept = this.#desk.workspace().settings.get();
    return this.#kept;
  }
}
