/** The copy's file: never the source, written beside its place under another name, put there in one step. */
import { createHash } from 'node:crypto';
import {
  access,
  constants,
  open,
  readdir,
  realpath,
  rename,
  stat,
  unlink,
  type FileHandle,
} from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HabidoError } from '../../shared/errors.ts';
import { isAlive } from './process.ts';

const TEMPORARY = /^\.habido-([0-9a-f]{8})-(\d+)-[0-9a-f]{12}\.tmp$/;
/** Another computer's temporary file in a shared folder counts as left behind after a day. */
const LEFT_BEHIND_MS = 86_400_000;
/** Milliseconds between tries to replace a file that another process holds: about a second and a half in all. */
const HELD_WAITS_MS = [50, 100, 200, 400, 800];

/** A new name for the temporary file of a copy; `random` is twelve hex digits. */
export function temporaryPath(target: string, random: string): string {
  return join(dirname(target), `.habido-${host()}-${String(process.pid)}-${random}.tmp`);
}

function host(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
}

/** Throws `salida-es-origen` where both paths are one file, whatever they are called. */
export async function expectOther(source: string, target: string): Promise<void> {
  const same = new HabidoError('salida-es-origen');
  if (source === target) throw same;
  const [from, to] = await Promise.all([statOrNull(source), statOrNull(target)]);
  if (from !== null && to !== null && from.ino === to.ino && from.dev === to.dev && from.ino !== 0n)
    throw same;
  const [realSource, realTarget] = await Promise.all([realOrSelf(source), realOfNew(target)]);
  if (realSource === realTarget) throw same;
  // Without inode numbers (some network drives) a folder that ignores case would hide it.
  if (to !== null && to.ino === 0n && realSource.toLowerCase() === realTarget.toLowerCase()) throw same;
}

async function statOrNull(path: string): Promise<{ ino: bigint; dev: bigint } | null> {
  try {
    return await stat(path, { bigint: true });
  } catch {
    return null;
  }
}

async function realOrSelf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
}

async function realOfNew(path: string): Promise<string> {
  return join(await realOrSelf(dirname(path)), basename(path));
}

/** Creates the temporary file. Throws where the folder can't be written to, or the target is in use. */
export async function createTemporary(temporary: string, target: string): Promise<FileHandle> {
  await expectFree(target);
  await sweep(dirname(target));
  try {
    return await open(temporary, 'wx+');
  } catch (error) {
    throw writingError(error);
  }
}

/** A target that exists must be a file that nobody holds. */
async function expectFree(target: string): Promise<void> {
  try {
    if ((await stat(target)).isDirectory()) throw new HabidoError('salida-sin-permiso');
  } catch (error) {
    if (error instanceof HabidoError) throw error;
    return;
  }
  try {
    const file = await open(target, 'r+');
    await file.close();
  } catch (error) {
    throw replacingError(error);
  }
}

/** Removes what killed runs of this computer left behind. */
async function sweep(folder: string): Promise<void> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch {
    return;
  }
  for (const name of names) {
    const match = TEMPORARY.exec(name);
    if (match === null) continue;
    const path = join(folder, name);
    const old = await isOlder(path);
    if (match[1] === host() ? !isAlive(Number(match[2])) : old) await removeQuietly(path);
  }
}

async function isOlder(path: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs > LEFT_BEHIND_MS;
  } catch {
    return false;
  }
}

/** Removes a file that may be gone already. */
export async function removeQuietly(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch {
    // Gone, or held by an indexer for a moment: the next run sweeps it.
  }
}

/** Puts the finished file in its place, and makes that last through a power cut where the system can. */
export async function putInPlace(temporary: string, target: string): Promise<void> {
  try {
    await renameWaiting(() => rename(temporary, target));
  } catch (error) {
    throw replacingError(error);
  }
  try {
    const folder = await open(dirname(target), 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch {
    // Windows has no such thing as syncing a folder.
  }
}

/**
 * Writes a whole file: temporary beside it, fsync, rename. Leaves nothing behind where it fails; rejects with
 * our codes where the failure is known. `content`: its bytes, or what writes them.
 */
export async function writeInPlace(
  target: string,
  temporary: string,
  content: Uint8Array | ((file: FileHandle) => Promise<void>),
): Promise<void> {
  try {
    const file = await createTemporary(temporary, target);
    try {
      if (typeof content === 'function') await content(file);
      else await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await putInPlace(temporary, target);
  } catch (error) {
    await removeQuietly(temporary);
    throw writingError(error);
  }
}

/**
 * Windows refuses to replace a file while another process reads it, an indexer or a second Habido for a moment: it is
 * tried again a few times. A workbook that is open in Excel stays refused.
 */
export async function renameWaiting(
  replace: () => Promise<void>,
  isHeld: (error: unknown) => boolean = heldByAnother,
  waits: readonly number[] = HELD_WAITS_MS,
): Promise<void> {
  for (const wait of waits) {
    try {
      await replace();
      return;
    } catch (error) {
      if (!isHeld(error)) throw error;
      await sleep(wait);
    }
  }
  await replace();
}

function heldByAnother(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return (
    code === 'EBUSY' ||
    code === 'ETXTBSY' ||
    (process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES'))
  );
}

function replacingError(error: unknown): unknown {
  return heldByAnother(error) ? new HabidoError('salida-abierta', {}, { cause: error }) : writingError(error);
}

/** A failure of writing the copy, as one of our codes where it is known. */
export function writingError(error: unknown): unknown {
  switch ((error as NodeJS.ErrnoException).code ?? '') {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new HabidoError('disco-lleno', {}, { cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EISDIR':
    case 'ENAMETOOLONG':
      return new HabidoError('salida-sin-permiso', {}, { cause: error });
    case 'EBUSY':
      return new HabidoError('salida-abierta', {}, { cause: error });
    default:
      return error;
  }
}

/** Whether the folder of a copy can be written to, before the work begins. */
export async function expectWritable(target: string): Promise<void> {
  try {
    await access(dirname(target), constants.W_OK);
  } catch (error) {
    throw writingError(error);
  }
}
