/**
 * `npm run demo`: the whole path without a window. Starts the simulator, validates a sample workbook over a
 * data folder of its own, and says where the annotated copy lies.
 */
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSimulator } from '../simulator/simulator.ts';
import { runCli } from './main.ts';
import { processIo } from './process-io.ts';

const SAMPLE = 'registro-compras-8.1.xlsx';
/** So that the demonstration looks like the real thing without taking long. */
const LATENCY_MS = 200;

const folder = mkdtempSync(join(tmpdir(), 'habido-demostracion-'));
const libro = join(folder, SAMPLE);
copyFileSync(new URL(`../../samples/${SAMPLE}`, import.meta.url), libro);
const simulator = await createSimulator({ latencyMs: LATENCY_MS });
const io = processIo();
io.out(`Demostración: ${SAMPLE} contra un simulador de Migo en esta computadora.\n\n`);
const exit = await runCli(['validar', libro], {
  ...io,
  env: {
    HABIDO_DATOS: join(folder, 'datos'),
    HABIDO_MIGO_URL: simulator.url,
    HABIDO_MIGO_TOKEN: 'demostracion-habido',
  },
});
await simulator.close();
process.exitCode = exit;
