/** A fake clock, and simulators and clients over it that end with their test. */
import { afterEach, beforeEach } from 'vitest';
import type { MigoClientOptions } from '../../main/migo/client.ts';
import type { MigoClient, RucOutcome } from '../../main/migo/types.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../../main/simulator/simulator.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { NEAR, testClient, type Asked } from './migo.ts';

export interface MigoFixture {
  /** This test's own. */
  clock(): FakeClock;
  /** In it every RUC exists, unless told otherwise. */
  simulate(options?: SimulatorOptions): Promise<Simulator>;
  connect(url: string, options?: Partial<MigoClientOptions>): MigoClient;
  /** Asks for all, skipping every wait. */
  ask(client: MigoClient, rucs: readonly string[], question: Asked): Promise<RucOutcome>;
}

/** Registers the set-up and the clean-up of a test file. */
export function migoFixture(): MigoFixture {
  let clock: FakeClock;
  const closers: (() => Promise<void>)[] = [];
  beforeEach(() => {
    clock = createFakeClock();
  });
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  return {
    clock: () => clock,
    async simulate(options = {}) {
      const simulator = await createSimulator({ now: () => clock.now(), existAll: true, ...options });
      closers.push(() => simulator.close());
      return simulator;
    },
    connect(url, options) {
      const client = testClient(url, clock, options);
      closers.push(() => client.close());
      return client;
    },
    ask: (client, rucs, question) => clock.runUntil(client.askCollection(rucs, question.context), NEAR),
  };
}
