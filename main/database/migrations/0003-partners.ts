/** Partners ("socios"): their facts, and the rows that are rebuilt from them; runs without a workbook. */
import type { Database } from 'better-sqlite3';

/**
 * What a person said of a partner, one field a row, with `valor` as JSON: `alta` true (added) or false (removed),
 * `alias`, `tipo`, `nota`, `grupo` true or false for the group in `clave`.
 */
const EDITS = `
CREATE TABLE partner_edits (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  v INTEGER NOT NULL,
  at INTEGER NOT NULL,
  ruc TEXT NOT NULL,
  campo TEXT NOT NULL CHECK (campo IN ('alta', 'alias', 'tipo', 'nota', 'grupo')),
  clave TEXT NOT NULL DEFAULT '',
  valor TEXT NOT NULL CHECK (json_valid(valor))
) STRICT;
CREATE INDEX partner_edits_ruc ON partner_edits (ruc, at);

-- clave: the group's normalised name when it was made; it stays when the name changes.
CREATE TABLE group_edits (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  v INTEGER NOT NULL,
  at INTEGER NOT NULL,
  clave TEXT NOT NULL,
  campo TEXT NOT NULL CHECK (campo IN ('alta', 'nombre', 'empresa', 'frescuraDias', 'agenda')),
  valor TEXT NOT NULL CHECK (json_valid(valor))
) STRICT;
CREATE INDEX group_edits_clave ON group_edits (clave, at);
`;

/**
 * What was learnt of a partner, or that asking failed. answer: what it says is the answer's row. padron: what an
 * edition of dato_al says, where it differs. ssco: on that list (en_lista 1) or off it. failure: motivo says why.
 */
const OBSERVATIONS = `
CREATE TABLE partner_observations (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  v INTEGER NOT NULL,
  at INTEGER NOT NULL,
  ruc TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('answer', 'failure', 'padron', 'ssco')),
  answer_id TEXT,
  razon_social TEXT,
  estado TEXT,
  condicion TEXT,
  en_lista INTEGER CHECK (en_lista IN (0, 1)),
  dato_al INTEGER,
  motivo TEXT NOT NULL DEFAULT '',
  run_id TEXT,
  asked_by TEXT NOT NULL CHECK (asked_by IN ('ventana', 'comando', 'agenda')),
  CHECK ((kind = 'answer') = (answer_id IS NOT NULL)),
  CHECK ((kind = 'ssco') = (en_lista IS NOT NULL)),
  CHECK ((kind = 'padron') = (estado IS NOT NULL AND dato_al IS NOT NULL))
) STRICT;
CREATE INDEX partner_observations_ruc ON partner_observations (ruc, at);
CREATE UNIQUE INDEX partner_observations_answer ON partner_observations (answer_id) WHERE answer_id IS NOT NULL;

-- cambio: id of partner_changes.
CREATE TABLE change_marks (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  v INTEGER NOT NULL,
  at INTEGER NOT NULL,
  cambio TEXT NOT NULL,
  leido INTEGER NOT NULL CHECK (leido IN (0, 1))
) STRICT;
CREATE INDEX change_marks_cambio ON change_marks (cambio, at);

-- What became of a schedule's occurrences, and from when on they count; agenda: '' or a group's clave. See
-- schedule-turns.ts; detalle: the days and hour of a schedule that was set.
CREATE TABLE schedule_turns (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  v INTEGER NOT NULL,
  at INTEGER NOT NULL,
  agenda TEXT NOT NULL,
  ocurrencia INTEGER NOT NULL,
  resultado TEXT NOT NULL,
  detalle TEXT NOT NULL DEFAULT '',
  run_id TEXT
) STRICT;
CREATE INDEX schedule_turns_agenda ON schedule_turns (agenda, ocurrencia);
`;

/**
 * Rebuilt from the facts by one pure function; last_at and last_id are the newest fact that stands in a row.
 * frescura_dias: the least that its groups set. orden: place of the verdict in the order of display, 9 without one.
 * busca: name, alias, RUC and note without accents and case, a line each. Members are those of active partners.
 */
