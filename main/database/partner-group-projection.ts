/** What follows from the facts about one group. Pure: the same facts in any order give the same group. */
import type { GroupEditField, GroupRecord } from './partner-types.ts';

/** One fact of a group. */
export interface GroupFact {
  /** UUIDv7. */
  id: string;
  at: number;
  edit: GroupEditField;
}

/** The group: of each field what was said last, by time, then by id. */
export function groupOf(clave: string, facts: readonly GroupFact[]): GroupRecord {
  const ordered = facts.toSorted((a, b) => a.at - b.at || (a.id > b.id ? 1 : -1));
  const group: GroupRecord = {
    clave,
    activo: false,
    nombre: clave,
    empresa: null,
    frescuraDias: null,
    agenda: null,
  };
  return ordered.reduce((before, { edit }) => withEdit(before, edit), group);
}

function withEdit(group: GroupRecord, { campo, valor }: GroupEditField): GroupRecord {
  return campo === 'alta' ? { ...group, activo: valor } : { ...group, [campo]: valor };
}
