/** Opens the breaker of a client over the real clock, closes the client and says so: it must then end by itself. */
import { systemClock } from '../../../main/clock.ts';
import { asked, testClient } from '../migo.ts';
import { companyRucs } from '../rucs.ts';

const client = testClient(process.argv[2] as string, systemClock, { random: () => 0, timeouts: {} });
const settled = Promise.allSettled(companyRucs(2).map((ruc) => client.askRuc(ruc, asked().context)));
await new Promise<void>((resolve) => {
  client.onHealth((health) => {
    if (health.kind === 'espera') resolve();
  });
});
await client.close();
await settled;
process.stdout.write('closed\n');
