/** A data folder with the partners of a firm: groups, old and new answers, changes, failures, as time left them. */
import { systemClock } from '../../main/clock.ts';
import { createSimulator } from '../../main/simulator/simulator.ts';
import { movableClock } from './movable-clock.ts';
import { ALL, DAY_MS, refresh } from './refresh.ts';
import { companyRucs, personRucs } from './rucs.ts';
import { testWorkspace } from './workspace.ts';

const GOOD = { estado_del_contribuyente: 'ACTIVO', condicion_de_domicilio: 'HABIDO' };
const LOST = { ...GOOD, condicion_de_domicilio: 'NO HABIDO' };

export interface FirmPartners {
  criticos: string[];
  proveedores: string[];
  clientes: string[];
  /** The critical one that is NO HABIDO since eight days. */
  perdido: string;
}

/** Fills the folder; the price of a query is set. */
export async function firmPartners(datos: string): Promise<FirmPartners> {
  const rucs = [...companyRucs(54), ...personRucs(6)];
  const clock = movableClock(systemClock);
  clock.move(-60 * DAY_MS);
  const simulator = await createSimulator({
    existAll: true,
    now: () => clock.now(),
    overrides: Object.fromEntries(rucs.map((ruc) => [ruc, GOOD])),
  });
  const workspace = testWorkspace(datos, { url: simulator.url, clock });
  const criticos = rucs.slice(0, 8);
  const proveedores = rucs.slice(8, 40);
  const clientes = rucs.slice(40);
  const perdido = criticos[2] as string;
  const add = (texts: readonly string[], tipo: 'proveedor' | 'cliente', grupo: string) =>
    workspace.partners.add(
      texts.map((texto) => ({ texto })),
      { tipo, grupos: [grupo] },
    );
  try {
    workspace.settings.save({ precio: '0.01' });
    await add(proveedores, 'proveedor', 'Proveedores');
    await add(clientes, 'cliente', 'Clientes');
    await add(criticos, 'proveedor', 'Proveedores críticos');
    await workspace.partners.edit([perdido], { nota: 'Fletes Abancay. Contacto: Sra. Ttito, 983 000 000' });
    await workspace.partners.edit([criticos[1] as string], { alias: 'Papelera' });
    await refresh(workspace, ALL);
    // A month on, only some are asked again: the rest goes stale.
    clock.move(26 * DAY_MS);
    simulator.change(perdido, { ...GOOD, condicion_de_domicilio: 'NO HALLADO SE MUDO D' });
    await refresh(workspace, { tipo: 'rucs', rucs: [...criticos, ...clientes, ...proveedores.slice(0, 20)] });
    clock.move(26 * DAY_MS);
    simulator.change(perdido, LOST);
    simulator.change(proveedores[3] as string, { ...GOOD, estado_del_contribuyente: 'BAJA DE OFICIO' });
    simulator.change(proveedores[5] as string, null);
    simulator.change(clientes[1] as string, { ...GOOD, condicion_de_domicilio: 'POR VERIFICAR' });
    await refresh(workspace, { tipo: 'rucs', rucs: [...criticos, ...clientes, ...proveedores.slice(0, 16)] });
    clock.move(8 * DAY_MS - 3 * 3_600_000);
    await refresh(workspace, { tipo: 'rucs', rucs: [...criticos, ...clientes.slice(0, 12)] });
  } finally {
    await workspace.close();
    await simulator.close();
  }
  return { criticos, proveedores, clientes, perdido };
}
