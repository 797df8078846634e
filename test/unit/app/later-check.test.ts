import { describe, expect, it } from 'vitest';
import { laterCheck } from '../../../main/app/later-check.ts';
import type { StartupFinding } from '../../../main/audit/startup-check.ts';
import { HabidoError } from '../../../shared/errors.ts';
import { recordingLog } from '../../support/recording-log.ts';

async function run(
  check: () => Promise<StartupFinding>,
  padron: () => Promise<void> = () => Promise.resolve(),
) {
  const sent: unknown[] = [];
  const log = recordingLog();
  let checks = 0;
  const begin = laterCheck(
    () => {
      checks += 1;
      return check();
    },
    padron,
    (name, payload) => void sent.push([name, payload]),
    log,
  );
  begin();
  begin();
  await new Promise(setImmediate);
  return { sent, log: log.lines, checks };
}

describe('laterCheck', () => {
  it('checks once, and says nothing where all is sound', async () => {
    expect(await run(() => Promise.resolve({ whole: true, chained: true }))).toEqual({
      sent: [],
      log: [],
      checks: 1,
    });
  });

  it.each([
    [{ whole: false, chained: false }, 'datos-danados'],
    [{ whole: true, chained: false }, 'auditoria-alterada'],
  ])('tells the window of %j', async (finding, code) => {
    const { sent } = await run(() => Promise.resolve(finding));
    expect(sent).toEqual([['app.failure', expect.objectContaining({ code })]]);
  });

  it('looks at the padrón after the rest, whatever that found; a window that closes is no failure', async () => {
    const order: string[] = [];
    const padron = (failure?: Error) => async (): Promise<void> => {
      order.push('padron');
      await Promise.resolve();
      if (failure !== undefined) throw failure;
    };
    await run(() => Promise.resolve({ whole: false, chained: false }), padron());
    await run(() => Promise.reject(new Error('no thread')), padron());
    expect(order).toEqual(['padron', 'padron']);
    const sound = (): Promise<StartupFinding> => Promise.resolve({ whole: true, chained: true });
    expect((await run(sound, padron(new HabidoError('cancelado')))).log).toEqual([]);
    expect((await run(sound, padron(new Error('no disk')))).log[0]).toContain('Error: no disk');
  });

  it('logs a check that could not be made, and frightens nobody', async () => {
    const { sent, log } = await run(() => Promise.reject(new Error('no thread')));
    expect(sent).toEqual([]);
    expect(log[0]).toContain('The check after the start could not be made. Error: no thread');
  });
});
