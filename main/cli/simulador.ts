/** `habido simulador`: the Migo simulator until Ctrl+C. */
import { EXIT } from '../../shared/errors.ts';
import { createSimulator, type FailureMode } from '../simulator/simulator.ts';
import type { CliIo } from './io.ts';

export interface SimuladorOptions {
  puerto?: number;
  latencia?: number;
  porMinuto?: number;
  fallas?: FailureMode;
}

export async function simulador(io: CliIo, options: SimuladorOptions): Promise<number> {
  const simulator = await createSimulator({
    port: options.puerto ?? 0,
    latencyMs: options.latencia ?? 0,
    ...(options.porMinuto === undefined ? {} : { perMinute: options.porMinuto }),
    ...(options.fallas === undefined ? {} : { failures: { mode: options.fallas } }),
  });
  io.out(`${simulator.url}\n`);
  io.err('Simulador de Migo en marcha. Ctrl+C para terminar.\n');
  await new Promise<void>((done) => {
    if (io.interrupted.aborted) done();
    io.interrupted.addEventListener('abort', () => {
      done();
    });
  });
  await simulator.close();
  return EXIT.done;
}
