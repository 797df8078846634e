/** Events for the page, those among them kept that must reach it though it is not there yet. */
import type { EventName, EventPayload } from '../../shared/contract.ts';
import type { Send } from '../ipc/handle.ts';

/** What the user would miss; all other news a page reads for itself when it loads. */
const KEPT: ReadonlySet<EventName> = new Set<EventName>(['app.failure', 'app.show', 'files.opened']);

/** Hands events on while a page listens; of the kept kinds the last of each waits for the next page. */
export class PageMail {
  readonly #tell: Send;
  readonly #waiting = new Map<EventName, () => void>();
  #listens = false;

  /** `tell`: hands an event to the page that there is. */
  constructor(tell: Send) {
    this.#tell = tell;
  }

  readonly send: Send = <N extends EventName>(name: N, payload: EventPayload<N>): void => {
    if (this.#listens || !KEPT.has(name)) this.#tell(name, payload);
    else this.#waiting.set(name, () => this.#tell(name, payload));
  };

  /** A page listens from now on: it gets what waited for it. */
  listening(): void {
    this.#listens = true;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const tell of waiting) tell();
  }

  /** The page is gone. */
  gone(): void {
    this.#listens = false;
  }
}
