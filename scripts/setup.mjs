/**
 * Set-up of everything a command needs, before it runs: `node scripts/setup.mjs <level>`.
 *
 * Plain JavaScript for the machine's own Node (20 or later), since it runs when there is no `node_modules`.
 * Silent and quick when there is nothing to do; one line a step on stderr otherwise, so that stdout stays
 * the command's own. Levels: `cli` (packages), `start` (the window, where there is a display), `build` and
 * `test` (everything, tests with a virtual display).
 */
import { ensureModules, modulesReady } from './setup/modules.mjs';
import { ensureElectron, electronReady } from './setup/electron.mjs';
import { ensureLibraries, missingLibraries } from './setup/libraries.mjs';
import { withSetupLock } from './setup/lock.mjs';
import { SetupError, hasDisplay, say } from './setup/platform.mjs';

const LEVELS = {
  cli: { window: false, virtualDisplay: false },
  start: { window: hasDisplay(), virtualDisplay: false },
  build: { window: true, virtualDisplay: false },
  test: { window: true, virtualDisplay: true },
};

async function main(name) {
  const level = LEVELS[name];
  if (level === undefined)
    throw new SetupError(`No existe el nivel «${name}»: use ${Object.keys(LEVELS).join(', ')}.`);
  const ready = () =>
    modulesReady() &&
    (!level.window ||
      (electronReady() && missingLibraries({ virtualDisplay: level.virtualDisplay }).length === 0));
  if (ready()) return;
  await withSetupLock(async () => {
    if (ready()) return;
    const began = Date.now();
    ensureModules();
    if (level.window) {
      await ensureElectron();
      ensureLibraries({ virtualDisplay: level.virtualDisplay });
    }
    say(`Preparación lista en ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  });
}

try {
  await main(process.argv[2] ?? 'build');
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
