/** Prints the simulator's registered name of each RUC on stdin, a line each (empty: nobody's): for the samples. */
import { text } from 'node:stream/consumers';
import { taxpayerOf } from '../main/simulator/taxpayers.ts';

const rucs = (await text(process.stdin)).split(/\s+/).filter((ruc) => ruc !== '');
const names = rucs.map((ruc) => taxpayerOf(ruc, { asOf: Date.UTC(2026, 10, 2) })?.nombre_o_razon_social ?? '');
process.stdout.write(`${names.join('\n')}\n`);
