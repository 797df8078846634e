import { describe, expect, it } from 'vitest';
import { laterCheck } from '../../../main/app/later-check.ts';
import type { StartupFinding } from '../../../main/audit/startup-check.ts';
import { recordingLog } from '../../support/recording-log.ts';

async function run(check: () => Promise<StartupFinding>) {
  const sent: unknown[] = [];
  const log = recordingLog();
  let checks = 0;
  const begin = laterCheck(
    () => {
      checks += 1;
      return check();
    },
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

  it('logs a check that could not be made, and frightens nobody', async () => {
    const { sent, log } = await run(() => Promise.reject(new Error('no thread')));
    expect(sent).toEqual([]);
    expect(log[0]).toContain('The check after the start could not be made. Error: no thread');
  });
});
