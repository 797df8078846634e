/** `habido socios` over a data folder and a simulator of the test's own. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../main/simulator/simulator.ts';
import { cli, type CliResult } from './cli.ts';
import { temporaryFolder } from './workspace.ts';

/** Taxpayers as the simulator may be told to have them. */
export const GOOD = { estado_del_contribuyente: 'ACTIVO', condicion_de_domicilio: 'HABIDO' };
export const LOST = { estado_del_contribuyente: 'ACTIVO', condicion_de_domicilio: 'NO HABIDO' };

export interface SociosFixture {
  /** A folder for workbooks; the data lies in `datos` in it. */
  folder(): string;
  simulator(): Simulator;
  /** Starts a simulator in which every RUC exists, in place of the one before. */
  start(options?: SimulatorOptions): Promise<void>;
  env(extra?: Record<string, string>): Record<string, string>;
  /** `habido socios …`. */
  socios(...words: string[]): Promise<CliResult>;
  /** What `socios listar --json` lists. */
  rows(...words: string[]): Promise<Record<string, unknown>[]>;
  /** Adds and refreshes these, all of them good. */
  watched(rucs: readonly string[]): Promise<void>;
  /** Waits until the simulator was asked so many times. */
  asked(times: number): Promise<void>;
}

/** Registers the set-up and the clean-up of a test file. */
export function sociosFixture(): SociosFixture {
  let place: ReturnType<typeof temporaryFolder>;
  let simulator: Simulator | null = null;
  const running = (): Simulator => {
    if (simulator === null) throw new Error('no simulator was started');
    return simulator;
  };
  const env = (extra: Record<string, string> = {}): Record<string, string> => ({
    HABIDO_DATOS: join(place.folder, 'datos'),
    HABIDO_MIGO_URL: running().url,
    HABIDO_MIGO_TOKEN: 'prueba-0123456789',
    HABIDO_POR_MINUTO: '1000',
    ...extra,
  });
  const socios = (...words: string[]): Promise<CliResult> => cli(['socios', ...words], env());
  beforeEach(() => {
    place = temporaryFolder();
  });
  afterEach(async () => {
    await simulator?.close();
    simulator = null;
    place.remove();
  });
  return {
    folder: () => place.folder,
    simulator: running,
    start: async (options = {}) => {
      await simulator?.close();
      simulator = await createSimulator({ existAll: true, ...options });
    },
    env,
    socios,
    rows: async (...words) => {
      const { json } = await socios('listar', '--json', ...words);
      return json()['socios'] as Record<string, unknown>[];
    },
    watched: async (rucs) => {
      for (const ruc of rucs) running().change(ruc, GOOD);
      expect((await socios('agregar', ...rucs)).exit).toBe(0);
      expect((await socios('refrescar')).exit).toBe(0);
    },
    asked: async (times) => {
      while (running().stats.requests.length < times) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
