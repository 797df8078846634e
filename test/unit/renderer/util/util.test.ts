import { describe, expect, it } from 'vitest';
import { createPacer, type Timers } from '../../../../renderer/util/pacer.ts';
import { matches, type KeyPress } from '../../../../renderer/util/shortcuts.ts';

const press = (change: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
});

describe('shortcuts', () => {
  it('take Ctrl, or the command key of a Mac', () => {
    expect(matches(press({ key: 'o', ctrlKey: true }), 'mod+o')).toBe(true);
    expect(matches(press({ key: 'O', metaKey: true }), 'mod+o')).toBe(true);
    expect(matches(press({ key: 'o' }), 'mod+o')).toBe(false);
    expect(matches(press({ key: 'Enter', ctrlKey: true }), 'mod+enter')).toBe(true);
  });

  it('take nothing more than was asked', () => {
    expect(matches(press({ key: 'o', ctrlKey: true, altKey: true }), 'mod+o')).toBe(false);
    expect(matches(press({ key: 'S', ctrlKey: true, shiftKey: true }), 'mod+s')).toBe(false);
    expect(matches(press({ key: 'Escape', ctrlKey: true }), 'escape')).toBe(false);
  });

  it('take Shift where it is asked for, and only there', () => {
    const copy = press({ key: 'C', ctrlKey: true, shiftKey: true });
    expect(matches(copy, 'mod+shift+c')).toBe(true);
    expect(matches(copy, 'mod+c')).toBe(false);
    expect(matches(press({ key: 'c', ctrlKey: true }), 'mod+shift+c')).toBe(false);
    expect(matches(press({ key: 'C', shiftKey: true }), 'mod+shift+c')).toBe(false);
  });

  it('read a digit by its place, whatever Alt makes of it', () => {
    expect(matches(press({ key: '¡', code: 'Digit1', altKey: true }), 'alt+1')).toBe(true);
    expect(matches(press({ key: '1', code: 'Digit1' }), 'alt+1')).toBe(false);
    expect(matches(press({ key: '2', code: 'Digit2', altKey: true }), 'alt+1')).toBe(false);
  });
});

describe('a pacer', () => {
  it('works at once, then once for all calls within the time', () => {
    let now = 0;
    const later: { at: number; work(): void }[] = [];
    const timers: Timers = { now: () => now, after: (ms, work) => void later.push({ at: now + ms, work }) };
    let times = 0;
    const pacer = createPacer(() => void (times += 1), 500, timers);
    pacer.soon();
    pacer.soon();
    pacer.soon();
    expect(times).toBe(1);
    expect(later.map((l) => l.at)).toEqual([500]);
    now = 500;
    later.pop()?.work();
    expect(times).toBe(2);
    now = 700;
    pacer.soon();
    expect(later.map((l) => l.at)).toEqual([1000]);
    now = 2000;
    later.pop()?.work();
    now = 2600;
    pacer.soon();
    expect(times).toBe(4);
  });
});
