/** A new edition of the padrón, or a new SSCO list, tells of changes without a question. */
import { describe, expect, test } from 'vitest';
import type { LocalKnowledge } from '../../../shared/padron.ts';
import { EDITION, localKnowledge, ON_SSCO, padronEntry } from '../../support/local-knowledge.ts';
import { entriesOf, EVERY_CHANGE, GOOD, partnersFixture } from '../../support/partners.ts';
import { addPartners, DAY_MS, refresh } from '../../support/refresh.ts';
import { companyRucs } from '../../support/rucs.ts';
import type { Workspace } from '../../../main/workspace.ts';

const fixture = partnersFixture();
const [A = '', B = '', C = ''] = companyRucs(3);

/** What is known on the disk, replaced as an import does. */
function replaceable(): {
  local: LocalKnowledge;
  now: (known: Parameters<typeof localKnowledge>[0]) => void;
} {
  let current = localKnowledge({ edition: null });
  return {
    local: {
      edition: () => current.edition(),
      padron: (rucs) => current.padron(rucs),
      marks: (rucs) => current.marks(rucs),
    },
    now: (known) => {
      current = localKnowledge(known);
    },
  };
}

/** Partners that answered, ten days ago. */
async function answered(local: LocalKnowledge): Promise<Workspace> {
  const overrides = {
    [A]: GOOD,
    [B]: { ...GOOD, condicion_de_domicilio: 'NO HALLADO SE MUDO D' },
    [C]: GOOD,
  };
  const workspace = await fixture.open({ local, simulator: { overrides } });
  await addPartners(workspace, [A, B, C]);
  await refresh(workspace);
  fixture.clock().move(10 * DAY_MS);
  return workspace;
}

/** An edition of some days ago. */
const edition = (days: number, sha256 = 'e'.repeat(64)): typeof EDITION => ({
  ...EDITION,
  sha256,
  fecha: fixture.clock().now() - days * DAY_MS,
});

describe('an edition', () => {
  test('that is younger than the last answer changes what it says otherwise, and asks nobody', async () => {
    const disk = replaceable();
    const { partners } = await answered(disk.local);
    const used = edition(1);
    disk.now({
      edition: used,
      rows: [
        padronEntry(A, 'BAJA DE OFICIO', 'HABIDO', used.fecha),
        // The same text, not cut.
        padronEntry(B, 'ACTIVO', 'NO HALLADO SE MUDO DE DOMICILIO', used.fecha),
      ],
    });
    const requests = fixture.simulator().stats.requests.length;
    expect(await partners.compareWithSunat()).toBe(1);
    expect(await partners.compareWithSunat()).toBe(0);
    expect(fixture.simulator().stats.requests.length).toBe(requests);
    expect(partners.detail(A)).toMatchObject({
      veredicto: 'NO APTO',
      fuente: 'PADRON',
      datoAl: used.fecha,
      vencido: true,
      ultimoIntento: { respondido: true },
      cambios: [{ campo: 'estado', de: 'ACTIVO', a: 'BAJA DE OFICIO', fuente: 'PADRON', corrida: null }],
    });
    expect(partners.detail(B)).toMatchObject({ condicion: 'NO HALLADO SE MUDO D', cambios: [] });
    expect(partners.summary()).toMatchObject({ cambiosSinLeer: 1, vencidos: 3 });
  });

  test('that is older than the last answer says nothing', async () => {
    const disk = replaceable();
    const { partners } = await answered(disk.local);
    const used = edition(11);
    disk.now({ edition: used, rows: [padronEntry(A, 'BAJA DE OFICIO', 'HABIDO', used.fecha)] });
    expect(await partners.compareWithSunat()).toBe(0);
    expect(partners.detail(A)?.veredicto).toBe('APTO');
  });

  test('gives way to the next real answer', async () => {
    const disk = replaceable();
    const workspace = await answered(disk.local);
    const used = edition(1);
    disk.now({ edition: used, rows: [padronEntry(A, 'BAJA DE OFICIO', 'HABIDO', used.fecha)] });
    await workspace.partners.compareWithSunat();
    await refresh(workspace);
    expect(workspace.partners.detail(A)).toMatchObject({ veredicto: 'APTO', fuente: 'MIGO', vencido: false });
    expect(await workspace.partners.compareWithSunat()).toBe(0);
    expect(workspace.partners.changes.rows(EVERY_CHANGE, 0, 10).conteo).toEqual({
      peor: 1,
      mejor: 1,
      otro: 0,
    });
  });
});

describe('the SSCO list', () => {
  test('makes NO APTO while one stands on it', async () => {
    const disk = replaceable();
    const workspace = await answered(disk.local);
    const { partners } = workspace;
    disk.now({ edition: null, marks: { [A]: ON_SSCO } });
    expect(await partners.compareWithSunat()).toBe(1);
    await refresh(workspace);
    expect(partners.detail(A)).toMatchObject({
      veredicto: 'NO APTO',
      estado: 'ACTIVO',
      observacion: expect.stringMatching(/^SUJETO SIN CAPACIDAD OPERATIVA/) as string,
      plazo: '',
      cambios: [{ campo: 'ssco', de: 'NO FIGURA', a: 'FIGURA', rumbo: 'peor' }],
    });
    const ssco = ON_SSCO.ssco;
    disk.now({ edition: null, marks: { [A]: { listas: [], ssco: ssco && { ...ssco, vigente: false } } } });
    expect(await partners.compareWithSunat()).toBe(1);
    expect(partners.detail(A)).toMatchObject({
      veredicto: 'APTO',
      observacion: expect.stringContaining('Figuró en la lista') as string,
    });
    expect(entriesOf(workspace, 'socio-cambio')).toHaveLength(2);
  });
});

describe('once for each list', () => {
  test('partners are compared, whoever imported it: here, or a process that was killed before it did', async () => {
    const disk = replaceable();
    const workspace = await answered(disk.local);
    const used = edition(1);
    disk.now({ edition: used, rows: [padronEntry(A, 'BAJA DE OFICIO', 'HABIDO', used.fecha)] });
    // Another window opens over the same folder, after an import that nobody compared with.
    const other = await fixture.open({ local: disk.local });
    await expect.poll(() => other.partners.detail(A)?.veredicto).toBe('NO APTO');
    expect(await workspace.partners.compareIfNew()).toBe(0);
    const next = edition(0, 'f'.repeat(64));
    disk.now({ edition: next, rows: [padronEntry(A, 'ACTIVO', 'HABIDO', next.fecha)] });
    expect(await workspace.partners.compareIfNew()).toBe(1);
    expect(await workspace.partners.compareIfNew()).toBe(0);
  });

  test('closing waits for it, and begins nothing after', async () => {
    const disk = replaceable();
    const workspace = await answered(disk.local);
    const used = edition(1);
    disk.now({ edition: used, rows: [padronEntry(A, 'BAJA DE OFICIO', 'HABIDO', used.fecha)] });
    const comparing = workspace.partners.compareWithSunat();
    await Promise.resolve();
    await workspace.partners.close();
    expect(await comparing).toBe(1);
    expect(await workspace.partners.compareWithSunat()).toBe(0);
  });
});
