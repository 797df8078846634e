/** Writes the items of runs: what was read, and what was found of each. */
import type { Statement } from 'better-sqlite3';
import { VEREDICTOS } from '../../shared/verdict.ts';
import type { HabidoDatabase } from './open.ts';
import type { ItemState, ItemVerdict, NewItem } from './run-types.ts';
import { cleanText, foldText } from './text.ts';

/** `orden` of an item without a verdict: after all of them. */
export const WITHOUT_VERDICT = 9;

const INSERT = `
INSERT INTO run_items (run, n, ruc, state, orden, valido, fault, suggestion, repairs, fila, filas, libro, nombre, aviso, busca)
VALUES (?, ?, ?, 'pendiente', ${String(WITHOUT_VERDICT)}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const SETTLE = `
UPDATE run_items SET state = @state, orden = @orden, veredicto = @veredicto, observacion = @observacion,
  fuente = @fuente, origen = @origen, razon_social = @razonSocial, estado = @estado, condicion = @condicion,
  dato_al = @datoAl, consultado_en = @consultadoEn, answer_n = @answerN,
  padron_import = @padronImport, marcas = @marcas, busca = @fold || char(10) || ruc
WHERE run = @run AND n = @n`;

/** Unanswered items wait again; what a collection left out stays to be asked singly. */
const REOPEN = `
UPDATE run_items SET state = iif(state = 'sin-respuesta', 'pendiente', state), orden = ${String(WITHOUT_VERDICT)},
  veredicto = NULL, observacion = '', fuente = NULL, origen = NULL, consultado_en = NULL,
  padron_import = NULL, marcas = ''
WHERE run = @run AND n IN (
  SELECT n FROM run_items WHERE run = @run AND state IN ('sin-respuesta', 'omitido') AND veredicto IS NOT NULL LIMIT @limit)`;

/** Writer of `run_items`; `run` is the run's `n`. */
export class RunItemWriter {
  readonly #insert: Statement;
  readonly #settle: Statement;
  readonly #setState: Statement<[ItemState, number, number]>;
  readonly #reopen: Statement<[{ run: number; limit: number }]>;

  constructor(database: HabidoDatabase) {
    this.#insert = database.db.prepare(INSERT);
    this.#settle = database.db.prepare(SETTLE);
    this.#setState = database.db.prepare('UPDATE run_items SET state = ? WHERE run = ? AND n = ?');
    this.#reopen = database.db.prepare(REOPEN);
  }

  add(run: number, fromN: number, items: readonly NewItem[]): void {
    items.forEach((item, index) => {
      const ruc = cleanText(item.texto);
      this.#insert.run(
        run,
        fromN + index,
        ruc,
        item.valido ? 1 : 0,
        item.fault,
        item.suggestion,
        JSON.stringify(item.repairs),
        item.primeraFila,
        item.filas,
        item.libro ?? 0,
        cleanText(item.nombre),
        cleanText(item.aviso),
        `\n${ruc}`,
      );
    });
  }

  settle(run: number, verdict: ItemVerdict): void {
    const razonSocial = cleanText(verdict.razonSocial);
    const { changes } = this.#settle.run({
      run,
      n: verdict.n,
      state: verdict.state,
      orden: VEREDICTOS.indexOf(verdict.veredicto),
      veredicto: verdict.veredicto,
      observacion: cleanText(verdict.observacion),
      fuente: verdict.fuente,
      origen: verdict.origen,
      razonSocial,
      estado: cleanText(verdict.estado),
      condicion: cleanText(verdict.condicion),
      datoAl: verdict.datoAl,
      consultadoEn: verdict.consultadoEn,
      answerN: verdict.answerN,
      padronImport: verdict.padronImport,
      marcas: verdict.marcas === null ? '' : JSON.stringify(verdict.marcas),
      fold: foldText(razonSocial),
    });
    if (changes !== 1) throw new Error(`the run has no item ${String(verdict.n)}`);
  }

  setState(run: number, n: number, state: ItemState): void {
    if (this.#setState.run(state, run, n).changes !== 1) throw new Error(`the run has no item ${String(n)}`);
  }

  /** Answers how many items were opened again (0: none is left). */
  reopen(run: number, limit: number): number {
    return this.#reopen.run({ run, limit }).changes;
  }
}
