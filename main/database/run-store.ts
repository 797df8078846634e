/** Runs and their items: creation, progress, verdicts, and the pages that the window shows. */
import type { HabidoDatabase } from './open.ts';
import type { PageQuery, RunPage } from './run-pages.ts';
import type { ItemState, ItemVerdict, NewItem, RunChanges, RunCounts, RunItemRow, RunRecord } from './run-types.ts';

export type * from './run-types.ts';

/** Reader and writer of runs. */
export class RunStore {
  constructor(_database: HabidoDatabase) {
    throw new Error('being written');
  }
  declare create: (run: RunRecord) => void;
  /** Appends items numbered from `fromN`; the caller chunks. */
  declare addItems: (runId: string, fromN: number, items: readonly NewItem[]) => void;
  declare get: (runId: string) => RunRecord | null;
  /** Newest first. */
  declare list: (limit: number) => RunRecord[];
  declare update: (runId: string, changes: RunChanges) => void;
  declare nextPending: (
    runId: string,
    state: 'pendiente' | 'omitido' | 'sin-respuesta',
    afterN: number,
    limit: number,
  ) => { n: number; ruc: string }[];
  declare itemsByRuc: (
    runId: string,
    rucs: readonly string[],
  ) => { n: number; ruc: string; filas: number; nombre: string; aviso: string }[];
  declare settle: (runId: string, verdicts: readonly ItemVerdict[]) => void;
  declare setState: (runId: string, ns: readonly number[], state: ItemState) => void;
  declare counts: (runId: string) => RunCounts;
  declare page: (runId: string, query: PageQuery) => RunPage;
  declare item: (runId: string, n: number) => RunItemRow | null;
  /** In order of `n`, for the copy and the results. */
  declare allVerdicts: (runId: string, afterN: number, limit: number) => RunItemRow[];
}
