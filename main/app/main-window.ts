/** The main window, which comes and goes while the app lives on in the tray. */
import type { BrowserWindow } from 'electron';

export interface MainWindowOptions {
  /** Makes it and begins to load its page. */
  open(): BrowserWindow;
  /** Brings it to the front, from wherever it is. */
  focus(window: BrowserWindow): void;
  /** A window was made: guards what happens to it. */
  opened(window: BrowserWindow): void;
  /** It is gone. */
  closed(): void;
}

/** At most one at a time. */
export class MainWindow {
  readonly #options: MainWindowOptions;
  #window: BrowserWindow | null = null;

  constructor(options: MainWindowOptions) {
    this.#options = options;
  }

  /** The window, where there is one. */
  current(): BrowserWindow | null {
    return this.#window;
  }

  /** Opens the window, or brings the one that is there to the front. */
  show(): void {
    if (this.#window === null) this.#open();
    else this.#options.focus(this.#window);
  }

  #open(): void {
    const window = this.#options.open();
    this.#window = window;
    window.once('closed', () => {
      this.#window = null;
      this.#options.closed();
    });
    this.#options.opened(window);
  }
}
