import type { PartnerKind } from '../../../../shared/contract.ts';
import type { PartnerChanges } from './model.ts';

/** What the office says of a partner, as its form holds it. */
export interface PartnerForm {
  alias: string;
  tipo: PartnerKind;
  nota: string;
  /** Names of its groups. */
  nombres: readonly string[];
}

/** What of a form differs from the partner, so that only that is written; null: nothing does. */
export function changesOf(
  partner: Omit<PartnerForm, 'nombres'>,
  groups: readonly { clave: string; nombre: string }[],
  form: PartnerForm,
): PartnerChanges | null {
  const changes: PartnerChanges = {};
  const alias = form.alias.trim();
  const nota = form.nota.trim();
  if (alias !== partner.alias) changes.alias = alias;
  if (nota !== partner.nota) changes.nota = nota;
  if (form.tipo !== partner.tipo) changes.tipo = form.tipo;
  const had = new Set(groups.map((group) => group.nombre));
  const added = form.nombres.filter((name) => !had.has(name));
  const left = groups.filter((group) => !form.nombres.includes(group.nombre)).map((group) => group.clave);
  if (added.length > 0) changes.agregarGrupos = added;
  if (left.length > 0) changes.quitarGrupos = left;
  return Object.keys(changes).length === 0 ? null : changes;
}
