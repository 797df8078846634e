/** A process of its own that takes workbooks all the way: what hangs or swells there can be seen and ended. */
import { readFileSync } from 'node:fs';
import { HabidoError, type ErrorCode } from '../../../shared/errors.ts';
import type { AnnotateResult, ColumnChoice } from '../../../main/workbook/types.ts';
import { createWorkbooks } from '../../../main/workbook/workbooks.ts';
import { WORKER_URL, inChunks, verdictFor } from '../annotate.ts';

/** A workbook, and where its copy goes. */
export interface FuzzOrder {
  path: string;
  target: string;
}

/** What came of it. `annotated` is null where no column was found. */
export type FuzzOutcome =
  | { refused: ErrorCode }
  | { failed: string }
  | { found: string[]; annotated: { choice: ColumnChoice; result: AnnotateResult } | null };

/** The answer to an order; `peak` is the most memory that this process ever took, in MB. */
export interface FuzzAnswer {
  outcome: FuzzOutcome;
  peak: number;
}

const workbooks = createWorkbooks({ workerUrl: WORKER_URL });

async function takeThrough(path: string, target: string): Promise<FuzzOutcome> {
  try {
    const reading = await workbooks.read(path);
    const best = reading.candidatas[0];
    if (best === undefined) return { found: [], annotated: null };
    const column = await workbooks.readColumn(path, { ...best, manual: false });
    const { choice, hash: expectedHash, items } = column;
    const verdicts = inChunks(items.map((item) => verdictFor(item)));
    const result = await workbooks.annotate({
      source: path,
      expectedHash,
      choice,
      target,
      verdicts,
      manual: false,
    });
    return { found: items.map((item) => item.texto), annotated: { choice, result } };
  } catch (error) {
    if (error instanceof HabidoError) return { refused: error.code };
    return { failed: String(error) };
  }
}

/** Linux counts what the parent held at the fork into `maxRSS`; the high-water mark of the process does not. */
function peakMegabytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024;
  return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
}

process.on('message', ({ path, target }: FuzzOrder) => {
  void takeThrough(path, target).then((outcome) =>
    process.send?.({ outcome, peak: peakMegabytes() } satisfies FuzzAnswer),
  );
});
