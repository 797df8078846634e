import { expect, test } from 'vitest';
import { Gate } from '../../../main/validation/gate.ts';

test('lets through while open, holds while paused, and frees all who wait', async () => {
  const gate = new Gate();
  const { signal } = new AbortController();
  await gate.pass(signal);
  gate.pause();
  const passed: string[] = [];
  const waiting = Promise.all(['a', 'b'].map((name) => gate.pass(signal).then(() => passed.push(name))));
  await new Promise((resolve) => setImmediate(resolve));
  expect(passed).toEqual([]);
  gate.open();
  await waiting;
  expect(passed).toEqual(['a', 'b']);
});

test('an abort ends the wait, and a later opening wakes nobody twice', async () => {
  const gate = new Gate();
  const abort = new AbortController();
  gate.pause();
  const waiting = gate.pass(abort.signal);
  abort.abort(new Error('cancelled'));
  await expect(waiting).rejects.toThrow('cancelled');
  gate.open();
  await expect(gate.pass(abort.signal)).rejects.toThrow('cancelled');
});
