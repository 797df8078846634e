import { createStore, type StoreApi } from 'zustand';
import type { Bridge, CallInput, RunDetail, RunRow, SortField } from '../../../../shared/contract.ts';
import type { PlainError } from '../../../../shared/errors.ts';
import { RowPages, type RowsPage } from './rowPages.ts';
import { createPacer, type Timers } from '../../../util/pacer.ts';

export type RowFilter = CallInput<'run.rows'>['filtro'];

/** What of a run's rows is shown, and in which order. */
export interface RowQuery {
  filtro: RowFilter;
  texto: string;
  orden: { campo: SortField; descendente: boolean };
}

/** The results grid: a query over a run, the rows around what is looked at, the active row, the open detail. */
export interface RowsModel {
  corrida: string | null;
  consulta: RowQuery;
  /** Null until the first rows are there. */
  total: number | null;
  /** Grows with every change of the rows; the grid draws again when it does. */
  version: number;
  /** Place of the active row in the list. */
  activa: number;
  /** The row whose detail is open, or null. */
  abierta: number | null;
  detalle: RunDetail | null;
  fallo: PlainError | null;
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
}

export type RowsStore = StoreApi<RowsModel>;

const PAGE_SIZE = 100;
const MAX_PAGES = 20;
const REFRESH_EVERY_MS = 500;
const DETAIL_PAUSE_MS = 120;

const FIRST_QUERY: RowQuery = { filtro: 'todos', texto: '', orden: { campo: 'fila', descendente: false } };

export function createRowsStore(bridge: Bridge, timers?: Timers): RowsStore {
  return createStore<RowsModel>()((set, get) => {
    let pages: RowPages | null = null;

    const load = async (corrida: string, consulta: RowQuery, desde: number, cuantas: number): Promise<RowsPage | null> => {
      const answer = await bridge.call('run.rows', { corrida, ...consulta, desde, cuantas });
      if (answer.ok) return answer.value;
      set({ fallo: answer.error });
      return null;
    };

    const query = (consulta: RowQuery): void => {
      const { corrida } = get();
      if (corrida === null) return;
      pages?.close();
      const mine = new RowPages({
        pageSize: PAGE_SIZE,
        maxPages: MAX_PAGES,
        load: (desde, cuantas) => load(corrida, consulta, desde, cuantas),
        onChange: () => {
          set((s) => ({ total: mine.total, version: s.version + 1, fallo: null, activa: clamp(s.activa, mine.total) }));
          if (get().detalle === null) askDetail.soon();
        },
      });
      pages = mine;
      set((s) => ({ consulta, activa: 0, version: s.version + 1, abierta: s.abierta === null ? null : 0, detalle: null }));
      mine.look(0, PAGE_SIZE - 1);
    };

    const loadDetail = async (): Promise<void> => {
      const { corrida, abierta } = get();
      const row = abierta === null ? undefined : pages?.row(abierta);
      if (corrida === null || row === undefined) return;
      const answer = await bridge.call('run.detail', { corrida, n: row.n });
      if (get().corrida !== corrida || get().abierta !== abierta) return;
      set(answer.ok ? { detalle: answer.value } : { fallo: answer.error });
    };
    const askDetail = createPacer(() => void loadDetail(), DETAIL_PAUSE_MS, timers);
    const askRows = createPacer(() => {
      pages?.refresh();
      if (get().detalle?.veredicto === null) void loadDetail();
    }, REFRESH_EVERY_MS, timers);

    return {
      corrida: null,
      consulta: FIRST_QUERY,
      total: null,
      version: 0,
      activa: 0,
      abierta: null,
      detalle: null,
      fallo: null,
      show: (corrida) => {
        if (get().corrida === corrida) return askRows.soon();
        set({ corrida, total: null, abierta: null, detalle: null, fallo: null });
        query(FIRST_QUERY);
      },
      row: (index) => pages?.row(index),
      look: (first, last) => pages?.look(first, last),
      refresh: () => {
        askRows.soon();
      },
      filter: (filtro) => {
        query({ ...get().consulta, filtro });
      },
      search: (texto) => {
        query({ ...get().consulta, texto });
      },
      sort: (campo) => {
        const { orden } = get().consulta;
        query({ ...get().consulta, orden: { campo, descendente: orden.campo === campo && !orden.descendente } });
      },
      activate: (index) => {
        const activa = clamp(index, get().total);
        set({ activa });
        if (get().abierta !== null && get().abierta !== activa) {
          set({ abierta: activa, detalle: null });
          askDetail.soon();
        }
      },
      openDetail: (index) => {
        const activa = clamp(index, get().total);
        set({ activa, abierta: activa, detalle: null });
        void loadDetail();
      },
      closeDetail: () => {
        set({ abierta: null, detalle: null });
      },
    };
  });
}

function clamp(index: number, total: number | null): number {
  return Math.max(0, Math.min(index, (total ?? 1) - 1));
}