const PROJECTIONS = `
CREATE TABLE partners (
  ruc TEXT PRIMARY KEY,
  activo INTEGER NOT NULL CHECK (activo IN (0, 1)),
  alta_en INTEGER,
  tipo TEXT NOT NULL,
  alias TEXT NOT NULL,
  nota TEXT NOT NULL,
  grupos TEXT NOT NULL CHECK (json_valid(grupos)),
  frescura_dias INTEGER,
  veredicto TEXT,
  orden INTEGER NOT NULL,
  razon_social TEXT NOT NULL,
  estado TEXT NOT NULL,
  condicion TEXT NOT NULL,
  direccion TEXT NOT NULL,
  direccion_de TEXT,
  ubigeo TEXT NOT NULL,
  distrito TEXT NOT NULL,
  provincia TEXT NOT NULL,
  departamento TEXT NOT NULL,
  existe INTEGER CHECK (existe IN (0, 1)),
  ssco INTEGER NOT NULL CHECK (ssco IN (0, 1)),
  fuente TEXT,
  dato_al INTEGER,
  desde INTEGER,
  ultima_respuesta INTEGER,
  ultimo_intento INTEGER,
  ultimo_motivo TEXT NOT NULL,
  busca TEXT NOT NULL,
  last_at INTEGER NOT NULL,
  last_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX partners_orden ON partners (activo, orden, ruc);
CREATE INDEX partners_busca ON partners (activo, busca);
-- All that figures, filters and orders read, so that none of them reads whole rows.
CREATE INDEX partners_lista ON partners (activo, grupos, orden, ultima_respuesta, frescura_dias, alta_en, tipo, estado,
  condicion, desde, ultimo_intento, alias);

CREATE TABLE partner_group_members (
  grupo TEXT NOT NULL,
  ruc TEXT NOT NULL,
  PRIMARY KEY (grupo, ruc)
) STRICT, WITHOUT ROWID;
CREATE INDEX partner_group_members_ruc ON partner_group_members (ruc);

-- A span lasts until the next one of its RUC begins. k counts from 0 within the RUC.
CREATE TABLE partner_spans (
  ruc TEXT NOT NULL,
  k INTEGER NOT NULL,
  desde INTEGER NOT NULL,
  veredicto TEXT NOT NULL,
  estado TEXT NOT NULL,
  condicion TEXT NOT NULL,
  fuente TEXT NOT NULL,
  PRIMARY KEY (ruc, k)
) STRICT, WITHOUT ROWID;

-- id: the observation's, a colon, the field.
CREATE TABLE partner_changes (
  id TEXT PRIMARY KEY,
  ruc TEXT NOT NULL,
  at INTEGER NOT NULL,
  campo TEXT NOT NULL,
  de TEXT NOT NULL,
  a TEXT NOT NULL,
  veredicto_de TEXT,
  veredicto_a TEXT,
  rumbo TEXT NOT NULL CHECK (rumbo IN ('peor', 'mejor', 'otro')),
  fuente TEXT NOT NULL,
  dato_al INTEGER,
  run_id TEXT,
  leido INTEGER NOT NULL CHECK (leido IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX partner_changes_at ON partner_changes (at, id, rumbo, leido, ruc);
CREATE INDEX partner_changes_ruc ON partner_changes (ruc, at);
CREATE INDEX partner_changes_unread ON partner_changes (at, id, rumbo, ruc) WHERE leido = 0;
CREATE INDEX partner_changes_run ON partner_changes (run_id) WHERE run_id IS NOT NULL;

CREATE TABLE partner_groups (
  clave TEXT PRIMARY KEY,
  activo INTEGER NOT NULL CHECK (activo IN (0, 1)),
  nombre TEXT NOT NULL,
  empresa TEXT,
  frescura_dias INTEGER,
  agenda TEXT CHECK (agenda IS NULL OR json_valid(agenda))
) STRICT, WITHOUT ROWID;
`;

/** Which edition and SSCO list the partners were last compared with, all of them; one row at most. */
const COMPARISON = `
CREATE TABLE partner_comparison (
  una INTEGER PRIMARY KEY CHECK (una = 1),
  listas TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
`;

/** `libro`: over a workbook. `socios`: a refresh of partners. */
const RUNS = `
ALTER TABLE runs ADD COLUMN tipo TEXT NOT NULL DEFAULT 'libro' CHECK (tipo IN ('libro', 'socios'));
CREATE INDEX runs_tipo ON runs (tipo, inicio, n);
`;

const FACTS = ['partner_edits', 'group_edits', 'partner_observations', 'change_marks', 'schedule_turns'];

export function up(db: Database): void {
  db.exec(EDITS + OBSERVATIONS + PROJECTIONS + COMPARISON + RUNS);
  for (const table of FACTS) {
    for (const action of ['UPDATE', 'DELETE']) {
      db.exec(
        `CREATE TRIGGER ${table}_no_${action.toLowerCase()} BEFORE ${action} ON ${table}
         BEGIN SELECT RAISE(ABORT, '${table}: rows are only added'); END;`,
      );
    }
  }
}
