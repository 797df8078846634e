/** What became of scheduled refreshes: which occurrence was dealt with, and from when on a schedule's occurrences count. */
import type { Statement } from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import type { Clock } from '../../shared/ports.ts';
import type { HabidoDatabase } from './open.ts';

/** Format of the rows written here. */
const ROW_VERSION = 1;

/**
 * How an occurrence was dealt with. `terminada`: the refresh came to its end. `cancelada`: by a person. `frenada`: it
 * stopped for token, plan, address or ceiling. `sin-vencidos`: nobody was due.
 */
export type TurnEnd = 'terminada' | 'cancelada' | 'frenada' | 'sin-vencidos';

/**
 * Kinds of rows. `fijada`: the schedule named in `detalle` holds, its occurrences count after `ocurrencia`.
 * `retirada`: none does from `ocurrencia` on. `iniciada`: a refresh was begun for the occurrence.
 */
type Kind = 'fijada' | 'retirada' | 'iniciada' | TurnEnd;

/** A schedule as it was found to be set. `detalle` names its days and hour; `desde` in UTC ms. */
export interface SetSchedule {
  detalle: string;
  desde: number;
}

/** Reader and writer of `schedule_turns`; an `agenda` is a group's key, or `''` for all partners. */
export class ScheduleTurns {
  readonly #database: HabidoDatabase;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #add: Statement<[string, string, number, number, string, number, Kind, string, string | null]>;
  readonly #set: Statement<[], { agenda: string; resultado: Kind; detalle: string; ocurrencia: number }>;
  readonly #done: Statement<[string, number, number], { n: number }>;
  readonly #begun: Statement<[string, number], { run_id: string }>;

  constructor(database: HabidoDatabase, clock: Pick<Clock, 'now'>) {
    const { db } = database;
    this.#database = database;
    this.#clock = clock;
    this.#add = db.prepare(
      `INSERT INTO schedule_turns (id, origin, v, at, agenda, ocurrencia, resultado, detalle, run_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#set = db.prepare(
      `SELECT t.agenda, t.resultado, t.detalle, t.ocurrencia FROM schedule_turns AS t
       WHERE t.n IN (SELECT max(n) FROM schedule_turns WHERE resultado IN ('fijada', 'retirada') GROUP BY agenda)`,
    );
    this.#done = db.prepare(
      `SELECT n FROM schedule_turns WHERE agenda = ? AND ocurrencia BETWEEN ? AND ?
         AND resultado NOT IN ('fijada', 'retirada', 'iniciada') LIMIT 1`,
    );
    this.#begun = db.prepare(
      `SELECT run_id FROM schedule_turns WHERE agenda = ? AND ocurrencia = ? AND resultado = 'iniciada'
       ORDER BY n DESC LIMIT 1`,
    );
  }

  /** The schedules that hold, by agenda. */
  inForce(): Map<string, SetSchedule> {
    const found = new Map<string, SetSchedule>();
    for (const { agenda, resultado, detalle, ocurrencia } of this.#set.iterate())
      if (resultado === 'fijada') found.set(agenda, { detalle, desde: ocurrencia });
    return found;
  }

  /** A schedule was set, or set anew; its occurrences count after `desde` (UTC ms). */
  set(agenda: string, { detalle, desde }: SetSchedule): void {
    this.#write(agenda, desde, 'fijada', { detalle });
  }

  /** It holds no more. */
  retire(agenda: string): void {
    this.#write(agenda, this.#clock.now(), 'retirada');
  }

  /** Whether an occurrence from the first to the second instant, both included, was dealt with. */
  isDone(agenda: string, from: number, to: number): boolean {
    return this.#done.get(agenda, from, to) !== undefined;
  }

  /** The refresh that was begun last for an occurrence, or null. */
  begun(agenda: string, ocurrencia: number): string | null {
    return this.#begun.get(agenda, ocurrencia)?.run_id ?? null;
  }

  begin(agenda: string, ocurrencia: number, corrida: string): void {
    this.#write(agenda, ocurrencia, 'iniciada', { corrida });
  }

  /** The occurrence is dealt with. `corrida` null: there was nothing to ask. */
  end(agenda: string, ocurrencia: number, end: TurnEnd, corrida: string | null): void {
    this.#write(agenda, ocurrencia, end, { corrida });
  }

  #write(
    agenda: string,
    ocurrencia: number,
    kind: Kind,
    { detalle = '', corrida = null }: { detalle?: string; corrida?: string | null } = {},
  ): void {
    const { deskId } = this.#database;
    this.#database.transaction(() => {
      const at = this.#clock.now();
      this.#add.run(uuid(), deskId, ROW_VERSION, at, agenda, ocurrencia, kind, detalle, corrida);
    });
  }
}
