/**
 * A process over a data folder that refreshes partners or runs a workbook, as the test tells it: argv[2] is the
 * folder, argv[3] the API's address. It says what came of each order.
 */
import type { LiveRun } from '../../../main/validation/run-service.ts';
import type { RefreshOptions } from '../../../main/partners/types.ts';
import type { PartnerScope, RefreshEnd, RunSnapshot } from '../../../shared/contract.ts';
import { asHabidoError } from '../../../shared/errors.ts';
import { startRun } from '../run.ts';
import { columnOf, testWorkspace } from '../workspace.ts';

/** What a test may tell it. */
export type RefreshOrder =
  | { do: 'refresh'; scope: PartnerScope; options: RefreshOptions }
  | { do: 'resume'; corrida: string }
  | { do: 'run'; rucs: string[] };

/** What it answers: `begun`, then `ended`; or `refused` with the error's code. */
export type RefreshNews =
  | { ready: true }
  | { begun: string }
  | { ended: Pick<RefreshEnd, 'corrida' | 'estado'>; run: RunSnapshot }
  | { refused: string };

const workspace = testWorkspace(String(process.argv[2]), { url: String(process.argv[3]) });

function say(news: RefreshNews): void {
  process.send?.(news);
}

async function obey(order: RefreshOrder): Promise<void> {
  const { refreshes } = workspace.partners;
  if (order.do === 'run') {
    const live = await startRun(workspace, columnOf(order.rucs), { freshnessMs: 0 });
    say({ begun: live.id });
    await ended(live);
    return;
  }
  const { corrida, done } =
    order.do === 'refresh'
      ? await refreshes.start(order.scope, order.options)
      : await refreshes.resume(order.corrida, { tope: null, askedBy: 'comando' });
  say({ begun: corrida });
  const end = await done;
  say({ ended: end, run: workspace.service.snapshot(corrida) });
}

async function ended({ id, done }: LiveRun): Promise<void> {
  const { estado } = await done;
  say({ ended: { corrida: id, estado }, run: workspace.service.snapshot(id) });
}

process.on('message', (order) => {
  obey(order as RefreshOrder).catch((error: unknown) => {
    say({ refused: asHabidoError(error).code });
  });
});
say({ ready: true });
