import { describe, expect, it } from 'vitest';
import type { AppState } from '../../../../shared/contract.ts';
import { createServices } from '../../../../renderer/app/services.tsx';
import { bridgeOf, failure, settle } from '../bridge.ts';
import { changesOf, change, CORRIDA, refreshEnd, summary } from '../cambios/changes.ts';
import { edition, padronState } from '../padron/state.ts';
import { settings } from '../settings.ts';
import { snapshot } from '../validar/snapshot.ts';

const STATE: AppState = {
  version: '0.1.0',
  plataforma: 'linux',
  demo: false,
  token: { tiene: true, ultimos4: '7Q2x', desde: 'llavero' },
  llavero: true,
  ajustes: settings({ precio: '0.01' }),
  fijados: [],
  salud: { tipo: 'bien', hasta: null, porMinuto: null, motivo: null },
};

const reading = { nombre: 'a.xlsx', hojas: [], candidatas: [], sinColumna: 'Elija.', avisos: [] };

function open(answers: Parameters<typeof bridgeOf>[0] = {}) {
  const fake = bridgeOf({
    'app.state': () => STATE,
    'run.list': () => [],
    'padron.state': () => padronState(),
    'partners.summary': () => summary(),
    ...answers,
  });
  return { ...fake, ...createServices(fake.bridge) };
}

