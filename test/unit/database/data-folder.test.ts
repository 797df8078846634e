import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  isNetworkMount,
  isNetworkType,
  isUncPath,
  prepareDataFolder,
  resolveDataFolder,
  type FolderProbe,
} from '../../../main/database/data-folder.ts';
import { dataFixture } from '../../support/data.ts';

const data = dataFixture();

describe('resolveDataFolder', () => {
  it.each([
    ['linux', {}, '/home/ana/.local/share/Habido'],
    ['linux', { XDG_DATA_HOME: '/datos' }, '/datos/Habido'],
    ['linux', { XDG_DATA_HOME: 'relativa' }, '/home/ana/.local/share/Habido'],
    ['darwin', {}, '/home/ana/Library/Application Support/Habido'],
    ['linux', { HABIDO_DATOS: '/otra', XDG_DATA_HOME: '/datos' }, '/otra'],
    ['linux', { HABIDO_DATOS: '' }, '/home/ana/.local/share/Habido'],
  ] as const)('%s %j', (platform, env, expected) => {
    expect(resolveDataFolder(env, platform, '/home/ana')).toBe(expected);
  });

  it('follows APPDATA on Windows', () => {
    const home = String.raw`C:\Users\ana`;
    expect(resolveDataFolder({ APPDATA: String.raw`D:\Perfil` }, 'win32', home)).toBe(
      String.raw`D:\Perfil\Habido`,
    );
    expect(resolveDataFolder({}, 'win32', home)).toBe(String.raw`C:\Users\ana\AppData\Roaming\Habido`);
  });
});

describe('prepareDataFolder', () => {
  const failure = (folder: string, probe?: Partial<FolderProbe>): unknown => {
    try {
      prepareDataFolder(folder, probe);
      return null;
    } catch (error) {
      return (error as { code?: unknown }).code;
    }
  };
  const refusing = (code: string): Partial<FolderProbe> => ({
    tryWrite: () => {
      throw Object.assign(new Error(code), { code });
    },
  });

  it('makes the folder, for its owner alone, and takes one that is there', () => {
    const folder = join(data.folder(), 'a', 'b');
    expect(failure(folder)).toBeNull();
    expect(failure(folder)).toBeNull();
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('refuses a file in its place, or above it', () => {
    const file = join(data.folder(), 'archivo');
    writeFileSync(file, '');
    expect(failure(file)).toBe('datos-carpeta-invalida');
    expect(failure(join(file, 'dentro'))).toBe('datos-carpeta-invalida');
  });

  it.each([
    ['EACCES', 'datos-sin-permiso'],
    ['EPERM', 'datos-sin-permiso'],
    ['EROFS', 'datos-sin-permiso'],
    ['ENOSPC', 'disco-lleno'],
  ])('says what %s means', (code, expected) => {
    expect(failure(data.folder(), refusing(code))).toBe(expected);
  });

  it('refuses a network share before anything is written there', () => {
    const folder = data.folder();
    const wrote: string[] = [];
    const probe = { isNetwork: () => true, tryWrite: (where: string) => void wrote.push(where) };
    expect(failure(folder, probe)).toBe('datos-en-red');
    expect(wrote).toEqual([]);
    expect(failure(String.raw`\\servidor\contabilidad\Habido`)).toBe('datos-en-red');
  });

  it('leaves nothing behind', () => {
    const folder = join(data.folder(), 'x');
    mkdirSync(folder);
    prepareDataFolder(folder);
    expect(statSync(folder).nlink).toBe(2);
  });
});

describe('network shares', () => {
  it.each([
    [String.raw`\\servidor\x`, true],
    [String.raw`\\?\UNC\servidor\x`, true],
    ['//servidor/x', true],
    [String.raw`\\?\C:\x`, false],
    [String.raw`\\.\pipe\x`, false],
    [String.raw`C:\x`, false],
    ['/home/ana', false],
  ])('%s: %s', (folder, expected) => {
    expect(isUncPath(folder)).toBe(expected);
  });

  it('knows the types of Linux, signed or not, and leaves local and 9p alone', () => {
    expect([0x6969, 0xff534d42, 0xff534d42 | 0, 0xfe534d42, 0x517b].every(isNetworkType)).toBe(true);
    expect([0xef53, 0x9123683e, 0x01021997, 0x794c7630].some(isNetworkType)).toBe(false);
  });

  it('reads the mounts of macOS by the longest that holds the folder', () => {
    const mounts = [
      '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)',
      '//ana@nas/Datos on /Volumes/Datos (smbfs, nodev, nosuid, mounted by ana)',
      '/dev/disk5 on /Volumes/Datos/usb (apfs, local)',
    ].join('\n');
    expect(isNetworkMount(mounts, '/Volumes/Datos/Habido')).toBe(true);
    expect(isNetworkMount(mounts, '/Volumes/Datos/usb/Habido')).toBe(false);
    expect(isNetworkMount(mounts, '/Volumes/Datos2')).toBe(false);
    expect(isNetworkMount(mounts, '/Users/ana')).toBe(false);
  });
});
