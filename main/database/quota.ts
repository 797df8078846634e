/** The ceiling of a run: set aside before asking, spent as it is sent. */
import type { Statement } from 'better-sqlite3';
import { HabidoError } from '../../shared/errors.ts';
import type { Quota } from '../../shared/ports.ts';
import type { HabidoDatabase } from './open.ts';

/**
 * What was sent is written down just before it goes (`gastadas`), so that a kill forgets none of it. What is
 * only set aside is kept in memory: a run belongs to one process, and a killed one has sent none of that.
 * Confirmations of omitted RUCs never come here: `consultasUsadas`, which counts them, can be higher. `owner`
 * is the run's id.
 */
export class RunQuota implements Quota {
  readonly #database: HabidoDatabase;
  readonly #read: Statement<[string], { tope: number | null; gastadas: number }>;
  readonly #add: Statement<[number, string]>;
  /** Set aside and not sent, by owner. */
  readonly #claimed = new Map<string, number>();

  constructor(database: HabidoDatabase) {
    this.#database = database;
    this.#read = database.db.prepare('SELECT tope, gastadas FROM runs WHERE id = ?');
    this.#add = database.db.prepare('UPDATE runs SET gastadas = gastadas + ? WHERE id = ?');
  }

  claim(owner: string, wanted: number): Promise<number> {
    const run = this.#read.get(owner);
    if (run === undefined) return Promise.reject(new HabidoError('corrida-no-existe'));
    const claimed = this.#claimed.get(owner) ?? 0;
    const left = run.tope === null ? wanted : Math.max(0, run.tope - run.gastadas - claimed);
    const granted = Math.min(wanted, left);
    this.#keep(owner, claimed + granted);
    return Promise.resolve(granted);
  }

  spend(owner: string, many: number): Promise<void> {
    this.#database.quickTransaction(() => this.#add.run(many, owner));
    return this.refund(owner, many);
  }

  refund(owner: string, unused: number): Promise<void> {
    this.#keep(owner, (this.#claimed.get(owner) ?? 0) - unused);
    return Promise.resolve();
  }

  #keep(owner: string, claimed: number): void {
    if (claimed > 0) this.#claimed.set(owner, claimed);
    else this.#claimed.delete(owner);
  }
}
