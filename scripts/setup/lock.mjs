/** One set-up at a time over one project folder, across processes. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SetupError, say } from './platform.mjs';

const LOCK = join(ROOT, '.setup-lock');
const OWNER = join(LOCK, 'pid');
const POLL_MS = 250;
/** Longer than any set-up: a lock without a living owner is taken over at once, one with, after this. */
const GIVE_UP_MS = 45 * 60_000;
/** A lock this young may still lack its owner's name. */
const NAMELESS_MS = 5_000;

/** Runs `work` while no other set-up does; waits for its turn. */
export async function withSetupLock(work) {
  await take();
  try {
    await work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

async function take() {
  let told = false;
  const deadline = Date.now() + GIVE_UP_MS;
  for (;;) {
    try {
      mkdirSync(LOCK);
      writeFileSync(OWNER, String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw new SetupError(
          `No se puede escribir en la carpeta del proyecto (${error.code}). Revise sus permisos.`,
        );
      }
    }
    if (ownerIsGone()) {
      rmSync(LOCK, { recursive: true, force: true });
      continue;
    }
    if (Date.now() > deadline)
      throw new SetupError('Otra preparación no termina. Ciérrela y borre la carpeta .setup-lock.');
    if (!told) say('Otra preparación está en curso: se espera a que termine.');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function ownerIsGone() {
  try {
    const pid = Number(readFileSync(OWNER, 'utf8'));
    if (pid > 0) {
      process.kill(pid, 0);
      return false;
    }
    return Date.now() - statSync(LOCK).mtimeMs > NAMELESS_MS;
  } catch (error) {
    if (error.code === 'ESRCH') return true;
    if (error.code === 'ENOENT') return lockAge() > NAMELESS_MS;
    return false;
  }
}

function lockAge() {
  try {
    return Date.now() - statSync(LOCK).mtimeMs;
  } catch {
    return 0;
  }
}
