/** One set-up at a time over one project folder, across processes. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SetupError, say } from './platform.mjs';

const LOCK = join(ROOT, '.setup-lock');
const POLL_MS = 250;
/** Longer than any set-up: a lock without a living owner is taken over at once, one with, after this. */
const GIVE_UP_MS = 45 * 60_000;
/** A lock this young may still lack its owner's name. */
const NAMELESS_MS = 5_000;

/** Runs `work` while no other set-up does; waits for its turn. `lock`: the folder that stands for the turn. */
export async function withSetupLock(work, lock = LOCK) {
  await take(lock);
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function take(lock) {
  let told = false;
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw new SetupError(
          `No se puede escribir en la carpeta del proyecto (${error.code}). Revise sus permisos.`,
        );
      }
    }
    if (ownerIsGone(lock)) {
      rmSync(lock, { recursive: true, force: true });
      continue;
    }
    if (Date.now() > deadline)
      throw new SetupError('Otra preparación no termina. Ciérrela y borre la carpeta .setup-lock.');
    if (!told) say('Otra preparación está en curso: se espera a que termine.');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function ownerIsGone(lock) {
  let pid;
  try {
    pid = Number(readFileSync(join(lock, 'pid'), 'utf8'));
  } catch {
    pid = 0;
  }
  // Between taking it and writing the name, or gone by now: only age tells.
  if (!(pid > 0)) return lockAge(lock) > NAMELESS_MS;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // EPERM: it lives, as somebody else.
    return error.code === 'ESRCH';
  }
}

function lockAge(lock) {
  try {
    return Date.now() - statSync(lock).mtimeMs;
  } catch {
    return 0;
  }
}
