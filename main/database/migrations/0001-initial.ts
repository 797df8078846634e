/** The first schema: facts of answers, runs, turns and claims, audit log, settings. */
import type { Database } from 'better-sqlite3';

/** Who this desk is, and what else is made once. */
const META = `
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** Every HTTP attempt, every raw answer, and what each answer says of each RUC: added to, never changed. */
const ANSWERS = `
CREATE TABLE calls (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  v INTEGER NOT NULL,
  at INTEGER NOT NULL,
  endpoint TEXT NOT NULL,
  asked TEXT NOT NULL CHECK (json_valid(asked)),
  attempt INTEGER NOT NULL,
  sent_at INTEGER NOT NULL,
  elapsed_ms INTEGER NOT NULL,
  http_status INTEGER,
  server_date INTEGER,
  outcome TEXT NOT NULL,
  run_id TEXT,
  asked_by TEXT NOT NULL CHECK (asked_by IN ('ventana', 'comando', 'agenda')),
  app_version TEXT NOT NULL,
  answer_sha TEXT
) STRICT;
CREATE INDEX calls_run ON calls (run_id, n) WHERE run_id IS NOT NULL;

CREATE TABLE answer_bodies (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  v INTEGER NOT NULL,
  at INTEGER NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  bytes INTEGER NOT NULL,
  encoding TEXT NOT NULL CHECK (encoding IN ('deflate')),
  body BLOB NOT NULL
) STRICT;

CREATE TABLE ruc_answers (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  v INTEGER NOT NULL,
  at INTEGER NOT NULL,
  ruc TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('known', 'unknown', 'refused')),
  razon_social TEXT,
  estado TEXT,
  condicion TEXT,
  ubigeo TEXT,
  direccion TEXT,
  distrito TEXT,
  provincia TEXT,
  departamento TEXT,
  dato_al INTEGER,
  fuente TEXT NOT NULL,
  message TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  call_id TEXT,
  answer_sha TEXT,
  CHECK ((kind = 'known') = (estado IS NOT NULL))
) STRICT;
CREATE INDEX ruc_answers_ruc ON ruc_answers (ruc, at);

