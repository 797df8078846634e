/** Editions of a few rows, made without importing anything. */
import Database from 'better-sqlite3';
import { EDITION_FORMAT, EDITION_TABLES } from '../../main/padron/edition/schema.ts';

export interface EditionRow {
  ruc: string;
  nombre: string;
  estado?: string;
  condicion?: string;
  ubigeo?: string;
  domicilio?: string;
}

export interface EditionFacts {
  sha256?: string;
  fecha?: number;
  /** Pairs of estado and condición in the order of their codes; those of the rows come after them. */
  situaciones?: readonly (readonly [estado: string, condicion: string])[];
}

/** Writes an edition to `path`: `ACTIVO`, `HABIDO` and no address where a row does not say. */
export function writeEdition(path: string, rows: readonly EditionRow[], facts: EditionFacts = {}): void {
  const db = new Database(path);
  db.pragma('journal_mode = off');
  db.pragma('synchronous = off');
  db.exec(EDITION_TABLES);
  const codes = new Map<string, number>();
  const codeOf = (estado: string, condicion: string): number => {
    const pair = `${estado}|${condicion}`;
    const code = codes.get(pair) ?? codes.size;
    if (!codes.has(pair)) {
      codes.set(pair, code);
      db.prepare('INSERT INTO situaciones VALUES (?, ?, ?)').run(code, estado, condicion);
    }
    return code;
  };
  for (const [estado, condicion] of facts.situaciones ?? []) codeOf(estado, condicion);
  const insert = db.prepare('INSERT INTO c VALUES (?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (const { ruc, nombre, estado = 'ACTIVO', condicion = 'HABIDO', ubigeo, domicilio } of rows)
      insert.run(
        Number(ruc),
        nombre,
        codeOf(estado, condicion),
        ubigeo === undefined ? null : Number(ubigeo),
        domicilio ?? null,
      );
  })();
  db.prepare('INSERT INTO meta VALUES (?, ?, ?, ?)').run(
    EDITION_FORMAT,
    facts.sha256 ?? 'a'.repeat(64),
    facts.fecha ?? 0,
    rows.length,
  );
  db.close();
}
