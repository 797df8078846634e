/** The measured process: one validation over argv[2] RUCs against argv[3]; prints its peak in KB. */
import { keepHeapSmall } from '../../main/heap.ts';
import { mergeReadings } from '../../main/validation/merge-readings.ts';
import { planRun } from '../../main/validation/plan.ts';
import type { LiveRun } from '../../main/validation/run-service.ts';
import { columnOf, temporaryFolder, testWorkspace } from '../support/workspace.ts';
import { companyRucs } from '../support/rucs.ts';

keepHeapSmall();
const [count, url] = [Number(process.argv[2]), String(process.argv[3])];
const { folder, remove } = temporaryFolder();
const workspace = testWorkspace(folder, { url, perMinute: 1_000 });
const live = await begin();
const end = await live.done;
await workspace.close();
remove();
if (end.estado !== 'terminada') process.exitCode = 1;
process.stdout.write(String(process.resourceUsage().maxRSS));

/** In a function of its own, so that the column is let go once the run stands. */
async function begin(): Promise<LiveRun> {
  const reading = columnOf(companyRucs(count));
  const since = Date.now();
  const merged = mergeReadings([reading]);
  const figures = await planRun(merged, { onDisk: workspace.onDisk, politica: 'vivo', since });
  return workspace.service.start(
    {
      fuentes: [{ path: '/libro.xlsx', nombre: 'libro.xlsx', reading, manual: false }],
      items: merged.items,
      figures,
      politica: 'vivo',
      since,
      tope: null,
    },
    { askedBy: 'comando' },
  );
}
