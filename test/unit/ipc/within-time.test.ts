import { once } from 'node:events';
import { expect, test } from 'vitest';
import { withinTime } from '../../../main/ipc/within-time.ts';
import { HabidoError } from '../../../shared/errors.ts';

test('what takes longer ends with a sentence that says who does not answer', async () => {
  const never = async (signal: AbortSignal): Promise<void> => {
    await once(signal, 'abort');
    throw signal.reason;
  };
  await expect(withinTime(1, never)).rejects.toMatchObject({ code: 'migo-no-responde' });
});

test('an answer in time, and a failure of its own, come through', async () => {
  await expect(withinTime(60_000, () => Promise.resolve(7))).resolves.toBe(7);
  const failure = new HabidoError('token-rechazado');
  await expect(withinTime(60_000, () => Promise.reject(failure))).rejects.toBe(failure);
});
