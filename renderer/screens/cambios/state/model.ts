/** What the store of Cambios holds and can do. */
import type { StoreApi } from 'zustand';
import type { CallOutput, ChangeQuery, PartnerChange } from '../../../../shared/contract.ts';
import type { PlainError } from '../../../../shared/errors.ts';

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

export const FIRST_QUERY: ChangeQuery = {
  rumbo: 'todos',
  grupo: null,
  dias: 30,
  sinLeer: false,
  corrida: null,
  texto: '',
};

export const NOTHING: ChangesData = {
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
