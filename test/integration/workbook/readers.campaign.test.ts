/**
 * Other programs read every copy as they read its source: openpyxl and LibreOffice, through check-readers.py.
 * `npm run soak` gives them all workbooks, `npm test` three of them and openpyxl alone. Where a machine has
 * neither, that is said, and the copies are still made and checked here.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { BY_HAND } from '../../fidelity/by-hand/index.ts';
import { annotateBook, bench, type Bench } from '../../support/annotate.ts';
import { columnIndex } from '../../support/canonical-sheet.ts';
import { copyDefects } from '../../support/fidelity.ts';

const SOAK = process.env['HABIDO_SOAK'] === '1';
const FIDELITY = fileURLToPath(new URL('../../fidelity/', import.meta.url));
const SHORT = ['xw-tabla-crece.xlsx', 'op-reglas.xlsx', 'lo-pivote.xlsx'];

interface ReadersReport {
  openpyxl: { version: string; checked: number; unreadable: string[] };
  libreoffice: { version: string; checked: number; unreadable: string[] } | null;
  differences: string[];
}

/** A Python that has openpyxl, or null. Debian's stands apart from one that a user installed. */
function findPython(): string | null {
  const has = (python: string): boolean => spawnSync(python, ['-c', 'import openpyxl']).status === 0;
  return ['python3', '/usr/bin/python3'].find(has) ?? null;
}

type Book = [name: string, bytes: Buffer, notFor: readonly string[]];

function books(): Book[] {
  const corpus = join(FIDELITY, 'corpus');
  const written = readdirSync(corpus)
    .filter((name) => (SOAK ? /\.xls[xm]$/.test(name) : SHORT.includes(name)))
    .map((name): Book => [name, readFileSync(join(corpus, name)), []]);
  const made = BY_HAND.filter((book) => SOAK && book.refused === undefined);
  return [...written, ...made.map((book): Book => [`${book.name}.xlsx`, book.build(), book.notFor ?? []])];
}

/** Annotates every book; the copies and the list of them lie in a folder that the script reads. */
async function writeCopies(b: Bench): Promise<{ folder: string; copies: number }> {
  const folder = join(b.folder, 'lectores');
  mkdirSync(folder);
  const manifest = [];
  for (const [name, bytes, notFor] of books()) {
    const done = await annotateBook(b, b.file(name, bytes));
    expect(copyDefects(done), name).toEqual([]);
    const copy = name.replace('.', '-copia.');
    writeFileSync(join(folder, name), done.source);
    writeFileSync(join(folder, copy), done.copy);
    const { primera, ultima } = done.result.columnas;
    manifest.push({
      source: name,
      copy,
      sheet: done.column.choice.hoja,
      first: columnIndex(primera),
      last: columnIndex(ultima),
      filas: done.result.filas,
      notFor,
    });
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return { folder, copies: manifest.length };
}

test('openpyxl and LibreOffice read the copies as they read the sources', async () => {
  const b = bench();
  try {
    const { folder, copies } = await writeCopies(b);
    const python = findPython();
    if (python === null) {
      process.stdout.write('No Python with openpyxl on this machine: the copies were not read by others.\n');
      return;
    }
    const words = [join(FIDELITY, 'check-readers.py'), folder, ...(SOAK ? ['--libreoffice'] : [])];
    const run = spawnSync(python, words, { encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 });
    expect(run.stdout, run.stderr).not.toBe('');
    const report = JSON.parse(run.stdout) as ReadersReport;
    expect(report.differences).toEqual([]);
    expect(report.openpyxl.checked + report.openpyxl.unreadable.length).toBe(copies);
    // Most of them can be read: a reader that can read nothing proves nothing.
    expect(report.openpyxl.checked).toBeGreaterThan(copies * 0.7);
    if (!SOAK) return;
    const { openpyxl, libreoffice } = report;
    process.stdout.write(
      `openpyxl ${openpyxl.version}: ${String(openpyxl.checked)} of ${String(copies)} equal; unreadable from the start: ${openpyxl.unreadable.join(', ') || 'none'}\n` +
        (libreoffice === null
          ? 'LibreOffice is not on this machine.\n'
          : `LibreOffice ${libreoffice.version}: ${String(libreoffice.checked)} equal; unreadable from the start: ${libreoffice.unreadable.join(', ') || 'none'}\n`),
    );
  } finally {
    await b.dispose();
  }
});
