/** Changes what people say of partners, and takes partners away; their history stays. */
import type { PartnerEditField, PartnerRecord } from '../database/partner-types.ts';
import { breathe } from '../validation/plan.ts';
import { PartnerEntries } from './audit-entries.ts';
import type { PartnerBook } from './book.ts';
import { resolveGroups } from './groups.ts';
import type { PartnerEdit } from './types.ts';

/** Partners changed in one transaction: some ten milliseconds. */
const CHUNK = 100;

/** Changes those of these RUCs that are partners. */
export async function editPartners(
  book: PartnerBook,
  rucs: readonly string[],
  changes: PartnerEdit,
): Promise<void> {
  await eachChunk(book, rucs, (partners) => {
    const edits = editsOf(book, changes);
    const changed = partners.filter((partner) => applyEdits(book, partner, edits));
    if (changed.length > 0)
      new PartnerEntries(book.audit).edited(
        changed.map(({ ruc }) => ruc),
        changes,
      );
  });
}

/** Answers how many of these RUCs were partners. */
export async function removePartners(book: PartnerBook, rucs: readonly string[]): Promise<number> {
  let removed = 0;
  await eachChunk(book, rucs, (partners) => {
    for (const partner of partners) applyEdits(book, partner, [{ campo: 'alta', valor: false }]);
    if (partners.length > 0) new PartnerEntries(book.audit).removed(partners.map(({ ruc }) => ruc));
    removed += partners.length;
  });
  return removed;
}

/** Whether the edit says something else than what stands there. */
export function changesIt(partner: PartnerRecord, edit: PartnerEditField): boolean {
  switch (edit.campo) {
    case 'alta':
      return partner.activo !== edit.valor;
    case 'grupo':
      return partner.grupos.includes(edit.clave) !== edit.valor;
    case 'alias':
    case 'nota':
    case 'tipo':
      return partner[edit.campo] !== edit.valor;
  }
}

async function eachChunk(
  book: PartnerBook,
  rucs: readonly string[],
  work: (partners: readonly PartnerRecord[]) => void,
): Promise<void> {
  const distinct = [...new Set(rucs)];
  for (let from = 0; from < distinct.length; from += CHUNK) {
    const chunk = distinct.slice(from, from + CHUNK);
    book.database.transaction(() => {
      const partners = chunk.flatMap((ruc) => book.rows.get(ruc) ?? []);
      work(partners.filter((partner) => partner.activo));
    });
    book.teller.changed();
    await breathe();
  }
}

/** The fields that a change says; a group named both ways is joined. */
function editsOf(book: PartnerBook, changes: PartnerEdit): PartnerEditField[] {
  const { alias, tipo, nota, agregarGrupos = [], quitarGrupos = [] } = changes;
  const joined = resolveGroups(book, agregarGrupos);
  const left = quitarGrupos.filter((clave) => !joined.includes(clave));
  return [
    ...(alias === undefined ? [] : [{ campo: 'alias' as const, valor: alias.trim() }]),
    ...(tipo === undefined ? [] : [{ campo: 'tipo' as const, valor: tipo }]),
    ...(nota === undefined ? [] : [{ campo: 'nota' as const, valor: nota.trim() }]),
    ...left.map((clave) => ({ campo: 'grupo' as const, clave, valor: false })),
    ...joined.map((clave) => ({ campo: 'grupo' as const, clave, valor: true })),
  ];
}

/** Stores what differs; answers whether anything does. */
function applyEdits(book: PartnerBook, partner: PartnerRecord, edits: readonly PartnerEditField[]): boolean {
  const changed = edits.filter((edit) => changesIt(partner, edit));
  if (changed.length === 0) return false;
  const at = book.saidAt(partner);
  book.projector.apply(
    partner.ruc,
    changed.map((edit) => book.facts.edit(partner.ruc, at, edit)),
  );
  return true;
}
