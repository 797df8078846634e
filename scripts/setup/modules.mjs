/** The packages of package-lock.json, and Node 24 among them. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, SetupError, npm, say } from './platform.mjs';

const MODULES = join(ROOT, 'node_modules');
const MARK = join(MODULES, '.habido-lock');
const LOCK_FILE = join(ROOT, 'package-lock.json');

/** Whether what is installed is what the lock file says. */
export function modulesReady() {
  if (!nodeReady()) return false;
  const wanted = lockHash();
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === wanted) return true;
  // After `npm install x` the tree already is what the lock says: only the mark is behind.
  if (!treeMatchesLock()) return false;
  writeFileSync(MARK, wanted);
  return true;
}

/** Installs the packages, unless they are there. */
export function ensureModules() {
  if (modulesReady()) return;
  checkNode();
  say('Instalando los paquetes (npm ci)…');
  // No install scripts: one of them would compile better-sqlite3, which comes ready made. Node is the exception.
  npm(['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    what: 'instalar los paquetes',
  });
  if (!nodeReady()) {
    say('Instalando Node 24 para el proyecto…');
    npm(['rebuild', 'node', '--ignore-scripts=false'], { what: 'instalar Node 24' });
  }
  if (!nodeReady())
    throw new SetupError('Node 24 no quedó instalado. Borre la carpeta node_modules y vuelva a intentarlo.');
  writeFileSync(MARK, lockHash());
}

function checkNode() {
  if (Number(process.versions.node.split('.')[0]) >= 20) return;
  throw new SetupError(`Hace falta Node 20 o posterior, y este es ${process.versions.node}.`);
}

function nodeReady() {
  return ['node', 'node.exe'].some((name) => existsSync(join(MODULES, 'node', 'bin', name)));
}

function lockHash() {
  const place = `${process.platform}-${process.arch}`;
  return createHash('sha256').update(readFileSync(LOCK_FILE)).update(place).digest('hex');
}

/** Compares npm's own record of the installed tree with the lock file, package by package. */
function treeMatchesLock() {
  const record = join(MODULES, '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(LOCK_FILE, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const there = installed[path];
    if (there === undefined) return entry.optional === true || entry.devOptional === true;
    return (
      there.version === entry.version && there.integrity === entry.integrity && existsSync(join(ROOT, path))
    );
  });
}
