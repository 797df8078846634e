/** The system libraries that Electron links to on Linux, and the virtual display of the tests. */
import { spawnSync } from 'node:child_process';
import { electronProgram } from './electron.mjs';
import { SetupError, isRoot, onPath, run, say } from './platform.mjs';

/** Shared object → Debian package; on newer releases some carry the suffix `t64`. */
const PACKAGE_OF = {
  'libasound.so.2': 'libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgio-2.0.so.0': 'libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libX11.so.6': 'libx11-6',
  'libxcb.so.1': 'libxcb1',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libXrandr.so.2': 'libxrandr2',
};
/** Loaded at run time, so no linker tells of them: dialogs, notifications, and letters to draw with. */
const ALONGSIDE = ['libgtk-3-0', 'libnotify4', 'libnss3', 'fonts-liberation'];

/** What is missing: names of shared objects, and `Xvfb`. Empty on Windows and macOS. */
export function missingLibraries({ virtualDisplay }) {
  if (process.platform !== 'linux') return [];
  const missing = virtualDisplay && !onPath('Xvfb') ? ['Xvfb'] : [];
  const { stdout } = spawnSync('ldd', [electronProgram()], { encoding: 'utf8' });
  for (const [, name] of (stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)) missing.push(name);
  return missing;
}

/** Installs what is missing as root by apt; otherwise says the one line that does it. */
export function ensureLibraries({ virtualDisplay }) {
  const missing = missingLibraries({ virtualDisplay });
  if (missing.length === 0) return;
  if (!onPath('apt-get')) {
    throw new SetupError(
      `Faltan en el sistema: ${missing.join(', ')}. Instálelas con su gestor de paquetes.`,
    );
  }
  const wanted = packagesFor(missing);
  if (!isRoot()) {
    throw new SetupError(
      'Faltan bibliotecas del sistema. Ejecute esta línea y vuelva a intentarlo:\n' +
        `sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends ${wanted.join(' ')}'`,
    );
  }
  say(`Instalando bibliotecas del sistema (apt): ${wanted.join(' ')}…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], { what: 'actualizar la lista de paquetes', env });
  const names = packagesFor(missing);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
    what: 'instalar bibliotecas',
    env,
  });
  const still = missingLibraries({ virtualDisplay });
  if (still.length > 0) throw new SetupError(`Siguen faltando en el sistema: ${still.join(', ')}.`);
}

function packagesFor(missing) {
  const names = new Set(ALONGSIDE);
  for (const library of missing) {
    const name = library === 'Xvfb' ? 'xvfb' : PACKAGE_OF[library];
    if (name === undefined)
      throw new SetupError(`Falta ${library} en el sistema y no se sabe qué paquete la trae.`);
    names.add(name);
  }
  return [...names].map(currentName);
}

/** The name that this release of the distribution uses (`libasound2` became `libasound2t64`). */
function currentName(name) {
  const known = (candidate) =>
    /^Package: /m.test(
      spawnSync('apt-cache', ['show', '--no-all-versions', candidate], { encoding: 'utf8' }).stdout ?? '',
    );
  return !known(name) && known(`${name}t64`) ? `${name}t64` : name;
}