describe('the stores together', () => {
  it('hold the state that main sends, and what failed at the start', async () => {
    const { app, emit } = open();
    await app.getState().load();
    expect(app.getState().state?.demo).toBe(false);
    emit('app.changed', { ...STATE, version: '0.2.0' });
    expect(app.getState().state?.version).toBe('0.2.0');

    const broken = open({ 'app.state': () => failure('datos-danados') });
    await broken.app.getState().load();
    expect(broken.app.getState().failure?.code).toBe('datos-danados');
  });

  it('leave what is on the screen when the demonstration begins or ends', async () => {
    const { app, validar, emit, inputsOf } = open({
      'run.outputs': () => ({ libros: 1, informes: [] }),
      'run.snapshot': () => snapshot({ estado: 'terminada' }),
      'run.rows': () => ({ total: 0, filas: [] }),
    });
    await app.getState().load();
    await validar.getState().showRun(snapshot().corrida);
    emit('app.changed', { ...STATE, demo: true });
    await settle();
    expect(validar.getState().fase.tipo).toBe('vacio');
    expect(inputsOf('run.list')).toHaveLength(1);
  });

  it('make the plan anew when the token or the price changes, and not for what does not touch it', async () => {
    const { app, validar, emit, inputsOf } = open({
      'workbook.read': () => reading,
      'plan.make': () => failure('columna-sin-ruc'),
    });
    await app.getState().load();
    await validar.getState().openFile({ archivo: 'archivo-1', nombre: 'a.xlsx' });
    await validar.getState().takeColumn('A');
    expect(inputsOf('plan.make')).toHaveLength(1);
    emit('app.changed', { ...STATE, salud: { ...STATE.salud, tipo: 'lento' } });
    await settle();
    expect(inputsOf('plan.make')).toHaveLength(1);
    emit('app.changed', { ...STATE, ajustes: { ...STATE.ajustes, precio: '0.02' } });
    await settle();
    expect(inputsOf('plan.make')).toHaveLength(2);
    emit('app.changed', {
      ...STATE,
      ajustes: { ...STATE.ajustes, precio: '0.02' },
      token: { tiene: false, ultimos4: null, desde: null },
    });
    await settle();
    expect(inputsOf('plan.make')).toHaveLength(3);
  });

  it('know the padrón from the start, follow its job, and forget it with the workspace', async () => {
    const { app, padron, emit, inputsOf } = open();
    await app.getState().load();
    await settle();
    expect(padron.getState().estado?.edicion?.n).toBe(1);
    const job = { tipo: 'importar', nombre: 'a.zip', progreso: null, cancelando: false } as const;
    emit('padron.progress', job);
    expect(padron.getState().estado?.trabajo).toEqual(job);
    emit('padron.changed', padronState({ edicion: edition({ n: 2 }) }));
    expect(padron.getState().estado).toMatchObject({ trabajo: null, edicion: { n: 2 } });
    emit('app.changed', { ...STATE, demo: true });
    expect(padron.getState().estado).toBeNull();
    await settle();
    expect(inputsOf('padron.state')).toHaveLength(2);
  });

  it('make the plan anew when another edition comes into use', async () => {
    const { app, validar, emit, inputsOf } = open({
      'workbook.read': () => reading,
      'plan.make': () => failure('columna-sin-ruc'),
    });
    await app.getState().load();
    await settle();
    await validar.getState().openFile({ archivo: 'archivo-1', nombre: 'a.xlsx' });
    await validar.getState().takeColumn('A');
    expect(inputsOf('plan.make')).toHaveLength(1);
    emit('padron.changed', padronState({ bytes: 7 }));
    await settle();
    expect(inputsOf('plan.make')).toHaveLength(1);
    emit('padron.changed', padronState({ edicion: edition({ n: 2 }) }));
    await settle();
    expect(inputsOf('plan.make')).toHaveLength(2);
  });

  it('open a file that was given from outside, whatever screen is in view', async () => {
    const { app, validar, emit } = open({ 'workbook.read': () => reading });
    await app.getState().load();
    app.getState().go('ajustes');
    emit('files.opened', {
      archivos: [{ archivo: 'archivo-1', nombre: 'a.xlsx' }],
      omitidos: [],
      respuestas: [],
    });
    await settle();
    expect(app.getState().screen).toBe('validar');
    expect(validar.getState().fase.tipo).toBe('plan');
  });

  it('know the partners from the start, follow what main says of them, and forget them with the workspace', async () => {
    const { app, socios, emit, inputsOf } = open();
    await app.getState().load();
    await settle();
    expect(socios.getState().resumen?.cambiosSinLeer).toBe(2);
    emit('partners.changed', summary({ cambiosSinLeer: 7 }));
    expect(socios.getState().resumen?.cambiosSinLeer).toBe(7);
    const run = snapshot({ tipo: 'socios' });
    emit('partners.progress', run);
    expect(socios.getState().resumen?.enCurso).toEqual(run);
    emit('partners.refreshed', refreshEnd());
    await settle();
    expect(socios.getState()).toMatchObject({ fin: refreshEnd(), resumen: { enCurso: null } });
    emit('app.changed', { ...STATE, demo: true });
    await settle();
    // At the start, after the refresh, and in the other workspace.
    expect(inputsOf('partners.summary')).toHaveLength(3);
  });

  it('show the changes of a refresh where the notification leads, and a partner where a change does', async () => {
    const { app, socios, cambios, emit } = open({
      ...changesOf([change(), change({ corrida: null }, 1)]),
      'partners.detail': () => new Promise(() => undefined),
    });
    await app.getState().load();
    emit('app.show', { pantalla: 'cambios', corrida: CORRIDA });
    await settle();
    expect(app.getState().screen).toBe('cambios');
    expect(cambios.getState()).toMatchObject({ total: 1, consulta: { corrida: CORRIDA, dias: null } });
    await cambios.getState().open(0);
    expect(app.getState().screen).toBe('socios');
    expect(socios.getState().abierto).toBe(change().ruc);
    emit('app.show', { pantalla: 'cambios', corrida: null });
    await settle();
    expect(cambios.getState()).toMatchObject({ total: 2, consulta: { corrida: null } });
    emit('app.show', { pantalla: 'validar', corrida: null });
    expect(app.getState().screen).toBe('validar');
  });

  it('show no changes of the workspace before', async () => {
    const { app, cambios, emit } = open(changesOf([change()]));
    await app.getState().load();
    emit('app.show', { pantalla: 'cambios', corrida: null });
    await settle();
    emit('app.changed', { ...STATE, demo: true });
    expect(cambios.getState().total).toBeNull();
    await settle();
    expect(cambios.getState().total).toBe(1);
  });

  it('keep no token', async () => {
    const { app, validar } = open({
      'token.save': () => ({ tiene: true, ultimos4: 'cret', desde: 'memoria' }),
    });
    await app.getState().load();
    expect(await app.getState().saveToken('supersecret')).toBeNull();
    expect(app.getState().state?.token.ultimos4).toBe('cret');
    expect(JSON.stringify([app.getState(), validar.getState()])).not.toContain('supersecret');
  });

  it('answer why a setting was not saved, and keep the one in force', async () => {
    const { app } = open({ 'settings.save': () => failure('direccion-invalida') });
    await app.getState().load();
    expect((await app.getState().saveSettings({ direccion: 'http://x' }))?.code).toBe('direccion-invalida');
    expect(app.getState().state?.ajustes.direccion).toBe('https://api.migo.pe');
  });
});
