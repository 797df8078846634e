import { beforeAll, describe, expect, it } from 'vitest';
import { peruHolidays } from '../../../../main/calendar/peru.ts';
import { JITTER_MS } from '../../../../main/partners/schedule/timing.ts';
import { daily, deskFixture, lima, times } from '../../../support/schedule-desk.ts';

const open = deskFixture();

beforeAll(async () => {
  // Loading the package takes real time, of which the tests' clock knows nothing.
  await peruHolidays({ agregados: [], quitados: [] });
});

describe('a computer that is on', () => {
  it('refreshes once a day at the hour, with the ceiling of the schedule', async () => {
    const desk = open('2026-11-24 06:00');
    await desk.until('2026-11-26 12:00');
    expect(times(desk)).toEqual(['2026-11-24 07:00:00', '2026-11-25 07:00:00', '2026-11-26 07:00:00']);
    expect(desk.runs[0]).toMatchObject({ grupo: '', tope: 1000, retomar: null });
  });

  it('says what comes next', async () => {
    const desk = open('2026-11-24 06:00');
    let told = 0;
    desk.scheduler.onChange(() => (told += 1));
    await desk.settle();
    const next = { grupo: '', nombre: 'Todos los socios' };
    const rest = { enPausaHasta: null, aplazado: null };
    expect(desk.scheduler.state()).toEqual({ proximo: { ...next, en: lima('2026-11-24 07:00') }, ...rest });
    expect(told).toBe(1);
    await desk.until('2026-11-24 07:10');
    expect(desk.scheduler.state()).toEqual({ proximo: { ...next, en: lima('2026-11-25 07:00') }, ...rest });
    desk.scheduler.stop();
    expect(desk.scheduler.state()).toEqual({ proximo: null, ...rest });
  });

  it('begins within the jitter after the hour, never before', async () => {
    const desk = open('2026-11-24 06:00');
    desk.world.random = 0.5;
    await desk.until('2026-11-24 07:00:59');
    expect(desk.runs).toEqual([]);
    expect(desk.scheduler.state().proximo?.en).toBe(lima('2026-11-24 07:00') + JITTER_MS / 2);
    desk.world.random = 0.999_999;
    await desk.until('2026-11-25 06:59:59');
    expect(times(desk)).toEqual(['2026-11-24 07:01:30']);
    await desk.until('2026-11-25 12:00');
    const late = lima(desk.runs[1]?.en ?? '') - lima('2026-11-25 07:00');
    expect(late).toBeGreaterThan(JITTER_MS - 2000);
    expect(late).toBeLessThanOrEqual(JITTER_MS);
  });

  it('runs on the last working day, as the office corrects the holidays', async () => {
    const desk = open('2024-08-20 06:00', daily({ dias: { tipo: 'ultimo-habil' } }));
    await desk.settle();
    // Friday the 30th is Santa Rosa.
    expect(desk.scheduler.state().proximo?.en).toBe(lima('2024-08-29 07:00'));
    desk.world.holidays = { agregados: ['2024-08-29'], quitados: [] };
    desk.scheduler.wake();
    await desk.settle();
    expect(desk.scheduler.state().proximo?.en).toBe(lima('2024-08-28 07:00'));
    desk.world.holidays = { agregados: [], quitados: ['2024-08-30'] };
    desk.jumpTo('2024-08-30 06:30');
    await desk.until('2024-08-31 00:00');
    expect(times(desk)).toEqual(['2024-08-30 07:00:00']);
  });

  it('refreshes a group by its own schedule and all by the general one, one after the other', async () => {
    const own = daily({ hora: '07:00', tope: null }, 'acme', 'ACME');
    const desk = open('2026-11-24 06:00', own, daily());
    desk.world.quick = false;
    await desk.until('2026-11-24 07:30');
    expect(desk.runs).toMatchObject([{ grupo: '', tope: 1000 }]);
    await desk.runs[0]?.end();
    await desk.until('2026-11-24 07:31');
    expect(desk.runs).toMatchObject([{ grupo: '' }, { grupo: 'acme', tope: null }]);
    await desk.runs[1]?.end();
    await desk.until('2026-11-25 06:00');
    expect(desk.runs.length).toBe(2);
  });

  it('ends with a schedule that was switched off, and begins anew with it', async () => {
    const desk = open('2026-11-24 06:00');
    await desk.settle();
    desk.world.schedules = [];
    desk.scheduler.wake();
    await desk.until('2026-11-25 08:00');
    expect(desk.runs).toEqual([]);
    expect(desk.scheduler.state().proximo).toBeNull();
    desk.world.schedules = [daily()];
    desk.scheduler.wake();
    await desk.until('2026-11-25 20:00');
    // The occurrence of that morning was none of it.
    expect(desk.runs).toEqual([]);
    await desk.until('2026-11-26 08:00');
    expect(times(desk)).toEqual(['2026-11-26 07:00:00']);
  });
});

