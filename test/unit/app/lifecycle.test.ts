import { describe, expect, it } from 'vitest';
import { Lifecycle, StartFailure } from '../../../main/app/lifecycle.ts';
import { recordingLog } from '../../support/recording-log.ts';

function parts() {
  const did: string[] = [];
  const part = (name: string) => ({
    make: () => {
      did.push(`start ${name}`);
      return name;
    },
    stop: () => void did.push(`stop ${name}`),
  });
  return { did, part };
}

describe('Lifecycle', () => {
  it('stops in the reverse of the start order, once', async () => {
    const { did, part } = parts();
    const life = new Lifecycle(recordingLog());
    for (const name of ['a', 'b', 'c']) {
      const { make, stop } = part(name);
      expect(await life.start(name, make, stop)).toBe(name);
    }
    await Promise.all([life.stop(), life.stop()]);
    expect(did).toEqual(['start a', 'start b', 'start c', 'stop c', 'stop b', 'stop a']);
  });

  it('names the part that does not start, keeps its error, and stops what was started', async () => {
    const { did, part } = parts();
    const life = new Lifecycle(recordingLog());
    const { make, stop } = part('a');
    await life.start('a', make, stop);
    const cause = new Error('no');
    const failure = await life
      .start('database', () => {
        throw cause;
      })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StartFailure);
    expect(failure).toMatchObject({ part: 'database', cause });
    expect(did).toEqual(['start a', 'stop a']);
  });

  it('counts a hang as a failure', async () => {
    const life = new Lifecycle(recordingLog(), 20);
    const failure = await life
      .start('slow', () => new Promise<never>(() => undefined))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ part: 'slow' });
    expect((failure as Error).cause).toMatchObject({ message: 'slow took too long to start' });
  });

  it('goes on past a part that fails or hangs while stopping, and logs it', async () => {
    const { did, part } = parts();
    const log = recordingLog();
    const life = new Lifecycle(log, 20);
    const { make, stop } = part('a');
    await life.start('a', make, stop);
    await life.start(
      'b',
      () => 1,
      () => new Promise<never>(() => undefined),
    );
    await life.start(
      'c',
      () => 1,
      () => Promise.reject(new Error('stuck')),
    );
    await life.stop();
    expect(did).toEqual(['start a', 'stop a']);
    expect(log.lines.map((line) => line.split('\n')[0])).toEqual([
      'error c did not stop Error: stuck',
      'error b did not stop Error: b took too long to stop',
    ]);
  });
});
