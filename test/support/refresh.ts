/** Partners to refresh, and what came of it, over a workspace as window and commands open it. */
import type { PartnerScope, RefreshEnd } from '../../shared/contract.ts';
import type { RefreshOptions } from '../../main/partners/types.ts';
import type { Workspace } from '../../main/workspace.ts';

export const DAY_MS = 86_400_000;
export const ALL: PartnerScope = { tipo: 'todos' };

/** Makes partners of these, in a group where one is named. */
export async function addPartners(
  workspace: Workspace,
  rucs: readonly string[],
  grupos: readonly string[] = [],
): Promise<void> {
  const entries = rucs.map((texto) => ({ texto }));
  await workspace.partners.add(entries, { tipo: 'proveedor', grupos });
}

/** Refreshes as a command does, to the end. */
export async function refresh(
  workspace: Workspace,
  scope: PartnerScope = ALL,
  options: Partial<RefreshOptions> = {},
): Promise<RefreshEnd> {
  const { refreshes } = workspace.partners;
  const started = await refreshes.start(scope, {
    tambienFrescos: false,
    tope: null,
    askedBy: 'comando',
    ...options,
  });
  return started.done;
}

/** What is kept of a partner: its state, and its attempts. */
export interface KeptPartner {
  ruc: string;
  veredicto: string | null;
  estado: string;
  condicion: string;
  ultimaRespuesta: number | null;
  ultimoIntento: number | null;
  ultimoMotivo: string;
}

/** Every active partner by its RUC, straight from the table. */
export function keptPartners(workspace: Workspace): Map<string, KeptPartner> {
  const rows = workspace.database.db
    .prepare<[], KeptPartner>(
      `SELECT ruc, veredicto, estado, condicion, ultima_respuesta AS ultimaRespuesta,
         ultimo_intento AS ultimoIntento, ultimo_motivo AS ultimoMotivo
       FROM partners WHERE activo = 1`,
    )
    .all();
  return new Map(rows.map((row) => [row.ruc, row]));
}

/** Every change noticed in a run, as `ruc campo: de → a (rumbo)`, sorted. */
export function changesOf(workspace: Workspace, corrida: string): string[] {
  return workspace.database.db
    .prepare<[string], { ruc: string; campo: string; de: string; a: string; rumbo: string }>(
      'SELECT ruc, campo, de, a, rumbo FROM partner_changes WHERE run_id = ?',
    )
    .all(corrida)
    .map(({ ruc, campo, de, a, rumbo }) => `${ruc} ${campo}: ${de} → ${a} (${rumbo})`)
    .sort();
}
