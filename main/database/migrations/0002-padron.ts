/** The padrón's imports and what changed between them, the small registers, SUNAT's answer files. */
import type { Database } from 'better-sqlite3';

/**
 * An import is recorded last, after its changes: rows of `padron_changes` whose import is missing come from
 * one that was cut off, and nobody reads them. estado and condición are words of a dictionary, since a year
 * of daily editions holds a million of them.
 */
const PADRON = `
CREATE TABLE padron_imports (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  v INTEGER NOT NULL,
  at INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  fecha INTEGER NOT NULL,
  archivo TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  filas INTEGER NOT NULL,
  defectos TEXT NOT NULL CHECK (json_valid(defectos)),
  cambios TEXT CHECK (cambios IS NULL OR json_valid(cambios)),
  previa TEXT
) STRICT;

CREATE TABLE padron_words (
  n INTEGER PRIMARY KEY,
  texto TEXT NOT NULL UNIQUE
) STRICT;

-- tipo: 1 appeared, 2 left, 3 changed. Codes of padron_words; null where the row was or is not there.
-- Names only where they changed, and of those that left.
CREATE TABLE padron_changes (
  ruc INTEGER NOT NULL,
  import INTEGER NOT NULL,
  tipo INTEGER NOT NULL CHECK (tipo IN (1, 2, 3)),
  de_estado INTEGER,
  de_condicion INTEGER,
  de_nombre TEXT,
  a_estado INTEGER,
  a_condicion INTEGER,
  a_nombre TEXT,
  PRIMARY KEY (ruc, import)
) STRICT, WITHOUT ROWID;
CREATE INDEX padron_changes_import ON padron_changes (import, tipo);
`;

/** `register_rows`: of SSCO every list stays, since its dates matter after a removal; of others the last. */
const REGISTERS = `
CREATE TABLE register_imports (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  v INTEGER NOT NULL,
  at INTEGER NOT NULL,
  lista TEXT NOT NULL,
  fecha INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  archivo TEXT NOT NULL,
  filas INTEGER NOT NULL,
  omitidas INTEGER NOT NULL
) STRICT;

CREATE TABLE register_rows (
  ruc TEXT NOT NULL,
  import INTEGER NOT NULL REFERENCES register_imports (n),
  datos TEXT NOT NULL CHECK (json_valid(datos)),
  PRIMARY KEY (ruc, import)
) STRICT, WITHOUT ROWID;
CREATE INDEX register_rows_import ON register_rows (import);
`;

/** Files of Consulta múltiple that were read back; their bytes are answer_bodies by the same hash. */
const SUNAT_FILES = `
CREATE TABLE sunat_files (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  v INTEGER NOT NULL,
  at INTEGER NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  archivo TEXT NOT NULL,
  fecha INTEGER NOT NULL,
  filas INTEGER NOT NULL,
  omitidas INTEGER NOT NULL
) STRICT;
`;

/** What a verdict rests on beside answers: an import of the padrón, marks of the registers. */
const RUNS = `
ALTER TABLE runs ADD COLUMN desde_padron INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run_items ADD COLUMN padron_import INTEGER;
ALTER TABLE run_items ADD COLUMN marcas TEXT NOT NULL DEFAULT '';
`;

const FACTS = ['padron_imports', 'padron_changes', 'register_imports', 'sunat_files'];

export function up(db: Database): void {
  db.exec(PADRON + REGISTERS + SUNAT_FILES + RUNS);
  for (const table of FACTS) {
    db.exec(
      `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
       BEGIN SELECT RAISE(ABORT, '${table}: rows are only added'); END;`,
    );
  }
  for (const table of FACTS.filter((name) => name !== 'padron_changes')) {
    db.exec(
      `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
       BEGIN SELECT RAISE(ABORT, '${table}: rows are only added'); END;`,
    );
  }
}
