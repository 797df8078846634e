import { describe, expect, it } from 'vitest';
import { RETRY_FIRST_MS } from '../../../../main/partners/schedule/timing.ts';
import { daily, deskFixture, lima, times } from '../../../support/schedule-desk.ts';

const open = deskFixture();

describe('without a network', () => {
  it('puts the refresh off, says so, tries again after growing waits, and runs it once', async () => {
    const desk = open('2026-11-24 06:00');
    desk.world.online = false;
    await desk.until('2026-11-24 07:00:30');
    expect(desk.runs).toEqual([]);
    expect(desk.world.checks).toBe(1);
    expect(desk.scheduler.state()).toMatchObject({
      aplazado: 'Sin conexión: el refresco programado se hará cuando vuelva.',
      proximo: { en: lima('2026-11-24 07:00') + RETRY_FIRST_MS },
    });
    await desk.until('2026-11-24 07:59');
    // After 1, 2, 4, 8, 16 and then every 30 minutes.
    expect(desk.world.checks).toBe(6);
    await desk.until('2026-11-24 12:00');
    expect(desk.world.checks).toBe(6 + 8);
    desk.world.online = true;
    await desk.until('2026-11-24 12:31');
    expect(desk.runs).toHaveLength(1);
    expect(desk.scheduler.state().aplazado).toBeNull();
    await desk.until('2026-11-25 06:59');
    expect(desk.runs).toHaveLength(1);
  });

  it('runs at once when the network is back', async () => {
    const desk = open('2026-11-24 06:00');
    desk.world.online = false;
    await desk.until('2026-11-24 09:59:50');
    desk.world.online = true;
    desk.scheduler.wake();
    await desk.settle();
    expect(times(desk)).toEqual(['2026-11-24 09:59:50']);
  });
});

describe('without a token', () => {
  it('asks nobody, says so, and runs once there is one', async () => {
    const desk = open('2026-11-24 06:00');
    desk.world.token = false;
    await desk.until('2026-11-24 06:59');
    expect(desk.scheduler.state().aplazado).toBeNull();
    await desk.until('2026-11-24 09:00');
    expect(desk.runs).toEqual([]);
    expect(desk.world.checks).toBe(0);
    expect(desk.scheduler.state()).toMatchObject({
      aplazado: 'Falta el token de Migo: el refresco programado espera a que lo ingrese en Ajustes.',
      proximo: { en: lima('2026-11-25 07:00') },
    });
    desk.world.token = true;
    desk.scheduler.wake();
    await desk.settle();
    expect(times(desk)).toEqual(['2026-11-24 09:00:00']);
    expect(desk.scheduler.state().aplazado).toBeNull();
  });
});

describe('no overlap', () => {
  it('waits where somebody else refreshes, and runs afterwards', async () => {
    const desk = open('2026-11-24 06:00');
    desk.world.refusal = 'socios-en-refresco';
    await desk.until('2026-11-24 07:05');
    expect(desk.runs).toEqual([]);
    expect(desk.scheduler.state().aplazado).toMatch(/^Ya se está refrescando/);
    desk.world.refusal = null;
    await desk.until('2026-11-24 07:08');
    expect(times(desk)).toEqual(['2026-11-24 07:07:00']);
  });

  it('begins none while its own is in course, whatever comes round', async () => {
    const desk = open('2026-11-24 06:00', daily(), daily({ hora: '07:10' }, 'acme', 'ACME'));
    desk.world.quick = false;
    await desk.until('2026-11-25 07:05');
    expect(desk.runs).toHaveLength(1);
    await desk.runs[0]?.end();
    await desk.until('2026-11-25 07:06');
    // What came round last is still to be done: the group's of the day before, or the general one of this morning.
    expect(desk.runs).toHaveLength(2);
    expect(desk.runs[1]?.grupo).toBe('acme');
  });

  it('takes it as done where nobody is due', async () => {
    const desk = open('2026-11-24 06:00');
    desk.world.refusal = 'socios-nada-vencido';
    await desk.until('2026-11-24 07:05');
    desk.world.refusal = null;
    await desk.until('2026-11-25 06:00');
    expect(desk.runs).toEqual([]);
    expect(desk.scheduler.state().aplazado).toBeNull();
  });
});

describe('how a refresh ends', () => {
  const freno = (code: 'tope-alcanzado' | 'plan-agotado' | 'token-rechazado' | 'migo-no-responde') =>
    ({ estado: 'interrumpida', freno: { code, message: '' } }) as const;

  it.each([
    { estado: 'terminada' as const },
    { estado: 'cancelada' as const },
    freno('tope-alcanzado'),
    freno('plan-agotado'),
    freno('token-rechazado'),
  ])('deals with the occurrence: $estado $freno.code', async (end) => {
    const desk = open('2026-11-24 06:00');
    desk.world.quick = false;
    await desk.until('2026-11-24 07:05');
    await desk.runs[0]?.end(end);
    await desk.until('2026-11-25 06:59');
    expect(desk.runs).toHaveLength(1);
    expect(desk.scheduler.state().aplazado).toBeNull();
  });

  it('takes the same refresh up again where Migo stopped answering, so that the ceiling holds', async () => {
    const desk = open('2026-11-24 06:00');
    desk.world.quick = false;
    await desk.until('2026-11-24 07:05');
    const [first] = desk.runs;
    await first?.end(freno('migo-no-responde'));
    expect(desk.scheduler.state().aplazado).toBe(
      'Migo no responde: el refresco programado seguirá en unos minutos.',
    );
    await desk.until('2026-11-24 07:07');
    expect(desk.runs[1]).toMatchObject({ retomar: first?.corrida, tope: 1000, en: '2026-11-24 07:06:00' });
    await desk.runs[1]?.end();
    await desk.until('2026-11-25 07:01');
    expect(desk.runs[2]).toMatchObject({ retomar: null });
  });

  it('takes up at the next start what was begun when the application ended', async () => {
    const desk = open('2026-11-24 06:00');
    desk.world.quick = false;
    await desk.until('2026-11-24 07:05');
    desk.scheduler.stop();
    // Closing the workspace cancels what runs: that is no person's will.
    await desk.runs[0]?.end({ estado: 'cancelada' });
    desk.restart();
    await desk.settle();
    expect(desk.runs[1]).toMatchObject({ retomar: desk.runs[0]?.corrida });
    await desk.runs[1]?.end();
    await desk.until('2026-11-25 06:00');
    expect(desk.runs).toHaveLength(2);
  });
});
