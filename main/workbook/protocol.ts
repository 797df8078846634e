/** Messages between {@link createWorkbooks} and the worker thread. Plain data only. */
import type { ErrorCode } from '../../shared/errors.ts';
import type { Choice } from './jobs/chosen.ts';
import type { ColumnItem, OutputChoices, RunSummary, VerdictCells } from './types.ts';

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
  /** The next verdicts; null: there are no more. */
  | { type: 'verdicts'; id: number; chunk: readonly VerdictCells[] | null }
  /** The items that came last are put away: more of them may come. */
  | { type: 'more'; id: number };

/** From the worker. */
export type FromWorker =
  | { type: 'progress'; id: number; fase: 'leer' | 'escribir' | 'revisar'; avance: number }
  /** Ready for more verdicts. */
  | { type: 'pull'; id: number }
  /** Items of a column, ahead of the reading that they belong to: a hundred thousand at once would hold up main. */
  | { type: 'items'; id: number; items: readonly ColumnItem[] }
  | { type: 'done'; id: number; value: unknown }
  | { type: 'failed'; id: number; code: ErrorCode; data: Record<string, string | number>; cause: string };
