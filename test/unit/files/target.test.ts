/** Replacing a file that another process holds for a moment, as Windows lets happen. */
import { expect, test } from 'vitest';
import { renameWaiting } from '../../../main/files/target.ts';

const HELD = Object.assign(new Error('busy'), { code: 'EBUSY' });
const NOW = [0, 0, 0];

function refusing(times: number, error: Error): { replace: () => Promise<void>; tries: () => number } {
  let tries = 0;
  return {
    replace: async () => {
      tries += 1;
      if (tries <= times) throw error;
      return Promise.resolve();
    },
    tries: () => tries,
  };
}

test('a file that is held for a moment is replaced as soon as it is free', async () => {
  const file = refusing(2, HELD);
  await renameWaiting(file.replace, undefined, NOW);
  expect(file.tries()).toBe(3);
});

test('one that stays held is given up with its error', async () => {
  const file = refusing(100, HELD);
  await expect(renameWaiting(file.replace, undefined, NOW)).rejects.toBe(HELD);
  expect(file.tries()).toBe(NOW.length + 1);
});

test('any other failure is told at once', async () => {
  const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
  const file = refusing(1, full);
  await expect(renameWaiting(file.replace, undefined, NOW)).rejects.toBe(full);
  expect(file.tries()).toBe(1);
});
