/** What the audit log says of partners. Names, notes and addresses of natural persons never stand in it in clear. */
import type { AuditLog, AuditValue } from '../audit/audit-log.ts';
import { personal, rucValue } from '../audit/personal.ts';
import type { AskedBy } from '../database/answer-store.ts';
import type { ChangeRecord, GroupRecord } from '../database/partner-types.ts';
import { isPersonalRuc } from '../../shared/ruc.ts';
import type { AddOptions, PartnerEdit } from './types.ts';

/** Each method writes one entry, inside the transaction of what it tells of. */
export class PartnerEntries {
  readonly #audit: AuditLog;

  constructor(audit: AuditLog) {
    this.#audit = audit;
  }

  added(rucs: readonly string[], { tipo, grupos }: AddOptions): void {
    this.#audit.append('socio-agregado', { rucs: rucs.map(rucValue), tipo, grupos: named(grupos) });
  }

  edited(rucs: readonly string[], changes: PartnerEdit): void {
    const { alias, tipo, nota, agregarGrupos, quitarGrupos } = changes;
    const said: Record<string, AuditValue> = {
      ...(alias === undefined ? {} : { alias: personal(alias) }),
      ...(tipo === undefined ? {} : { tipo }),
      ...(nota === undefined ? {} : { nota: personal(nota) }),
      ...(agregarGrupos === undefined ? {} : { agregarGrupos: named(agregarGrupos) }),
      ...(quitarGrupos === undefined ? {} : { quitarGrupos: named(quitarGrupos) }),
    };
    this.#audit.append('socio-editado', { rucs: rucs.map(rucValue), cambios: said });
  }

  removed(rucs: readonly string[]): void {
    this.#audit.append('socio-quitado', { rucs: rucs.map(rucValue) });
  }

  groupSaved({ clave, nombre, empresa, frescuraDias, agenda }: GroupRecord): void {
    this.#audit.append('grupo-guardado', {
      clave: personal(clave),
      nombre: personal(nombre),
      empresa: empresa === null ? null : rucValue(empresa),
      frescuraDias,
      agenda,
    });
  }

  groupRemoved(clave: string): void {
    this.#audit.append('grupo-quitado', { clave: personal(clave) });
  }

  /** Changes that one transaction noticed. */
  noticed(changes: readonly ChangeRecord[], askedBy: AskedBy): void {
    if (changes.length === 0) return;
    this.#audit.append('socio-cambio', { cambios: changes.map(noticedChange) }, { askedBy });
  }

  marked(cambios: number, leido: boolean): void {
    this.#audit.append('cambios-leidos', { cambios, leido });
  }
}

/** A group may be called after a person. */
function named(groups: readonly string[]): AuditValue {
  return groups.map(personal);
}

function noticedChange({ id, ruc, campo, de, a, veredictoDe, veredictoA, runId }: ChangeRecord): AuditValue {
  const ofPerson = (campo === 'razonSocial' || campo === 'direccion') && isPersonalRuc(ruc);
  return {
    cambio: id,
    ruc: rucValue(ruc),
    campo,
    de: ofPerson ? personal(de) : de,
    a: ofPerson ? personal(a) : a,
    veredictoDe,
    veredictoA,
    corrida: runId,
  };
}
