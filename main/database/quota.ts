/** The ceiling of a run, spent before anything is sent. */
import type { Statement } from 'better-sqlite3';
import { HabidoError } from '../../shared/errors.ts';
import type { Quota } from '../../shared/ports.ts';
import type { HabidoDatabase } from './open.ts';

/**
 * Takes queries from the run's `tope` and writes them down at once, in a column of its own (`gastadas`), so
 * that requests in flight count and a kill forgets none. Confirmations of omitted RUCs never come here:
 * `consultasUsadas`, which counts them, can be higher. `owner` is the run's id.
 */
export class RunQuota implements Quota {
  readonly #database: HabidoDatabase;
  readonly #read: Statement<[string], { tope: number | null; gastadas: number }>;
  readonly #add: Statement<[number, string]>;

  constructor(database: HabidoDatabase) {
    this.#database = database;
    this.#read = database.db.prepare('SELECT tope, gastadas FROM runs WHERE id = ?');
    this.#add = database.db.prepare('UPDATE runs SET gastadas = max(0, gastadas + ?) WHERE id = ?');
  }

  /** How many of `wanted` queries may be sent (0 to `wanted`); they count as spent from here on. */
  async spend(owner: string, wanted: number): Promise<number> {
    const granted = this.#database.quickTransaction(() => {
      const run = this.#run(owner);
      const left = run.tope === null ? wanted : Math.max(0, run.tope - run.gastadas);
      const allowed = Math.min(wanted, left);
      if (allowed > 0) this.#add.run(allowed, owner);
      return allowed;
    });
    return Promise.resolve(granted);
  }

  /** Gives back what was taken and never sent. */
  async refund(owner: string, unused: number): Promise<void> {
    this.#database.quickTransaction(() => {
      this.#run(owner);
      this.#add.run(-unused, owner);
    });
    return Promise.resolve();
  }

  #run(owner: string): { tope: number | null; gastadas: number } {
    const run = this.#read.get(owner);
    if (run === undefined) throw new HabidoError('corrida-no-existe');
    return run;
  }
}
