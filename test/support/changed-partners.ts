/** A data folder with partners that have changed over some days, as refreshes would have left it. */
import { createSimulator } from '../../main/simulator/simulator.ts';
import type { TaxpayerOverride } from '../../main/simulator/taxpayers.ts';
import { ALL, DAY_MS, refresh } from './refresh.ts';
import { movableClock } from './movable-clock.ts';
import { companyRucs } from './rucs.ts';
import { testWorkspace } from './workspace.ts';
import { systemClock } from '../../main/clock.ts';

const GOOD = { estado_del_contribuyente: 'ACTIVO', condicion_de_domicilio: 'HABIDO' };

/** Of every day, counted back from today, which partner reads how from then on. */
const HISTORY: readonly { hace: number; cambios: Record<number, TaxpayerOverride> }[] = [
  { hace: 12, cambios: {} },
  {
    hace: 8,
    cambios: {
      0: { ...GOOD, condicion_de_domicilio: 'NO HALLADO SE MUDO D' },
      1: { ...GOOD, condicion_de_domicilio: 'POR VERIFICAR' },
      2: { ...GOOD, estado_del_contribuyente: 'SUSPENSION TEMPORAL' },
    },
  },
  {
    hace: 4,
    cambios: {
      1: GOOD,
      3: null,
      4: { ...GOOD, condicion_de_domicilio: 'PENDIENTE' },
      5: { ...GOOD, condicion_de_domicilio: 'NO HABIDO' },
    },
  },
  {
    hace: 1,
    cambios: {
      6: { ...GOOD, estado_del_contribuyente: 'BAJA DE OFICIO' },
      7: { ...GOOD, nombre_o_razon_social: 'CLÍNICA SEÑOR DE HUANCA S.A.' },
      8: { ...GOOD, direccion: 'AV. JOSÉ LUIS BUSTAMANTE Y RIVERO 1450 INT. 302' },
    },
  },
  {
    hace: 0,
    cambios: { 0: { ...GOOD, condicion_de_domicilio: 'NO HABIDO' }, 5: GOOD },
  },
];

export interface ChangedPartners {
  rucs: string[];
  /** The refreshes that noticed something, the newest last. */
  corridas: string[];
}

/** Fills the folder: `many` partners in two groups, and what happened to nine of them. */
export async function changedPartners(datos: string, many = 40): Promise<ChangedPartners> {
  const rucs = companyRucs(many);
  const clock = movableClock(systemClock);
  const start = HISTORY[0] as (typeof HISTORY)[number];
  clock.move(-start.hace * DAY_MS);
  const simulator = await createSimulator({
    existAll: true,
    now: () => clock.now(),
    overrides: Object.fromEntries(rucs.map((ruc) => [ruc, GOOD])),
  });
  const workspace = testWorkspace(datos, { url: simulator.url, clock });
  const corridas: string[] = [];
  try {
    const groups = [rucs.filter((_, i) => i % 3 !== 1), rucs.filter((_, i) => i % 3 === 1)];
    for (const [i, nombre] of ['Proveedores críticos', 'Clientes'].entries()) {
      const entries = (groups[i] as string[]).map((texto) => ({ texto }));
      await workspace.partners.add(entries, { tipo: i === 0 ? 'proveedor' : 'cliente', grupos: [nombre] });
    }
    let before = start.hace;
    for (const { hace, cambios } of HISTORY) {
      clock.move((before - hace) * DAY_MS);
      before = hace;
      for (const [i, change] of Object.entries(cambios)) simulator.change(rucs[Number(i)] as string, change);
      const end = await refresh(workspace, ALL, { tambienFrescos: true });
      if (end.cambios > 0) corridas.push(end.corrida);
    }
  } finally {
    await workspace.close();
    await simulator.close();
  }
  return { rucs, corridas };
}
