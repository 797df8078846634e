/** A process of its own that takes workbooks all the way: what hangs or swells there can be seen and ended. */
import { HabidoError, type ErrorCode } from '../../../shared/errors.ts';
import type { AnnotateResult, ColumnChoice } from '../../../main/workbook/types.ts';
import { createWorkbooks } from '../../../main/workbook/workbooks.ts';
import { WORKER_URL, inChunks, verdictFor } from '../annotate.ts';

/** A workbook, and where its copy goes; `peak` asks for the highest memory so far. */
export type FuzzOrder = { path: string; target: string } | 'peak';

/** What came of it. `annotated` is null where no column was found. */
export type FuzzOutcome =
  | { refused: ErrorCode }
  | { failed: string }
  | { found: string[]; annotated: { choice: ColumnChoice; result: AnnotateResult } | null };

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

process.on('message', (order: FuzzOrder) => {
  if (order === 'peak') process.send?.({ megabytes: process.resourceUsage().maxRSS / 1024 });
  else void takeThrough(order.path, order.target).then((outcome) => process.send?.(outcome));
});
