/** Messages between {@link createWorkbooks} and the worker thread. Plain data only. */
import type { ErrorCode } from '../../shared/errors.ts';
import type { Choice } from './jobs/chosen.ts';
import type { ColumnItem, OutputChoices, RunSummary, TableCell, TableColumn, VerdictCells } from './types.ts';

/** What a job writes one of in each row: a verdict, or the cells of a table. */
export type Line = VerdictCells | readonly TableCell[];

/** What a job is asked to do. `scratch`: a folder that it may make, for it alone. */
export type JobRequest = { scratch: string } & (
  | { kind: 'read'; path: string }
  | { kind: 'readColumn'; path: string; choice: Choice }
  | {
      kind: 'report';
      target: string;
      temporary: string;
      resumen: RunSummary;
    }
  | {
      kind: 'table';
      target: string;
      temporary: string;
      hoja: string;
      columnas: readonly TableColumn[];
    }
  | {
      kind: 'annotate';
      source: string;
      expectedHash: string;
      choice: Choice;
      target: string;
      temporary: string;
      etiqueta: string;
      salida: OutputChoices;
      resumen: RunSummary | null;
    }
);

/** To the worker. `cancel`: one shared integer, set to 1 to stop the job at its next chunk. */
export type ToWorker =
  | { type: 'start'; id: number; request: JobRequest; cancel: SharedArrayBuffer }
  /** The next lines to write; null: there are no more. */
  | { type: 'lines'; id: number; chunk: readonly Line[] | null }
  /** The items that came last are put away: more of them may come. */
  | { type: 'more'; id: number };

/** From the worker. */
export type FromWorker =
  | { type: 'progress'; id: number; fase: 'leer' | 'escribir' | 'revisar'; avance: number }
  /** Ready for more lines. */
  | { type: 'pull'; id: number }
  /** Items of a column, ahead of the reading that they belong to: a hundred thousand at once would hold up main. */
  | { type: 'items'; id: number; items: readonly ColumnItem[] }
  | { type: 'done'; id: number; value: unknown }
  | { type: 'failed'; id: number; code: ErrorCode; data: Record<string, string | number>; cause: string };
