/** Which column the user chose in a workbook of some shape, for the next one that looks the same. */
import type { Statement } from 'better-sqlite3';
import type { Clock } from '../../shared/ports.ts';
import type { HabidoDatabase } from './open.ts';
import { cleanText } from './text.ts';

/** A choice as it was made; `filaEncabezado` null: found by Habido. */
export interface RememberedChoice {
  hoja: string;
  columna: string;
  filaEncabezado: number | null;
  manual: boolean;
}

interface Row {
  hoja: string;
  columna: string;
  fila_encabezado: number | null;
  manual: 0 | 1;
}

/** Reader and writer of `remembered_choices`; a shape is the workbook's key, 64 hex digits. */
export class ChoiceMemory {
  readonly #clock: Clock;
  readonly #read: Statement<[string], Row>;
  readonly #write: Statement<[string, string, string, number | null, number, number]>;
  readonly #forget: Statement<[string]>;

  constructor(database: HabidoDatabase, clock: Clock) {
    this.#clock = clock;
    this.#read = database.db.prepare(
      'SELECT hoja, columna, fila_encabezado, manual FROM remembered_choices WHERE shape = ?',
    );
    this.#write = database.db.prepare(
      `INSERT INTO remembered_choices (shape, hoja, columna, fila_encabezado, manual, at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (shape) DO UPDATE SET hoja = excluded.hoja, columna = excluded.columna,
         fila_encabezado = excluded.fila_encabezado, manual = excluded.manual, at = excluded.at`,
    );
    this.#forget = database.db.prepare('DELETE FROM remembered_choices WHERE shape = ?');
  }

  get(shape: string): RememberedChoice | null {
    const row = this.#read.get(shape);
    if (row === undefined) return null;
    return {
      hoja: row.hoja,
      columna: row.columna,
      filaEncabezado: row.fila_encabezado,
      manual: row.manual === 1,
    };
  }

  remember(shape: string, choice: RememberedChoice): void {
    const { hoja, columna, filaEncabezado, manual } = choice;
    this.#write.run(shape, cleanText(hoja), columna, filaEncabezado, manual ? 1 : 0, this.#clock.now());
  }

  /** The user went back to what Habido proposes. */
  forget(shape: string): void {
    this.#forget.run(shape);
  }
}