CREATE TABLE latest_answers (
  ruc TEXT PRIMARY KEY,
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** Runs, and one row for each distinct reading of their column. */
const RUNS = `
CREATE TABLE runs (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  v INTEGER NOT NULL,
  nombre TEXT NOT NULL,
  politica TEXT NOT NULL,
  since INTEGER NOT NULL,
  tope INTEGER,
  gastadas INTEGER NOT NULL DEFAULT 0,
  filas INTEGER NOT NULL,
  otros INTEGER NOT NULL,
  distintos INTEGER NOT NULL,
  formato_invalido INTEGER NOT NULL,
  consultas_plan INTEGER NOT NULL,
  peticiones_plan INTEGER NOT NULL,
  asked_by TEXT NOT NULL,
  inicio INTEGER NOT NULL,
  fin INTEGER,
  estado TEXT NOT NULL CHECK (estado IN ('en curso', 'terminada', 'interrumpida', 'cancelada')),
  freno TEXT,
  consultas_usadas INTEGER NOT NULL,
  peticiones INTEGER NOT NULL,
  desde_cache INTEGER NOT NULL,
  cache_mas_antiguo INTEGER,
  active_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX runs_inicio ON runs (inicio, n);

-- The columns that a run checks, in their order; k from 0.
CREATE TABLE run_sources (
  run INTEGER NOT NULL REFERENCES runs (n),
  k INTEGER NOT NULL,
  path TEXT NOT NULL,
  nombre TEXT NOT NULL,
  hash TEXT NOT NULL,
  hoja TEXT NOT NULL,
  columna TEXT NOT NULL,
  fila_encabezado INTEGER NOT NULL,
  manual INTEGER NOT NULL CHECK (manual IN (0, 1)),
  titulo TEXT NOT NULL,
  columna_nombre TEXT NOT NULL,
  filas INTEGER NOT NULL,
  otros INTEGER NOT NULL,
  copia_nombre TEXT,
  copia_hash TEXT,
  PRIMARY KEY (run, k)
) STRICT, WITHOUT ROWID;

-- orden: place of the verdict in the order of display, 9 while there is none.
-- libro: k of the source where its first cell (fila) stands.
-- busca: registered name without accents and case, a line feed, the RUC.
CREATE TABLE run_items (
  run INTEGER NOT NULL REFERENCES runs (n),
  n INTEGER NOT NULL,
  ruc TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pendiente', 'omitido', 'listo', 'sin-respuesta')),
  orden INTEGER NOT NULL,
  valido INTEGER NOT NULL CHECK (valido IN (0, 1)),
  fault TEXT,
  suggestion TEXT,
  repairs TEXT NOT NULL,
  fila INTEGER NOT NULL,
  filas INTEGER NOT NULL,
  libro INTEGER NOT NULL,
  nombre TEXT NOT NULL,
  aviso TEXT NOT NULL,
  veredicto TEXT,
  observacion TEXT NOT NULL DEFAULT '',
  fuente TEXT,
  origen TEXT,
  razon_social TEXT NOT NULL DEFAULT '',
  estado TEXT NOT NULL DEFAULT '',
  condicion TEXT NOT NULL DEFAULT '',
  dato_al INTEGER,
  consultado_en INTEGER,
  answer_n INTEGER REFERENCES ruc_answers (n),
  busca TEXT NOT NULL,
  PRIMARY KEY (run, n)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX run_items_ruc ON run_items (run, ruc);
CREATE INDEX run_items_state ON run_items (run, state, n);
CREATE INDEX run_items_orden ON run_items (run, orden, n);
`;

/** Turns at the API (one row per request sent) and who asks for which RUC right now. */
const COORDINATION = `
CREATE TABLE limiter (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  pool TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX limiter_at ON limiter (pool, at);

CREATE TABLE limiter_pools (
  pool TEXT PRIMARY KEY,
  slowed_at INTEGER NOT NULL,
  paused_until INTEGER NOT NULL,
  share REAL NOT NULL CHECK (share > 0 AND share <= 1)
) STRICT, WITHOUT ROWID;

CREATE TABLE limiter_waiters (
  id TEXT PRIMARY KEY,
  pool TEXT NOT NULL,
  waiting INTEGER NOT NULL,
  beat_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE reservations (
  ruc TEXT PRIMARY KEY,
  owner TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reservations_owner ON reservations (owner);
`;

/** The audit log in its final form, and the personal data that its entries only commit to. */
const AUDIT = `
CREATE TABLE audit_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  payload TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_log_next BEFORE INSERT ON audit_log
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit_log)
BEGIN SELECT RAISE(ABORT, 'audit_log: entries follow one another'); END;

CREATE TABLE audit_private (
  seq INTEGER NOT NULL REFERENCES audit_log (seq),
  path TEXT NOT NULL,
  salt TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (seq, path)
) STRICT, WITHOUT ROWID;
`;

/** Which column the user chose, by the shape of the workbook. */
const CHOICES = `
CREATE TABLE remembered_choices (
  shape TEXT PRIMARY KEY,
  hoja TEXT NOT NULL,
  columna TEXT NOT NULL,
  fila_encabezado INTEGER,
  manual INTEGER NOT NULL CHECK (manual IN (0, 1)),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

const SETTINGS = `
CREATE TABLE settings (
  drawer TEXT NOT NULL CHECK (drawer IN ('oficina', 'puesto')),
  key TEXT NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value)),
  PRIMARY KEY (drawer, key)
) STRICT, WITHOUT ROWID;
`;

/** What may never be changed, and what may never be removed (raw answers and private values can be purged). */
const NEVER_CHANGED = ['calls', 'answer_bodies', 'ruc_answers', 'audit_log', 'audit_private'];
const NEVER_REMOVED = ['calls', 'ruc_answers', 'audit_log'];

export function up(db: Database): void {
  db.exec(META + ANSWERS + RUNS + COORDINATION + AUDIT + CHOICES + SETTINGS);
  for (const table of NEVER_CHANGED) refuse(db, table, 'UPDATE');
  for (const table of NEVER_REMOVED) refuse(db, table, 'DELETE');
}

function refuse(db: Database, table: string, action: 'UPDATE' | 'DELETE'): void {
  db.exec(
    `CREATE TRIGGER ${table}_no_${action.toLowerCase()} BEFORE ${action} ON ${table}
     BEGIN SELECT RAISE(ABORT, '${table}: rows are only added'); END;`,
  );
}
