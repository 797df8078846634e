import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withSetupLock } from '../../../scripts/setup/lock.mjs';
import { hasDisplay } from '../../../scripts/setup/platform.mjs';
import { temporaryFolder } from '../../support/folders.ts';

describe('the set-up lock', () => {
  let folder = '';
  let remove: () => void;
  let lock = '';
  beforeEach(() => {
    ({ folder, remove } = temporaryFolder());
    lock = join(folder, 'lock');
  });
  afterEach(() => remove());

  it('lets one in at a time, and is given back, after a failure too', async () => {
    const did: string[] = [];
    const work = (name: string) => async () => {
      did.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      did.push(`${name} out`);
    };
    await Promise.all([withSetupLock(work('a'), lock), withSetupLock(work('b'), lock)]);
    expect(did).toEqual(['a in', 'a out', 'b in', 'b out']);
    await expect(withSetupLock(() => Promise.reject(new Error('no')), lock)).rejects.toThrow('no');
    expect(existsSync(lock)).toBe(false);
  });

  it('is taken over from the dead', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    mkdirSync(lock);
    writeFileSync(join(lock, 'pid'), String(pid));
    let ran = false;
    await withSetupLock(() => void (ran = true), lock);
    expect(ran).toBe(true);
  });

  it('is taken over where its owner never wrote its name', async () => {
    mkdirSync(lock);
    utimesSync(lock, 0, 0);
    let ran = false;
    await withSetupLock(() => void (ran = true), lock);
    expect(ran).toBe(true);
  });
});

describe('hasDisplay', () => {
  it.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['win32', {}, true],
    ['darwin', {}, true],
  ] as const)('%s with %j: %s', (platform, env, expected) => {
    expect(hasDisplay({ ...env }, platform)).toBe(expected);
  });
});