describe('a pause', () => {
  it('holds until midnight in Lima, and what waited runs then', async () => {
    const desk = open('2026-11-24 06:00');
    await desk.settle();
    desk.scheduler.pauseToday(true);
    expect(desk.scheduler.state().enPausaHasta).toBe(lima('2026-11-25 00:00'));
    await desk.settle();
    expect(desk.scheduler.state().proximo?.en).toBe(lima('2026-11-25 00:00'));
    await desk.until('2026-11-24 23:59:59');
    expect(desk.runs).toEqual([]);
    await desk.until('2026-11-25 00:01');
    expect(times(desk)).toEqual(['2026-11-25 00:00:00']);
    expect(desk.scheduler.state().enPausaHasta).toBeNull();
  });

  it('ends when it is taken back', async () => {
    const desk = open('2026-11-24 06:00');
    desk.scheduler.pauseToday(true);
    await desk.until('2026-11-24 10:00');
    desk.scheduler.pauseToday(false);
    await desk.settle();
    expect(times(desk)).toEqual(['2026-11-24 10:00:00']);
    expect(desk.scheduler.state().enPausaHasta).toBeNull();
  });

  it('leaves a refresh in course alone', async () => {
    const desk = open('2026-11-24 06:00');
    desk.world.quick = false;
    await desk.until('2026-11-24 07:05');
    desk.scheduler.pauseToday(true);
    await desk.runs[0]?.end();
    await desk.until('2026-11-25 06:59');
    expect(desk.runs).toHaveLength(1);
  });
});

describe('starting', () => {
  it('leaves the window a moment before it looks', async () => {
    const desk = open('2026-11-24 06:00');
    desk.scheduler.stop();
    desk.scheduler.start();
    await desk.until('2026-11-24 06:00:01');
    expect(desk.scheduler.state().proximo).toBeNull();
    await desk.until('2026-11-24 06:00:03');
    expect(desk.scheduler.state().proximo).not.toBeNull();
  });
});

describe('stopping', () => {
  it('ends every wait, and begins nothing more', async () => {
    const desk = open('2026-11-24 06:00');
    await desk.settle();
    desk.scheduler.stop();
    await desk.until('2026-11-26 06:00');
    desk.scheduler.wake();
    desk.scheduler.changed();
    await desk.settle();
    expect(desk.runs).toEqual([]);
  });

  it('begins nothing where it comes while the network is looked for', async () => {
    const desk = open('2026-11-24 06:00');
    await desk.until('2026-11-24 06:59:59');
    desk.world.online = true;
    const stop = desk.scheduler;
    // The very look for the network stops it.
    Object.defineProperty(desk.world, 'checks', {
      get: () => 0,
      set: () => {
        stop.stop();
      },
    });
    await desk.until('2026-11-24 08:00');
    expect(desk.runs).toEqual([]);
  });
});
