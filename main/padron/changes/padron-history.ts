/** Reader of `padron_changes`: what is known of a RUC over time. */
import type { Statement } from 'better-sqlite3';
import type { PadronSpan } from '../../../shared/padron.ts';
import type { Taxpayer } from '../../../shared/taxpayer.ts';
import type { HabidoDatabase } from '../../database/open.ts';
import { type KnownChange, type KnownImport, type KnownState, spansOf } from './spans.ts';

interface Row {
  n: number;
  deEstado: string | null;
  deCondicion: string | null;
  deNombre: string | null;
  aEstado: string | null;
  aCondicion: string | null;
  aNombre: string | null;
}

export class PadronHistory {
  readonly #imports: Statement<[], KnownImport>;
  readonly #changes: Statement<[number], Row>;

  constructor({ db }: HabidoDatabase) {
    this.#imports = db.prepare('SELECT n, sha256, fecha, previa FROM padron_imports');
    const word = (column: string): string => `(SELECT texto FROM padron_words WHERE n = c.${column})`;
    this.#changes = db.prepare(
      `SELECT c.import AS n,
         ${word('de_estado')} AS deEstado, ${word('de_condicion')} AS deCondicion, de_nombre AS deNombre,
         ${word('a_estado')} AS aEstado, ${word('a_condicion')} AS aCondicion, a_nombre AS aNombre
       FROM padron_changes AS c JOIN padron_imports AS i ON i.n = c.import WHERE c.ruc = ?`,
    );
  }

  /**
   * States of a RUC over the editions kept, the newest first. `current` is what the edition in use says, `inUse`
   * the number of its import.
   */
  spans(ruc: string, current: Taxpayer | null, inUse: number): PadronSpan[] {
    const changes = this.#changes.all(Number(ruc)).map(hydrate);
    const state =
      current === null
        ? null
        : { estado: current.estado, condicion: current.condicion, nombre: current.razonSocial };
    return spansOf({ imports: this.#imports.all(), changes, current: state, inUse });
  }
}

function hydrate({ n, ...row }: Row): KnownChange {
  return {
    n,
    de: stateOf(row.deEstado, row.deCondicion, row.deNombre),
    a: stateOf(row.aEstado, row.aCondicion, row.aNombre),
  };
}

function stateOf(estado: string | null, condicion: string | null, nombre: string | null): KnownState | null {
  return estado === null || condicion === null ? null : { estado, condicion, nombre };
}
