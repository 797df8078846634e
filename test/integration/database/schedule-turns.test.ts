import { describe, expect, it } from 'vitest';
import { ScheduleTurns } from '../../../main/database/schedule-turns.ts';
import { dataFixture } from '../../support/data.ts';
import { createFakeClock, FAKE_START } from '../../support/fake-clock.ts';

const data = dataFixture();
const SEVEN = FAKE_START - 3_600_000;

describe('ScheduleTurns', () => {
  it('keeps what was dealt with over restarts, each schedule by itself', () => {
    const folder = data.folder();
    const turns = new ScheduleTurns(data.open(folder), createFakeClock());
    expect(turns.isDone('', SEVEN, SEVEN)).toBe(false);
    turns.end('', SEVEN, 'terminada', 'c-1');
    turns.end('acme', SEVEN + 10, 'sin-vencidos', null);
    const again = new ScheduleTurns(data.open(folder), createFakeClock());
    expect(again.isDone('', SEVEN, SEVEN)).toBe(true);
    expect(again.isDone('', SEVEN - 5, SEVEN + 5)).toBe(true);
    expect(again.isDone('', SEVEN + 1, SEVEN + 100)).toBe(false);
    expect(again.isDone('acme', SEVEN, SEVEN)).toBe(false);
    expect(again.isDone('acme', SEVEN, SEVEN + 10)).toBe(true);
  });

  it('does not take for done what was only begun or set, and knows which refresh it was', () => {
    const turns = new ScheduleTurns(data.open(), createFakeClock());
    turns.set('', { detalle: 'diaria 07:00', desde: SEVEN });
    expect(turns.begun('', SEVEN)).toBeNull();
    turns.begin('', SEVEN, 'c-1');
    turns.begin('', SEVEN, 'c-2');
    expect(turns.isDone('', SEVEN - 1, SEVEN + 1)).toBe(false);
    expect(turns.begun('', SEVEN)).toBe('c-2');
    expect(turns.begun('', SEVEN + 1)).toBeNull();
    expect(turns.begun('acme', SEVEN)).toBeNull();
  });

  it('tells which schedules hold: the last word on each', () => {
    const turns = new ScheduleTurns(data.open(), createFakeClock());
    expect(turns.inForce().size).toBe(0);
    turns.set('', { detalle: 'diaria 07:00', desde: 1 });
    turns.set('acme', { detalle: 'semanal 1 08:00', desde: 2 });
    turns.set('', { detalle: 'diaria 08:00', desde: 3 });
    turns.retire('acme');
    expect([...turns.inForce()]).toEqual([['', { detalle: 'diaria 08:00', desde: 3 }]]);
    turns.set('acme', { detalle: 'semanal 1 08:00', desde: 4 });
    expect(turns.inForce().get('acme')).toEqual({ detalle: 'semanal 1 08:00', desde: 4 });
  });

  it('adds facts with who, when and in what form, and never changes one', () => {
    const database = data.open();
    const turns = new ScheduleTurns(database, createFakeClock());
    turns.end('', SEVEN, 'terminada', 'c-1');
    const row = database.db.prepare('SELECT * FROM schedule_turns').get();
    expect(row).toMatchObject({
      origin: database.deskId,
      v: 1,
      at: FAKE_START,
      agenda: '',
      ocurrencia: SEVEN,
      resultado: 'terminada',
      detalle: '',
      run_id: 'c-1',
    });
    expect((row as { id: string }).id).toMatch(/^[0-9a-f-]{36}$/);
    expect(() => database.db.exec("UPDATE schedule_turns SET resultado = 'x'")).toThrow('only added');
    expect(() => database.db.exec('DELETE FROM schedule_turns')).toThrow('only added');
  });
});
