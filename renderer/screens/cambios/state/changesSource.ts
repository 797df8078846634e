/** The rows of the query in force, fetched around what is looked at. */
import type { Bridge, ChangeQuery, PartnerChange } from '../../../../shared/contract.ts';
import { createPacer, type Pacer, type Timers } from '../../../util/pacer.ts';
import { RowPages, type RowsPage } from '../../../util/rowPages.ts';
import type { ChangesStore } from './model.ts';

const PAGE_SIZE = 100;
const MAX_PAGES = 20;
const REFRESH_EVERY_MS = 500;

/** What it reads and sets. */
export type Store = Pick<ChangesStore, 'getState' | 'setState'>;

/** Fetches the rows of the query in force, and throws away what is no longer asked for. */
export class ChangesSource {
  private readonly bridge: Bridge;
  private readonly store: Store;
  private readonly pacer: Pacer;
  /** The pages of the query in force. */
  private asked: RowPages<PartnerChange> | null = null;
  /** What is drawn: the pages before, until the first answer of those in force. */
  private shown: RowPages<PartnerChange> | null = null;
  /** The change that the keyboard is on, once it has moved: newer ones above it push its place down. */
  private held: string | null = null;

  constructor(bridge: Bridge, store: Store, timers: Timers | undefined) {
    this.bridge = bridge;
    this.store = store;
    this.pacer = createPacer(() => this.asked?.refresh(), REFRESH_EVERY_MS, timers);
  }

  row(index: number): PartnerChange | undefined {
    return this.shown?.row(index);
  }

  /** The keyboard is on this one. */
  activate(index: number): void {
    const activa = clamp(index, this.store.getState().total);
    this.held = this.row(activa)?.id ?? null;
    this.store.setState({ activa });
  }

  look(first: number, last: number): void {
    if (this.asked === this.shown) this.asked?.look(first, last);
  }

  refresh(): void {
    // Before the screen was ever shown there is nothing to ask for.
    if (this.asked !== null) this.pacer.soon();
  }

  clear(): void {
    this.asked?.close();
    this.asked = null;
    this.shown = null;
    this.held = null;
  }

  get started(): boolean {
    return this.asked !== null;
  }

  /** Starts a query anew, from its first row. */
  query(consulta: ChangeQuery): void {
    this.asked?.close();
    const pages: RowPages<PartnerChange> = new RowPages<PartnerChange>({
      pageSize: PAGE_SIZE,
      maxPages: MAX_PAGES,
      load: (desde, cuantas) => this.load(pages, consulta, desde, cuantas),
      onChange: () => {
        this.shown = pages;
        const { total } = pages;
        const at = this.held === null ? null : pages.find(({ id }) => id === this.held);
        this.store.setState((s) => ({
          total,
          version: s.version + 1,
          fallo: null,
          activa: at ?? clamp(s.activa, total),
        }));
      },
    });
    this.asked = pages;
    this.held = null;
    this.store.setState({ consulta, activa: 0 });
    pages.look(0, PAGE_SIZE - 1);
  }

  private async load(
    pages: RowPages<PartnerChange>,
    consulta: ChangeQuery,
    desde: number,
    cuantas: number,
  ): Promise<RowsPage<PartnerChange> | null> {
    const answer = await this.bridge.call('changes.rows', { ...consulta, desde, cuantas });
    if (pages !== this.asked) return null;
    if (!answer.ok) {
      this.store.setState({ fallo: answer.error });
      return null;
    }
    const { sinLeer, conteo } = answer.value;
    this.store.setState({ sinLeer, conteo });
    return answer.value;
  }
}

function clamp(index: number, total: number | null): number {
  return Math.max(0, Math.min(index, (total ?? 1) - 1));
}
