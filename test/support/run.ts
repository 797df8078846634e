/** Starts a run as the window and the commands do, over a column made in the test. */
import { mergeReadings } from '../../main/validation/merge-readings.ts';
import { planRun } from '../../main/validation/plan.ts';
import type { LiveRun } from '../../main/validation/run-service.ts';
import type { ColumnReading } from '../../shared/workbook.ts';
import type { Workspace } from '../../main/workspace.ts';
import type { Politica } from '../../shared/contract.ts';

export interface TestRun {
  politica?: Politica;
  /** Milliseconds; default a day. */
  freshnessMs?: number;
  tope?: number | null;
  giveUpAfterProbes?: number;
  now?: number;
}

export async function startRun(
  workspace: Workspace,
  reading: ColumnReading,
  options: TestRun = {},
): Promise<LiveRun> {
  const politica = options.politica ?? 'vivo';
  const since = (options.now ?? Date.now()) - (options.freshnessMs ?? 86_400_000);
  const merged = mergeReadings([reading]);
  const figures = await planRun(merged, { onDisk: workspace.onDisk, politica, since });
  return workspace.service.start(
    {
      fuentes: [{ path: '/datos/libro.xlsx', nombre: 'libro.xlsx', reading, manual: false }],
      items: merged.items,
      figures,
      politica,
      since,
      tope: options.tope ?? null,
    },
    {
      askedBy: 'comando',
      ...(options.giveUpAfterProbes === undefined ? {} : { giveUpAfterProbes: options.giveUpAfterProbes }),
    },
  );
}

/** Every item of a run: RUC → row. */
export function itemsOf(
  workspace: Workspace,
  id: string,
): Map<string, ReturnType<Workspace['runs']['allVerdicts']>[number]> {
  return new Map(workspace.runs.allVerdicts(id, -1, 1_000_000).map((row) => [row.ruc, row]));
}
