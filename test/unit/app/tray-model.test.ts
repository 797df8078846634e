import { describe, expect, it } from 'vitest';
import { trayView, type TrayItem, type TrayState } from '../../../main/app/tray-model.ts';
import { CORRIDA, NOW, refreshEnd, runInCourse, trayState } from '../../support/tray-state.ts';

const HOUR = 3_600_000;
const TOMORROW = { en: NOW + 21 * HOUR, grupo: '', nombre: 'Todos los socios' };

function itemOf(state: TrayState, id: string): TrayItem | undefined {
  return trayView(state)
    .groups.flat()
    .find((item) => item.id === id);
}

function labels(state: TrayState): string[][] {
  return trayView(state).groups.map((items) => items.map(({ label }) => label));
}

describe('the menu of the tray', () => {
  it('tells all there is to tell', () => {
    const state = trayState(
      {
        vencidos: 12,
        cambiosSinLeer: 2,
        sinConfirmar: 3,
        enPlazo: 3,
        ultimo: refreshEnd({ cambios: 2, sinRespuesta: 1, fin: Date.UTC(2026, 11, 19, 12, 4) }),
        agenda: {
          proximo: { ...TOMORROW, en: Date.UTC(2026, 11, 20, 12) },
          enPausaHasta: null,
          aplazado: 'Sin conexión: el refresco programado se hará cuando vuelva.',
        },
      },
      { price: '0.01', now: Date.UTC(2026, 11, 19, 15) },
    );
    expect(labels(state)).toEqual([
      ['Abrir Habido'],
      [
        'Refrescar ahora (12 vencidos · S/ 0.12)',
        'Último refresco: hoy 07:04, 2 cambios, 1 sin respuesta',
        'Próximo: mañana 07:00',
        'Sin conexión: el refresco programado se hará cuando vuelva.',
        'Pausar por hoy',
      ],
      [
        '2 cambios sin leer',
        '3 socios sin confirmar',
        'Quedan 12 días: 3 socios NO HABIDO pueden levantar su condición hasta el 31/12/2026',
      ],
      ['Salir'],
    ]);
  });

  it('is quiet where there is nothing to tell', () => {
    expect(labels(trayState({ socios: 0, sinGrupo: 0 }))).toEqual([
      ['Abrir Habido'],
      [
        'Refrescar ahora (aún no hay socios)',
        'Último refresco: ninguno todavía',
        'Próximo: no hay agenda',
        'Pausar por hoy',
      ],
      ['Ningún cambio sin leer'],
      ['Salir'],
    ]);
    // What can't be done is not offered.
    const silent = ['refrescar', 'ultimo', 'proximo', 'pausa'];
    for (const id of silent) expect(itemOf(trayState({ socios: 0 }), id)?.action).toBeNull();
  });

  it('counts the days of December in Lima, and only where somebody can still be lifted', () => {
    const at = (now: number, enPlazo = 1): string | undefined =>
      itemOf(trayState({ enPlazo }, { now }), 'plazo')?.label;
    // 30 November 23:59 and 1 December 00:00 in Lima.
    expect(at(Date.UTC(2026, 11, 1, 4, 59))).toBeUndefined();
    expect(at(Date.UTC(2026, 11, 1, 5))).toBe(
      'Quedan 30 días: 1 socio NO HABIDO puede levantar su condición hasta el 31/12/2026',
    );
    expect(at(Date.UTC(2026, 11, 30, 12))).toMatch(/^Queda 1 día: /);
    expect(at(Date.UTC(2027, 0, 1, 4, 59))).toMatch(/^Hoy es el último día: /);
    expect(at(Date.UTC(2027, 0, 1, 5))).toBeUndefined();
    expect(at(Date.UTC(2026, 11, 15), 0)).toBeUndefined();
  });

  it('shows a refresh that runs, and how to cancel it, in place of another', () => {
    const enCurso = runInCourse({ tipo: 'socios' });
    const state = trayState({ vencidos: 900, enCurso });
    expect(itemOf(state, 'progreso')).toMatchObject({
      label: 'Refrescando: 300 de 1,000 socios',
      action: null,
    });
    expect(itemOf(state, 'cancelar')?.action).toEqual({ tipo: 'cancelar' });
    expect(itemOf(state, 'refrescar')).toBeUndefined();
    const paused = trayState({ enCurso: { ...enCurso, estado: 'en pausa' } });
    expect(itemOf(paused, 'progreso')?.label).toBe('Refresco en pausa: 300 de 1,000 socios');
  });

  it('shows runs over workbooks, and refreshes all the same', () => {
    const state = trayState({ vencidos: 1 }, { runs: [runInCourse()] });
    expect(itemOf(state, `corrida-${CORRIDA}`)?.label).toBe('Validando compras.xlsx: 300 de 1,000 RUC');
    expect(itemOf(state, 'refrescar')).toMatchObject({
      label: 'Refrescar ahora (1 vencido)',
      action: { tipo: 'refrescar' },
    });
  });

  it('offers no refresh where none is due, or another program does it', () => {
    expect(itemOf(trayState(), 'refrescar')).toMatchObject({
      label: 'Refrescar ahora (ninguno vencido)',
      action: null,
    });
    expect(itemOf(trayState({ vencidos: 5, enOtroProceso: true }), 'refrescar')).toMatchObject({
      label: 'Otro programa está refrescando los socios',
      action: null,
    });
  });

  it('pauses and goes on', () => {
    const agenda = { proximo: TOMORROW, enPausaHasta: null, aplazado: null };
    expect(itemOf(trayState({ agenda }), 'pausa')).toMatchObject({
      label: 'Pausar por hoy',
      action: { tipo: 'pausar' },
    });
    const paused = trayState({ agenda: { ...agenda, enPausaHasta: NOW + 14 * HOUR } });
    expect(itemOf(paused, 'pausa')).toMatchObject({ label: 'Reanudar', action: { tipo: 'reanudar' } });
    expect(itemOf(paused, 'proximo')?.label).toBe('Próximo: en pausa hasta mañana 00:00');
  });

  it('names the group whose turn it is', () => {
    const proximo = { en: NOW + 5 * HOUR, grupo: 'comercial lima sac', nombre: 'Comercial Lima SAC' };
    const state = trayState({ agenda: { proximo, enPausaHasta: null, aplazado: null } });
    expect(itemOf(state, 'proximo')?.label).toBe('Próximo: hoy 15:00 (Comercial Lima SAC)');
  });

  it('leads from the last refresh to its changes', () => {
    const last = (changes: object): TrayItem | undefined =>
      itemOf(trayState({ ultimo: refreshEnd(changes) }), 'ultimo');
    expect(last({ cambios: 1 })).toMatchObject({
      label: 'Último refresco: hoy 08:00, 1 cambio',
      action: { tipo: 'cambios', corrida: CORRIDA },
    });
    expect(last({})).toMatchObject({ label: 'Último refresco: hoy 08:00, sin cambios', action: null });
    expect(last({ estado: 'cancelada', sinRespuesta: 800 })?.label).toBe(
      'Último refresco: hoy 08:00, sin cambios, cancelado',
    );
    expect(last({ estado: 'interrumpida' })?.label).toMatch(/, interrumpido$/);
  });
});

