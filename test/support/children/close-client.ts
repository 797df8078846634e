/** Opens the breaker of a client on real time, closes it, and names what is left: a process that must end by itself. */
import { systemClock } from '../../../main/clock.ts';
import { createSimulator } from '../../../main/simulator/simulator.ts';
import { asked, testClient } from '../migo.ts';
import { companyRucs } from '../rucs.ts';

const simulator = await createSimulator({ failures: { mode: '500', rate: 1 } });
const client = testClient(simulator.url, systemClock, { random: () => 0, timeouts: {} });
const pending = companyRucs(2).map((ruc) => client.askRuc(ruc, asked().context));
const settled = Promise.allSettled(pending);
await new Promise<void>((resolve) => {
  client.onHealth((health) => {
    if (health.kind === 'espera') resolve();
  });
});
const { kind } = client.health();
await client.close();
await settled;
await simulator.close();
await new Promise((resolve) => setImmediate(resolve));
const left = process.getActiveResourcesInfo().filter((name) => name !== 'PipeWrap' && name !== 'Immediate');
process.stdout.write(`${kind} ${String(left.length)}\n`);
