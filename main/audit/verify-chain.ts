/** Recomputes the whole audit log from what is stored. Plain, so that a worker can run it. */
import type { Database } from 'better-sqlite3';

export interface ChainProblem {
  seq: number;
  /**
   * `hueco`: entries missing before it. `enlace`: does not follow the one before. `hash`: its content changed.
   * `formato`: not canonical JSON. `privado`: a private value changed. `cola`: entries missing at the end.
   */
  tipo: 'hueco' | 'enlace' | 'hash' | 'formato' | 'privado' | 'cola';
}

export interface ChainReport {
  ok: boolean;
  entradas: number;
  problemas: ChainProblem[];
}

export declare function verifyChain(db: Database): ChainReport;
