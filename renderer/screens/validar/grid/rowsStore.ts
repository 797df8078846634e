import { createStore, type StoreApi } from 'zustand';
import type { Bridge, CallInput, RunDetail, RunRow, SortField } from '../../../../shared/contract.ts';
import type { PlainError } from '../../../../shared/errors.ts';
import { pressed, type Order } from '../../../components/grid/sorting.ts';
import { createPacer, type Pacer, type Timers } from '../../../util/pacer.ts';
import { RowPages, type RowsPage } from '../../../util/rowPages.ts';
import { failureSentence } from '../../../words/failures.ts';

export type RowFilter = CallInput<'run.rows'>['filtro'];

/** What of a run's rows is shown, and in which order. */
export interface RowQuery {
  filtro: RowFilter;
  texto: string;
  orden: Order<SortField>;
}

interface RowsData {
  corrida: string | null;
  consulta: RowQuery;
  /** Null until the first rows are there. */
  total: number | null;
  /** The rows come from several workbooks or columns: each says which. */
  varios: boolean;
  /** Grows with every change of the rows; the grid draws again when it does. */
  version: number;
  /** Place of the active row in the list. */
  activa: number;
  /** The row whose detail is open, or null. */
  abierta: number | null;
  detalle: RunDetail | null;
  /** The row whose RUC is being asked for again, or null. */
  consultando: number | null;
  /** Why the open detail's RUC got no answer when it was asked for again, or null. */
  sinRespuesta: string | null;
  fallo: PlainError | null;
}

/** The results grid: a query over a run, the rows around what is looked at, the active row, the open detail. */
export interface RowsModel extends RowsData {
  show(corrida: string): void;
  row(index: number): RunRow | undefined;
  look(first: number, last: number): void;
  /** Asks again for what is looked at, at most twice a second. */
  refresh(): void;
  filter(filtro: RowFilter): void;
  search(texto: string): void;
  /** The same column again turns the order round. */
  sort(campo: SortField): void;
  activate(index: number): void;
  openDetail(index: number): void;
  closeDetail(): void;
  /** Asks Migo again for the RUC of the open detail: a query. */
  askAgain(): Promise<void>;
}

export type RowsStore = StoreApi<RowsModel>;

const PAGE_SIZE = 100;
const MAX_PAGES = 20;
const REFRESH_EVERY_MS = 500;
const DETAIL_PAUSE_MS = 120;

const FIRST_QUERY: RowQuery = { filtro: 'todos', texto: '', orden: { campo: 'fila', descendente: false } };

const NOTHING: RowsData = {
  corrida: null,
  consulta: FIRST_QUERY,
  total: null,
  varios: false,
  version: 0,
  activa: 0,
  abierta: null,
  detalle: null,
  consultando: null,
  sinRespuesta: null,
  fallo: null,
};

/** Fetches rows and details for the store, and throws away what is no longer asked for. */
class RowsSource {
  private readonly bridge: Bridge;
  private readonly store: Pick<RowsStore, 'getState' | 'setState'>;
  /** The pages of the query in force. */
  private asked: RowPages<RunRow> | null = null;
  /** What is drawn: the pages before, until the first answer of those in force. */
  private shown: RowPages<RunRow> | null = null;
  private readonly detailPacer: Pacer;
  private readonly rowsPacer: Pacer;

  constructor(bridge: Bridge, store: Pick<RowsStore, 'getState' | 'setState'>, timers: Timers | undefined) {
    this.bridge = bridge;
    this.store = store;
    this.detailPacer = createPacer(() => void this.detail(), DETAIL_PAUSE_MS, timers);
    this.rowsPacer = createPacer(
      () => {
        this.asked?.refresh();
        // An open detail that was still waiting may have its answer now.
        if (store.getState().detalle?.veredicto === null) void this.detail();
      },
      REFRESH_EVERY_MS,
      timers,
    );
  }

  row(index: number): RunRow | undefined {
    return this.shown?.row(index);
  }

  look(first: number, last: number): void {
    if (this.asked === this.shown) this.asked?.look(first, last);
  }

  rowsSoon(): void {
    this.rowsPacer.soon();
  }

  detailSoon(): void {
    this.detailPacer.soon();
  }

  /** Forgets the rows of the run before. */
  clear(): void {
    this.asked?.close();
    this.shown = null;
  }

