/** Workspaces with partners over a temporary folder and a simulator, with a clock that can be moved on. */
import { afterEach, beforeEach } from 'vitest';
import { systemClock } from '../../main/clock.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../main/simulator/simulator.ts';
import type { Workspace } from '../../main/workspace.ts';
import type { ChangeQuery, PartnerQuery } from '../../shared/contract.ts';
import type { LocalKnowledge } from '../../shared/padron.ts';
import { movableClock, type MovableClock } from './movable-clock.ts';
import { temporaryFolder, testWorkspace } from './workspace.ts';

export const GOOD = { estado_del_contribuyente: 'ACTIVO', condicion_de_domicilio: 'HABIDO' };
export const LOST = { estado_del_contribuyente: 'ACTIVO', condicion_de_domicilio: 'NO HABIDO' };

/** All partners by RUC; all changes. */
export const EVERYONE: PartnerQuery = {
  texto: '',
  grupo: null,
  tipo: null,
  filtro: 'todos',
  orden: { campo: 'ruc', descendente: false },
};
export const EVERY_CHANGE: ChangeQuery = {
  rumbo: 'todos',
  grupo: null,
  dias: null,
  sinLeer: false,
  corrida: null,
  texto: '',
};

/** 02/03/2026 12:00 in Lima: far from the end of a year. */
const START = Date.UTC(2026, 2, 2, 17);

export interface PartnersFixture {
  /** This test's folder. */
  folder(): string;
  clock(): MovableClock;
  /** In it every RUC exists, unless told otherwise. */
  simulator(): Simulator;
  /** Starts the simulator (the first time) and opens a workspace over the folder. */
  open(options?: { simulator?: SimulatorOptions; local?: LocalKnowledge }): Promise<Workspace>;
}

/** Registers set-up and clean-up of a test file. */
export function partnersFixture(): PartnersFixture {
  let place: ReturnType<typeof temporaryFolder>;
  let clock: MovableClock;
  let simulator: Simulator | null = null;
  const opened: Workspace[] = [];
  beforeEach(() => {
    place = temporaryFolder();
    clock = movableClock(systemClock);
    clock.move(START - systemClock.now());
  });
  afterEach(async () => {
    for (const workspace of opened.splice(0)) await workspace.close();
    await simulator?.close();
    simulator = null;
    place.remove();
  });
  const running = (): Simulator => {
    if (simulator === null) throw new Error('no workspace was opened');
    return simulator;
  };
  return {
    folder: () => place.folder,
    clock: () => clock,
    simulator: running,
    open: async ({ simulator: options = {}, local } = {}) => {
      simulator ??= await createSimulator({ existAll: true, now: () => clock.now(), ...options });
      const workspace = testWorkspace(place.folder, {
        url: simulator.url,
        clock,
        ...(local === undefined ? {} : { local }),
      });
      opened.push(workspace);
      return workspace;
    },
  };
}

/** Entries of the audit log of a kind: their data, the oldest first. */
export function entriesOf(workspace: Workspace, kind: string): Record<string, unknown>[] {
  return workspace.database.db
    .prepare<[], string>('SELECT payload FROM audit_log ORDER BY seq')
    .pluck()
    .all()
    .map((payload) => JSON.parse(payload) as { kind: string; data: Record<string, unknown> })
    .filter((entry) => entry.kind === kind)
    .map((entry) => entry.data);
}
