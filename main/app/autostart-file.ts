/** How the desktops of Linux are told to start a program with the session: a small file of the user's own. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { temporaryPath, writeInPlace } from '../files/target.ts';

/** Where the file lies: `autostart/` of the user's configuration, wherever that is. */
export function autostartPath(env: Readonly<Record<string, string | undefined>>, home: string): string {
  const given = env['XDG_CONFIG_HOME'] ?? '';
  // A relative one counts as none.
  return join(isAbsolute(given) ? given : join(home, '.config'), 'autostart', 'habido.desktop');
}

/** The file's text. `words`: the program, as an absolute path, and its arguments. */
export function autostartEntry(words: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Habido',
    'Comment=Vigila a sus socios desde la bandeja',
    `Exec=${words.map(execWord).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Puts the file there in one step. Rejects where it can't be written. */
export async function writeAutostart(path: string, words: readonly string[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = temporaryPath(path, randomBytes(6).toString('hex'));
  await writeInPlace(path, temporary, Buffer.from(autostartEntry(words)));
}

/** Takes the file away, where there is one. */
export async function removeAutostart(path: string): Promise<void> {
  await rm(path, { force: true });
}

/** Whether there is a file, and it names another program: an AppImage that was moved, or a newer one. */
export async function isOutdated(path: string, words: readonly string[]): Promise<boolean> {
  try {
    const exec = /^Exec=.*$/m;
    return exec.exec(await readFile(path, 'utf8'))?.[0] !== exec.exec(autostartEntry(words))?.[0];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/**
 * A word of `Exec`: in quotes, its own escapes first, then those of every string of such a file; a percent sign would
 * begin a field.
 */
function execWord(word: string): string {
  const quoted = `"${word.replace(/["`$\\]/g, '\\$&')}"`;
  return quoted.replaceAll('\\', '\\\\').replaceAll('%', '%%');
}