  /** Starts a query anew, from its first row. */
  query(consulta: RowQuery): void {
    const { corrida, abierta } = this.store.getState();
    if (corrida === null) return;
    this.asked?.close();
    const pages = new RowPages<RunRow>({
      pageSize: PAGE_SIZE,
      maxPages: MAX_PAGES,
      load: (desde, cuantas) => this.load(corrida, consulta, desde, cuantas),
      onChange: () => {
        this.changed(pages);
      },
    });
    this.asked = pages;
    this.store.setState({ consulta, activa: 0, abierta: abierta === null ? null : 0, detalle: null });
    pages.look(0, PAGE_SIZE - 1);
  }

  async detail(): Promise<void> {
    const { corrida, abierta } = this.store.getState();
    const row = abierta === null ? undefined : this.row(abierta);
    if (corrida === null || row === undefined) return;
    const answer = await this.bridge.call('run.detail', { corrida, n: row.n });
    const now = this.store.getState();
    if (now.corrida !== corrida || now.abierta !== abierta) return;
    this.store.setState(answer.ok ? { detalle: answer.value, sinRespuesta: null } : { fallo: answer.error });
  }

  async askAgain(): Promise<void> {
    const { corrida, detalle, consultando } = this.store.getState();
    if (corrida === null || detalle === null || consultando !== null) return;
    const { n } = detalle;
    this.store.setState({ consultando: n, sinRespuesta: null });
    const answer = await this.bridge.call('run.askAgain', { corrida, n });
    this.store.setState({ consultando: null });
    const now = this.store.getState();
    // The person may have gone on to another row meanwhile; the answer is kept all the same.
    if (now.corrida !== corrida || now.detalle?.n !== n) return;
    this.store.setState(
      answer.ok
        ? { detalle: answer.value.detalle, sinRespuesta: answer.value.sinRespuesta }
        : { sinRespuesta: failureSentence(answer.error) },
    );
  }

  private changed(pages: RowPages<RunRow>): void {
    this.shown = pages;
    const { total } = pages;
    this.store.setState((s) => ({
      total,
      // A filter that finds nothing says nothing of it.
      varios: s.varios || (pages.row(0)?.libro ?? '') !== '',
      version: s.version + 1,
      fallo: null,
      activa: clamp(s.activa, total),
    }));
    const { abierta, detalle } = this.store.getState();
    if (abierta !== null && detalle?.n !== this.row(abierta)?.n) this.detailSoon();
  }

  private async load(
    corrida: string,
    consulta: RowQuery,
    desde: number,
    cuantas: number,
  ): Promise<RowsPage<RunRow> | null> {
    const answer = await this.bridge.call('run.rows', { corrida, ...consulta, desde, cuantas });
    if (answer.ok) return answer.value;
    this.store.setState({ fallo: answer.error });
    return null;
  }
}

/** The store of the results grid. `timers` is given in tests. */
export function createRowsStore(bridge: Bridge, timers?: Timers): RowsStore {
  return createStore<RowsModel>()((set, get, store) => {
    const source = new RowsSource(bridge, store, timers);
    const requery = (change: Partial<RowQuery>): void => {
      source.query({ ...get().consulta, ...change });
    };
    return {
      ...NOTHING,
      show: (corrida) => {
        if (get().corrida === corrida) {
          source.rowsSoon();
          return;
        }
        source.clear();
        set({ corrida, total: null, varios: false, abierta: null, fallo: null });
        source.query(FIRST_QUERY);
      },
      row: (index) => source.row(index),
      look: (first, last) => {
        source.look(first, last);
      },
      refresh: () => {
        source.rowsSoon();
      },
      filter: (filtro) => {
        requery({ filtro });
      },
      search: (texto) => {
        requery({ texto });
      },
      sort: (campo) => {
        requery({ orden: pressed(get().consulta.orden, campo) });
      },
      activate: (index) => {
        const activa = clamp(index, get().total);
        set({ activa });
        if (get().abierta === null || get().abierta === activa) return;
        set({ abierta: activa });
        source.detailSoon();
      },
      openDetail: (index) => {
        const activa = clamp(index, get().total);
        set({ activa, abierta: activa });
        void source.detail();
      },
      closeDetail: () => {
        set({ abierta: null, detalle: null });
      },
      askAgain: () => source.askAgain(),
    };
  });
}

function clamp(index: number, total: number | null): number {
  return Math.max(0, Math.min(index, (total ?? 1) - 1));
}
