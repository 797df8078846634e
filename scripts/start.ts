/** `npm start`: the window where there is a display, else the demonstration without one. */
import { bundle, isBundled } from './tasks/bundle.ts';
import { runNode, runProgram } from './tasks/program.ts';
import { electronProgram } from './setup/electron.mjs';
import { ROOT, hasDisplay, isRoot, say } from './setup/platform.mjs';

process.exitCode = await start();

async function start(): Promise<number> {
  if (!hasDisplay()) {
    say('No hay pantalla (ni DISPLAY ni WAYLAND_DISPLAY): se corre la demostración sin ventana.');
    return runNode(['main/cli/demo.ts']);
  }
  if (!isBundled()) {
    say('Construyendo la ventana…');
    await bundle();
  }
  const switches: string[] = [];
  if (process.platform === 'linux' && isRoot()) {
    // Chromium refuses to start as root otherwise; an installed Habido is never started by this script.
    say('Se abre como root, donde Chromium no ofrece su aislamiento: para trabajar, use una cuenta normal.');
    switches.push('--no-sandbox');
  }
  return runProgram(electronProgram(), [...switches, ROOT, ...process.argv.slice(2)]);
}
