import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Autostart, startsHidden } from '../../../main/app/autostart.ts';
import { autostartEntry, autostartPath } from '../../../main/app/autostart-file.ts';
import type { HabidoError } from '../../../shared/errors.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { temporaryFolder } from '../../support/workspace.ts';

let home = '';
let remove: () => void;
beforeEach(() => {
  ({ folder: home, remove } = temporaryFolder());
});
afterEach(() => remove());

interface Setup {
  packaged?: boolean;
  platform?: string;
  env?: Record<string, string>;
  wanted?: boolean;
  program?: string;
}

function autostart({
  packaged = true,
  platform = 'linux',
  env = {},
  wanted = false,
  program = '/opt/Habido/habido',
}: Setup = {}) {
  const told: unknown[] = [];
  const failures: HabidoError[] = [];
  const log = recordingLog();
  const app = { isPackaged: packaged, setLoginItemSettings: (item: unknown) => void told.push(item) };
  const made = new Autostart(
    { app, platform, env, home, program, failed: (error) => void failures.push(error), log },
    wanted,
  );
  return { made, told, failures, log, file: autostartPath(env, home) };
}

describe('starting with the session on Linux', () => {
  it('is a file that comes and goes with the setting', async () => {
    const { made, file, failures } = autostart();
    expect(file).toBe(join(home, '.config', 'autostart', 'habido.desktop'));
    made.follow(false);
    await made.settled();
    expect(existsSync(dirname(file))).toBe(false);
    made.follow(true);
    await made.settled();
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^\[Desktop Entry\]\nType=Application\nName=Habido\n/);
    expect(text).toContain('\nExec="/opt/Habido/habido" "--oculto"\n');
    // Nothing else is left beside it.
    expect(readdirSync(dirname(file))).toEqual(['habido.desktop']);
    made.follow(false);
    await made.settled();
    expect(readdirSync(dirname(file))).toEqual([]);
    expect(failures).toEqual([]);
  });

  it('lies where the user keeps settings, and names the AppImage, not where it is mounted', async () => {
    const env = { XDG_CONFIG_HOME: join(home, 'ajustes'), APPIMAGE: '/home/ana/Habido-0.1.0.AppImage' };
    const { made, file } = autostart({ env });
    made.follow(true);
    await made.settled();
    expect(file).toBe(join(home, 'ajustes', 'autostart', 'habido.desktop'));
    expect(readFileSync(file, 'utf8')).toContain('Exec="/home/ana/Habido-0.1.0.AppImage" "--oculto"');
    expect(autostartPath({ XDG_CONFIG_HOME: 'ajustes' }, home)).toBe(autostartPath({}, home));
  });

  it('tells in words where the file can not be written', async () => {
    writeFileSync(join(home, '.config'), 'no folder');
    const { made, failures, log } = autostart();
    made.follow(true);
    await made.settled();
    expect(failures.map(({ code }) => code)).toEqual(['inicio-con-sesion']);
    expect(log.lines[0]).toMatch(/^error Starting with the session could not be set up\./);
  });

  it('names the program anew where it moved, and lets a file that the user removed be', async () => {
    const before = autostart({ program: '/opt/Habido 0.1/habido' });
    before.made.follow(true);
    await before.made.settled();
    const after = autostart({ wanted: true });
    after.made.mend();
    await after.made.settled();
    expect(readFileSync(after.file, 'utf8')).toContain('"/opt/Habido/habido"');
    const other = autostart({ wanted: true, env: { XDG_CONFIG_HOME: join(home, 'leer') } });
    other.made.mend();
    await other.made.settled();
    expect(existsSync(other.file)).toBe(false);
    expect([...after.failures, ...other.failures]).toEqual([]);
  });

  it('quotes what a path may hold, so that a desktop runs that very program', () => {
    const program = join(home, 'con espacio', `100% "raro" $HOME \`x\` \\`);
    mkdirSync(dirname(program), { recursive: true });
    writeFileSync(program, '#!/bin/sh\nprintf %s "$1"\n', { mode: 0o755 });
    const line = /^Exec=(.*)$/m.exec(autostartEntry([program, '--oculto']))?.[1] as string;
    // As a desktop reads it: escapes of the string, then doubled percent signs, then quotes as in a shell.
    const command = line.replace(/\\(.)/g, '$1').replaceAll('%%', '%');
    const ran = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect(ran).toMatchObject({ status: 0, stdout: '--oculto' });
  });
});

describe('starting with the session elsewhere', () => {
  it.each(['win32', 'darwin'])('is the system’s to keep on %s', async (platform) => {
    const { made, told, file } = autostart({ platform });
    made.follow(true);
    made.follow(true);
    made.follow(false);
    await made.settled();
    expect(told).toEqual([
      { openAtLogin: true, args: ['--oculto'] },
      { openAtLogin: false, args: ['--oculto'] },
    ]);
    expect(existsSync(file)).toBe(false);
  });

  it.each(['linux', 'win32'])(
    'is left alone by an app that is not packaged, which says so (%s)',
    async (platform) => {
      const { made, told, file, log } = autostart({ platform, packaged: false });
      made.follow(true);
      made.mend();
      await made.settled();
      expect([told, existsSync(file)]).toEqual([[], false]);
      expect(log.lines).toEqual([
        'warn Starting with the session is set up by the packaged application only.',
      ]);
    },
  );
});

describe('startsHidden', () => {
  const app = { getLoginItemSettings: () => ({ wasOpenedAtLogin: true }) as Electron.LoginItemSettings };
  it('goes by the words, and on macOS by what the system says', () => {
    expect(startsHidden(['habido', '--oculto'], app, 'linux')).toBe(true);
    expect(startsHidden(['habido'], app, 'linux')).toBe(false);
    expect(startsHidden(['habido'], app, 'darwin')).toBe(true);
  });
});
