/** `npm run doctor`: what this machine has and lacks, one line each; exit code 1 where something is missing. */
import { spawnSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { electronFolder } from './setup/electron.mjs';
import { missingLibraries } from './setup/libraries.mjs';
import { modulesReady } from './setup/modules.mjs';
import { ROOT, hasDisplay, isRoot, onPath } from './setup/platform.mjs';

let lacking = 0;

function line(good, what, detail) {
  if (!good) lacking += 1;
  process.stdout.write(`${good ? '✓' : '✗'} ${what}: ${detail}\n`);
}

const major = Number(process.versions.node.split('.')[0]);
line(major >= 20, 'Node en uso', `${process.versions.node} (hace falta 20 o posterior)`);
const modules = modulesReady();
line(modules, 'Paquetes', modules ? 'los de package-lock.json' : 'faltan o son otros: npm run setup');
if (modules) {
  const node = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  const run = (code) =>
    spawnSync(node, ['-e', code], { encoding: 'utf8', cwd: ROOT, shell: process.platform === 'win32' });
  const version = run('process.stdout.write(process.versions.node)').stdout;
  line(version.startsWith('24.'), 'Node del proyecto', version || 'no corre');
  const sqlite = run('new(require("better-sqlite3"))(":memory:");process.stdout.write("ok")').stdout;
  line(sqlite === 'ok', 'SQLite', sqlite === 'ok' ? 'carga' : 'no carga');
}
const electron = electronFolder();
line(electron !== null, 'Electron', describeElectron(electron));
if (electron !== null) {
  const missing = missingLibraries({ virtualDisplay: false });
  line(
    missing.length === 0,
    'Bibliotecas del sistema',
    missing.length === 0 ? 'completas' : `faltan ${missing.join(', ')}`,
  );
}
if (process.platform === 'linux') {
  line(onPath('Xvfb'), 'Pantalla virtual (pruebas)', onPath('Xvfb') ? 'Xvfb' : 'falta Xvfb: npm run setup');
  // No display is no fault: npm start then runs the demonstration.
  line(true, 'Pantalla', hasDisplay() ? 'hay' : 'no hay: npm start corre la demostración');
  line(true, 'Cuenta', isRoot() ? 'root: la ventana se abre sin el aislamiento de Chromium' : 'normal');
}
const { bavail, bsize } = statfsSync(ROOT);
const free = (bavail * bsize) / 1024 ** 3;
line(free >= 2, 'Disco libre', `${free.toFixed(1)} GB (hacen falta 2)`);
process.exitCode = lacking === 0 ? 0 : 1;

function describeElectron(found) {
  if (found === null) return 'falta: npm run setup';
  return found.fallback
    ? 'paquete de desarrollo (la publicación oficial no estuvo al alcance)'
    : 'publicación oficial';
}
