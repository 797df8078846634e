/** Where Habido's data lies, and whether that place can hold it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HabidoError } from '../../shared/errors.ts';
import { dataError } from './data-error.ts';

/** The data folder of this environment: `HABIDO_DATOS`, else the platform's. Absolute. */
export function resolveDataFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string {
  const system = platform === 'win32' ? path.win32 : path.posix;
  const chosen = env['HABIDO_DATOS'];
  if (chosen !== undefined && chosen !== '') return system.resolve(chosen);
  if (platform === 'win32')
    return system.join(env['APPDATA'] ?? system.join(home, 'AppData', 'Roaming'), 'Habido');
  if (platform === 'darwin') return system.join(home, 'Library', 'Application Support', 'Habido');
  const data = env['XDG_DATA_HOME'];
  // The XDG specification tells programs to ignore a relative path here.
  return system.join(
    data !== undefined && system.isAbsolute(data) ? data : system.join(home, '.local', 'share'),
    'Habido',
  );
}

/** What a test may replace. */
export interface FolderProbe {
  /** Whether the folder lies on a network share, where SQLite's WAL is not safe. */
  isNetwork(folder: string): boolean;
  /** Writes and removes a small file; throws what the file system says where it can't. */
  tryWrite(folder: string): void;
}

/**
 * Creates the folder (0700) and makes sure that it can hold a database: `datos-carpeta-invalida`,
 * `datos-sin-permiso`, `datos-en-red`, `disco-lleno`.
 */
export function prepareDataFolder(folder: string, probe: Partial<FolderProbe> = {}): void {
  const isNetwork = probe.isNetwork ?? isNetworkFolder;
  const tryWrite = probe.tryWrite ?? writeAndRemove;
  if (isUncPath(folder)) throw new HabidoError('datos-en-red');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!statSync(folder).isDirectory()) throw new HabidoError('datos-carpeta-invalida');
    if (isNetwork(folder)) throw new HabidoError('datos-en-red');
    tryWrite(folder);
  } catch (error) {
    throw dataError(error);
  }
}

function writeAndRemove(folder: string): void {
  const file = path.join(folder, `.prueba-${String(process.pid)}`);
  writeFileSync(file, '');
  rmSync(file);
}

/** `\\server\share` and `\\?\UNC\…`, but not the local `\\?\C:\…` and `\\.\…`. */
export function isUncPath(folder: string): boolean {
  return /^[\\/]{2}(?:\?[\\/]UNC[\\/]|[^\\/?.])/i.test(folder);
}

/** Types of Linux's `statfs` that are network shares: NFS, SMB, CIFS, SMB2, AFS, Coda, Ceph. */
const NETWORK_TYPES = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x73757245, 0x00c36400]);

/** Whether `statfs` names a network file system. Its number may come signed. */
export function isNetworkType(type: number): boolean {
  return NETWORK_TYPES.has(type >>> 0);
}

/** Whether a line of macOS's `mount` puts the folder on a share: `//user@host/x on /Volumes/x (smbfs, …)`. */
export function isNetworkMount(mounts: string, folder: string): boolean {
  let best = { point: '', network: false };
  for (const line of mounts.split('\n')) {
    const match = /^.+ on (\/.*) \((\w+)[,)]/.exec(line);
    const [, point, type] = match ?? [];
    if (point === undefined || type === undefined || point.length <= best.point.length) continue;
    if (point !== '/' && folder !== point && !folder.startsWith(`${point}/`)) continue;
    best = { point, network: /^(?:smbfs|nfs|afpfs|webdav|cifs)$/.test(type) };
  }
  return best.network;
}

function isNetworkFolder(folder: string): boolean {
  if (process.platform === 'linux') return isNetworkType(statfsSync(folder).type);
  const real = realpathSync.native(folder);
  // A mapped drive letter resolves to the share behind it.
  if (process.platform === 'win32') return isUncPath(real);
  if (process.platform !== 'darwin') return false;
  return isNetworkMount(execFileSync('/sbin/mount', { encoding: 'utf8' }), real);
}
