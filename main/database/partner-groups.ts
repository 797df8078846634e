/** Groups of partners: what people said of them, and the groups that follow from it. */
import type { Statement } from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import type { Schedule } from '../../shared/contract.ts';
import type { HabidoDatabase } from './open.ts';
import { groupOf, type GroupFact } from './partner-group-projection.ts';
import type { GroupEditField, GroupRecord } from './partner-types.ts';
import { cleanText } from './text.ts';

/** Format of the rows written here. */
const ROW_VERSION = 1;

interface GroupRow {
  clave: string;
  activo: 0 | 1;
  nombre: string;
  empresa: string | null;
  frescura_dias: number | null;
  agenda: string | null;
}

interface EditRow {
  id: string;
  at: number;
  campo: GroupEditField['campo'];
  valor: string;
}

const PUT = `
INSERT INTO partner_groups (clave, activo, nombre, empresa, frescura_dias, agenda)
VALUES (@clave, @activo, @nombre, @empresa, @frescuraDias, @agenda)
ON CONFLICT (clave) DO UPDATE SET activo = excluded.activo, nombre = excluded.nombre, empresa = excluded.empresa,
  frescura_dias = excluded.frescura_dias, agenda = excluded.agenda`;

/** The least freshness that each member's groups set, written anew for the members of one group. */
const REFRESHNESS = `
UPDATE partners SET frescura_dias = (
  SELECT min(g.frescura_dias) FROM json_each(partners.grupos) AS j
  JOIN partner_groups AS g ON g.clave = j.value AND g.activo = 1)
WHERE ruc IN (SELECT m.ruc FROM partner_group_members AS m WHERE m.grupo = ?)`;

/** Reader and writer of groups. Writing is done inside the caller's transaction. */
export class PartnerGroups {
  readonly #origin: string;
  readonly #insert: Statement;
  readonly #edits: Statement<[string], EditRow>;
  readonly #last: Statement<[string], number | null>;
  readonly #get: Statement<[string], GroupRow>;
  readonly #all: Statement<[], GroupRow>;
  readonly #put: Statement;
  readonly #freshness: Statement<[string]>;
  readonly #keys: Statement<[], string>;

  constructor({ db, deskId }: HabidoDatabase) {
    this.#origin = deskId;
    this.#insert = db.prepare(
      'INSERT INTO group_edits (id, origin, v, at, clave, campo, valor) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#edits = db.prepare('SELECT id, at, campo, valor FROM group_edits WHERE clave = ?');
    this.#last = db
      .prepare<[string], number | null>('SELECT max(at) FROM group_edits WHERE clave = ?')
      .pluck();
    this.#get = db.prepare('SELECT * FROM partner_groups WHERE clave = ?');
    this.#all = db.prepare('SELECT * FROM partner_groups WHERE activo = 1 ORDER BY clave');
    this.#put = db.prepare(PUT);
    this.#freshness = db.prepare(REFRESHNESS);
    this.#keys = db.prepare<[], string>('SELECT DISTINCT clave FROM group_edits').pluck();
  }

  /** Those that there are, in the order of their keys. */
  all(): GroupRecord[] {
    return this.#all.all().map(hydrateGroup);
  }

  /** Also one that was removed; null: there never was one. */
  get(clave: string): GroupRecord | null {
    const row = this.#get.get(clave);
    return row === undefined ? null : hydrateGroup(row);
  }

  /** `now` UTC ms. What is said counts after all that was said before, though that be of a clock that was ahead. */
  edit(clave: string, now: number, edits: readonly GroupEditField[]): void {
    const at = Math.max(now, (this.#last.get(clave) ?? -1) + 1);
    for (const { campo, valor } of edits) {
      const cleaned = campo === 'nombre' ? cleanText(valor) : valor;
      this.#insert.run(uuid(), this.#origin, ROW_VERSION, at, clave, campo, JSON.stringify(cleaned));
    }
    this.project(clave);
  }

  /** Writes the group anew from its facts. */
  project(clave: string): void {
    const before = this.get(clave);
    const facts = this.#edits.all(clave).map(({ id, at, campo, valor }) => {
      const edit = { campo, valor: JSON.parse(valor) as unknown } as GroupEditField;
      return { id, at, edit } satisfies GroupFact;
    });
    const group = groupOf(clave, facts);
    const agenda = group.agenda === null ? null : JSON.stringify(group.agenda);
    this.#put.run({ ...group, activo: group.activo ? 1 : 0, agenda });
    const ruled = (one: GroupRecord | null): number | null =>
      one?.activo === true ? one.frescuraDias : null;
    if (ruled(before) !== ruled(group)) this.#freshness.run(clave);
  }

  /** Every group that somebody ever said something of. */
  keys(): string[] {
    return this.#keys.all();
  }
}

function hydrateGroup(row: GroupRow): GroupRecord {
  return {
    clave: row.clave,
    activo: row.activo === 1,
    nombre: row.nombre,
    empresa: row.empresa,
    frescuraDias: row.frescura_dias,
    agenda: row.agenda === null ? null : (JSON.parse(row.agenda) as Schedule),
  };
}
