/** Makes, changes and removes groups of partners. */
import { isDeepStrictEqual } from 'node:util';
import type { GroupEditField, GroupRecord } from '../database/partner-types.ts';
import { breathe } from '../validation/plan.ts';
import { HabidoError } from '../../shared/errors.ts';
import { PartnerEntries } from './audit-entries.ts';
import type { PartnerBook } from './book.ts';
import { groupKeyOf } from './group-key.ts';
import type { GroupEdit } from './types.ts';

/** Partners taken out of a group in one transaction. */
const CHUNK = 100;

/** Keys of the groups with these names, made where there are none; inside the caller's transaction. */
export function resolveGroups(book: PartnerBook, nombres: readonly string[]): string[] {
  const claves = nombres.map((nombre) => nombre.trim()).filter((nombre) => groupKeyOf(nombre) !== '');
  return [
    ...new Set(claves.map((nombre) => called(book, nombre)?.clave ?? make(book, { ...PLAIN, nombre }))),
  ];
}

const PLAIN = { empresa: null, frescuraDias: null, agenda: null } as const;

/** Saves a group; answers its key. Throws `grupo-no-existe`, `grupo-ya-existe`. */
export function saveGroup(book: PartnerBook, edit: GroupEdit): string {
  const clave = book.database.transaction(() => {
    const other = called(book, edit.nombre);
    if (other !== null && other.clave !== edit.clave) throw new HabidoError('grupo-ya-existe');
    if (edit.clave === null) return make(book, edit);
    const group = book.groups.get(edit.clave);
    if (group?.activo !== true) throw new HabidoError('grupo-no-existe');
    const nombre = edit.nombre.trim();
    write(book, edit.clave, differences(group, { ...edit, nombre }));
    return edit.clave;
  });
  book.teller.changed();
  return clave;
}

/** Takes its partners out of it, then the group away; they stay partners. Rejects with `grupo-no-existe`. */
export async function removeGroup(book: PartnerBook, clave: string): Promise<void> {
  const { database, groups } = book;
  if (groups.get(clave)?.activo !== true) throw new HabidoError('grupo-no-existe');
  while (!database.transaction(() => removeSome(book, clave))) await breathe();
  book.teller.changed();
}

/** Takes some partners out of the group, or where there are none left the group away; true: it is gone. */
function removeSome(book: PartnerBook, clave: string): boolean {
  const { pages, rows, facts, projector, clock, groups, audit } = book;
  if (groups.get(clave)?.activo !== true) return true;
  // Read in the transaction that takes the group away: another process may have put somebody in meanwhile.
  const members = pages.members(clave);
  for (const ruc of members.slice(0, CHUNK)) {
    const at = book.saidAt(rows.get(ruc));
    projector.apply(ruc, [facts.edit(ruc, at, { campo: 'grupo', clave, valor: false })]);
  }
  if (members.length > CHUNK) return false;
  groups.edit(clave, clock.now(), [{ campo: 'alta', valor: false }]);
  new PartnerEntries(audit).groupRemoved(clave);
  return true;
}

/** The group of this name, whatever its key, which stays when a name changes. */
function called({ groups }: PartnerBook, nombre: string): GroupRecord | null {
  const clave = groupKeyOf(nombre);
  return groups.all().find((group) => groupKeyOf(group.nombre) === clave) ?? null;
}

function make(
  book: PartnerBook,
  { nombre, empresa, frescuraDias, agenda }: Omit<GroupEdit, 'clave'>,
): string {
  const clave = freeKey(book, groupKeyOf(nombre));
  write(book, clave, [
    { campo: 'alta', valor: true },
    { campo: 'nombre', valor: nombre.trim() },
    { campo: 'empresa', valor: empresa },
    { campo: 'frescuraDias', valor: frescuraDias },
    { campo: 'agenda', valor: agenda },
  ]);
  return clave;
}

/** The name's own key, unless a group that has another name by now took it first. */
function freeKey({ groups }: PartnerBook, wanted: string): string {
  for (let n = 1; ; n += 1) {
    const clave = n === 1 ? wanted : `${wanted.slice(0, 75)} ${String(n)}`;
    if (groups.get(clave)?.activo !== true) return clave;
  }
}

function differences(
  before: GroupRecord,
  { nombre, empresa, frescuraDias, agenda }: GroupEdit,
): GroupEditField[] {
  const edits: GroupEditField[] = [];
  if (nombre !== before.nombre) edits.push({ campo: 'nombre', valor: nombre });
  if (empresa !== before.empresa) edits.push({ campo: 'empresa', valor: empresa });
  if (frescuraDias !== before.frescuraDias) edits.push({ campo: 'frescuraDias', valor: frescuraDias });
  if (!isDeepStrictEqual(agenda, before.agenda)) edits.push({ campo: 'agenda', valor: agenda });
  return edits;
}

function write({ groups, clock, audit }: PartnerBook, clave: string, edits: readonly GroupEditField[]): void {
  if (edits.length === 0) return;
  groups.edit(clave, clock.now(), edits);
  new PartnerEntries(audit).groupSaved(groups.get(clave) as GroupRecord);
}
