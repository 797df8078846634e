/** What the window holds of the changes noticed in partners: a query, the rows around what is looked at. */
import { createStore, type StoreApi } from 'zustand';
import type { Bridge, CallOutput, ChangeQuery, PartnerChange } from '../../../../shared/contract.ts';
import type { PlainError } from '../../../../shared/errors.ts';
import { createPacer, type Pacer, type Timers } from '../../../util/pacer.ts';
import { RowPages, type RowsPage } from '../../../util/rowPages.ts';

type Counts = CallOutput<'changes.rows'>['conteo'];
type SavedBook = NonNullable<CallOutput<'changes.export'>>;

export interface ChangesData {
  consulta: ChangeQuery;
  /** Null until the first rows are there. */
  total: number | null;
  /** Of the query. */
  sinLeer: number;
  /** Of the query with any course; null until the first rows are there. */
  conteo: Counts | null;
  /** Grows with every change of the rows; the time line draws again when it does. */
  version: number;
  /** Place of the active row. */
  activa: number;
  fallo: PlainError | null;
  /** How many were marked last, and as what; null: nothing yet. */
  marcados: { marcados: number; leido: boolean } | null;
  exportando: boolean;
  /** The workbook that was written last, until it is dismissed. */
  copia: SavedBook | null;
}

export interface ChangesModel extends ChangesData {
  /** The screen is shown: what it last showed, as it is now. */
  load(): void;
  /** Something changed in main; asks again for what is looked at, at most twice a second. */
  refresh(): void;
  row(index: number): PartnerChange | undefined;
  look(first: number, last: number): void;
  activate(index: number): void;
  filter(change: Partial<ChangeQuery>): void;
  /** The query as at first. */
  clearFilters(): void;
  /** Only what this refresh noticed; null: all, as at first. */
  showRefresh(corrida: string | null): void;
  /** Goes to the partner of a change, which counts as read from then on. */
  open(index: number): Promise<void>;
  /** Marks one change. */
  mark(index: number, leido: boolean): Promise<void>;
  /** Marks all that the query finds as read. */
  markAll(): Promise<void>;
  exportBook(): Promise<void>;
  openBook(): Promise<void>;
  showBook(): Promise<void>;
  dismiss(): void;
  /** Forgets all: another workspace is open. */
  reset(): void;
}

export type ChangesStore = StoreApi<ChangesModel>;

/** What this screen needs of others. */
export interface ChangesNeighbours {
  /** Shows the partner in its own screen. */
  openPartner(ruc: string): void;
}

const PAGE_SIZE = 100;
const MAX_PAGES = 20;
const REFRESH_EVERY_MS = 500;

export const FIRST_QUERY: ChangeQuery = {
  rumbo: 'todos',
  grupo: null,
  dias: 30,
  sinLeer: false,
  corrida: null,
  texto: '',
};

const NOTHING: ChangesData = {
  consulta: FIRST_QUERY,
  total: null,
  sinLeer: 0,
  conteo: null,
  version: 0,
  activa: 0,
  fallo: null,
  marcados: null,
  exportando: false,
  copia: null,
};

type Store = Pick<ChangesStore, 'getState' | 'setState'>;

/** Fetches the rows of the query in force, and throws away what is no longer asked for. */
class ChangesSource {
  private readonly bridge: Bridge;
  private readonly store: Store;
  private readonly pacer: Pacer;
  /** The pages of the query in force. */
  private asked: RowPages<PartnerChange> | null = null;
  /** What is drawn: the pages before, until the first answer of those in force. */
  private shown: RowPages<PartnerChange> | null = null;

  constructor(bridge: Bridge, store: Store, timers: Timers | undefined) {
    this.bridge = bridge;
    this.store = store;
    this.pacer = createPacer(() => this.asked?.refresh(), REFRESH_EVERY_MS, timers);
  }

  row(index: number): PartnerChange | undefined {
    return this.shown?.row(index);
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
        this.store.setState((s) => ({
          total,
          version: s.version + 1,
          fallo: null,
          activa: clamp(s.activa, total),
        }));
      },
    });
    this.asked = pages;
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

/** The store of the time line. `timers` is given in tests. */
export function createChangesStore(
  bridge: Bridge,
  neighbours: ChangesNeighbours,
  timers?: Timers,
): ChangesStore {
  return createStore<ChangesModel>()((set, get, store) => {
    const source = new ChangesSource(bridge, store, timers);
    const mark = async (ids: string[] | undefined, leido: boolean): Promise<boolean> => {
      const { consulta } = get();
      const answer = await bridge.call('changes.mark', { consulta, leido, ...(ids && { ids }) });
      set(answer.ok ? { marcados: { ...answer.value, leido } } : { fallo: answer.error });
      source.refresh();
      return answer.ok;
    };
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
      activate: (index) => set({ activa: clamp(index, get().total) }),
      filter: (change) => {
        source.query({ ...get().consulta, ...change });
      },
      clearFilters: () => {
        source.query(FIRST_QUERY);
      },
      showRefresh: (corrida) => {
        source.query(corrida === null ? FIRST_QUERY : { ...FIRST_QUERY, dias: null, corrida });
      },
      open: async (index) => {
        const change = source.row(index);
        if (change === undefined) return;
        set({ activa: clamp(index, get().total) });
        neighbours.openPartner(change.ruc);
        if (!change.leido) await mark([change.id], true);
      },
      mark: async (index, leido) => {
        const change = source.row(index);
        if (change !== undefined && change.leido !== leido) await mark([change.id], leido);
      },
      markAll: async () => {
        await mark(undefined, true);
      },
      ...bookActions(bridge, { getState: get, setState: set }),
      dismiss: () => set({ fallo: null, copia: null }),
      reset: () => {
        source.clear();
        set(NOTHING);
      },
    };
  });
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

function clamp(index: number, total: number | null): number {
  return Math.max(0, Math.min(index, (total ?? 1) - 1));
}
