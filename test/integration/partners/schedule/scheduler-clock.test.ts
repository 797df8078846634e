import { describe, expect, it } from 'vitest';
import { daily, deskFixture, lima, times } from '../../../support/schedule-desk.ts';

const open = deskFixture();

describe('catching up', () => {
  it('runs exactly once after a sleep of three days', async () => {
    const desk = open('2026-11-24 06:00');
    await desk.until('2026-11-24 08:00');
    desk.jumpTo('2026-11-27 09:30');
    // Nobody tells that it woke up: it is seen within a minute.
    await desk.until('2026-11-27 09:31');
    expect(times(desk)).toHaveLength(2);
    expect(desk.runs[1]?.en.slice(0, 16)).toMatch(/^2026-11-27 09:3[01]$/);
    await desk.until('2026-11-28 06:59');
    expect(desk.runs).toHaveLength(2);
    await desk.until('2026-11-28 07:01');
    expect(times(desk)[2]).toBe('2026-11-28 07:00:00');
  });

  it('runs at once where it is told that the computer woke up', async () => {
    const desk = open('2026-11-24 06:00');
    await desk.settle();
    desk.jumpTo('2026-11-27 09:30');
    desk.scheduler.wake();
    await desk.settle();
    expect(times(desk)).toEqual(['2026-11-27 09:30:00']);
  });

  it('runs exactly once after having been off, also over several starts', async () => {
    const desk = open('2026-11-24 06:00');
    await desk.until('2026-11-24 07:30');
    desk.scheduler.stop();
    desk.jumpTo('2026-11-28 10:00');
    desk.restart();
    await desk.settle();
    expect(times(desk)).toEqual(['2026-11-24 07:00:00', '2026-11-28 10:00:00']);
    desk.restart();
    await desk.until('2026-11-28 23:00');
    expect(desk.runs).toHaveLength(2);
  });

  it('has nothing to catch up for a schedule that was just made', async () => {
    const desk = open('2026-11-24 08:00');
    await desk.until('2026-11-24 23:00');
    expect(desk.runs).toEqual([]);
    desk.restart();
    await desk.until('2026-11-25 06:59');
    expect(desk.runs).toEqual([]);
    await desk.until('2026-11-25 07:01');
    expect(times(desk)).toEqual(['2026-11-25 07:00:00']);
  });

  it('has nothing to catch up for an hour that was just set', async () => {
    const desk = open('2026-11-24 06:00');
    await desk.until('2026-11-24 08:00');
    desk.world.schedules = [daily({ hora: '07:30' })];
    desk.scheduler.wake();
    await desk.until('2026-11-24 23:00');
    expect(times(desk)).toEqual(['2026-11-24 07:00:00']);
    // A ceiling is no other hour: what comes round stays.
    desk.scheduler.stop();
    desk.world.schedules = [daily({ hora: '07:30', tope: 5 })];
    desk.jumpTo('2026-11-25 09:00');
    desk.restart();
    await desk.settle();
    expect(desk.runs.at(-1)).toMatchObject({ en: '2026-11-25 09:00:00', tope: 5 });
  });

  it('has nothing to catch up from before there was a partner', async () => {
    const desk = open('2026-11-24 06:00');
    desk.world.schedules = [];
    await desk.until('2026-11-24 20:00');
    desk.world.schedules = [daily()];
    desk.scheduler.changed();
    await desk.until('2026-11-25 06:00');
    expect(desk.runs).toEqual([]);
    await desk.until('2026-11-25 08:00');
    expect(times(desk)).toEqual(['2026-11-25 07:00:00']);
  });

  it('leaves an occurrence that waited too long to the one after it', async () => {
    const desk = open('2026-11-24 06:00');
    desk.world.online = false;
    await desk.until('2026-11-25 06:59:59');
    desk.world.online = true;
    desk.world.random = 0.999;
    await desk.until('2026-11-25 23:00');
    expect(desk.runs).toHaveLength(1);
    expect(lima(desk.runs[0]?.en ?? '')).toBeGreaterThan(lima('2026-11-25 07:00'));
  });
});

describe('a clock that is set', () => {
  it('back over an occurrence runs it no second time', async () => {
    const desk = open('2026-11-24 06:00');
    await desk.until('2026-11-24 07:30');
    desk.jumpTo('2026-11-24 06:30');
    await desk.until('2026-11-24 12:00');
    expect(times(desk)).toEqual(['2026-11-24 07:00:00']);
    desk.restart();
    desk.jumpTo('2026-11-24 06:59');
    await desk.until('2026-11-24 12:00');
    expect(desk.runs).toHaveLength(1);
  });

  it('back by a day brings no occurrence that was passed over', async () => {
    const desk = open('2026-11-24 06:00');
    await desk.settle();
    desk.jumpTo('2026-11-26 08:00');
    desk.scheduler.wake();
    await desk.settle();
    expect(times(desk)).toEqual(['2026-11-26 08:00:00']);
    desk.jumpTo('2026-11-25 09:00');
    await desk.until('2026-11-26 12:00');
    expect(desk.runs).toHaveLength(1);
    await desk.until('2026-11-27 08:00');
    expect(times(desk)[1]).toBe('2026-11-27 07:00:00');
  });

  it('ahead by years and back again does not silence the schedule', async () => {
    const desk = open('2026-11-24 06:00');
    await desk.settle();
    desk.jumpTo('2030-01-01 12:00');
    await desk.until('2030-01-01 12:01');
    expect(desk.runs).toHaveLength(1);
    desk.jumpTo('2026-11-24 06:30');
    await desk.until('2026-11-24 07:01');
    expect(times(desk)[1]).toBe('2026-11-24 07:00:00');
  });

  it('ahead by years when the schedule was made does not silence it either', async () => {
    const desk = open('2030-01-01 12:00');
    await desk.settle();
    desk.jumpTo('2026-11-24 07:30');
    await desk.until('2026-11-25 08:00');
    expect(times(desk)).toEqual(['2026-11-24 07:31:00', '2026-11-25 07:00:00']);
  });

  it('back while something waits to be tried again does not leave it waiting for long', async () => {
    const desk = open('2026-11-24 06:00');
    desk.world.online = false;
    await desk.until('2026-11-24 20:00');
    desk.jumpTo('2026-11-24 07:05');
    desk.world.online = true;
    await desk.until('2026-11-24 07:36');
    expect(desk.runs).toHaveLength(1);
  });

  it('back does not leave it paused for more than a day', async () => {
    const desk = open('2030-01-01 12:00');
    await desk.settle();
    desk.scheduler.pauseToday(true);
    desk.jumpTo('2026-11-24 06:30');
    await desk.until('2026-11-24 06:32');
    expect(desk.scheduler.state().enPausaHasta).toBeNull();
  });
});