describe('the icon and the tooltip', () => {
  const stopped = refreshEnd({
    estado: 'interrumpida',
    freno: { code: 'token-rechazado', message: 'Migo no acepta el token.' },
  });
  const agenda = { proximo: TOMORROW, enPausaHasta: null, aplazado: null };

  it.each([
    [trayState({ socios: 0 }), 'idle', 'Habido: aún no hay socios que vigilar.'],
    [trayState({ agenda }), 'idle', 'Habido: 30 socios al día, próximo refresco mañana 07:00.'],
    [trayState({ vencidos: 4 }), 'idle', 'Habido: 4 de 30 socios por refrescar.'],
    [
      trayState({ sinConfirmar: 2, agenda: { ...agenda, enPausaHasta: NOW + 14 * HOUR } }),
      'idle',
      'Habido: 30 socios al día, 2 sin confirmar, en pausa hasta mañana 00:00.',
    ],
    [trayState({ cambiosSinLeer: 1, vencidos: 4 }), 'attention', 'Habido: 1 cambio sin leer.'],
    [trayState({ ultimo: stopped }), 'attention', 'Habido: el último refresco se detuvo antes de terminar.'],
    [
      trayState({ cambiosSinLeer: 3, enCurso: runInCourse({ tipo: 'socios' }) }),
      'working',
      'Habido: refrescando: 300 de 1,000 socios.',
    ],
    [
      trayState({}, { runs: [runInCourse()] }),
      'working',
      'Habido: validando compras.xlsx: 300 de 1,000 RUC.',
    ],
  ])('%#: tell the state', (state, icon, tooltip) => {
    expect(trayView(state)).toMatchObject({ icon, tooltip });
  });

  it('fits what Windows shows', () => {
    const nombre = `${'registro de compras del ejercicio '.repeat(8)}.xlsx`;
    const { tooltip } = trayView(trayState({}, { runs: [runInCourse({ nombre })] }));
    expect(tooltip.length).toBeLessThanOrEqual(127);
    expect(tooltip).toContain('300 de 1,000 RUC');
  });
});
