/**
 * Writes a made-up padrón for trials by hand:
 * `node test/bench/padron-make.ts <archivo.zip|.txt> [--rows N] [--seed N] [--changes N]`.
 * With `--changes` it is a later edition of the same seed, N rows of each kind changed.
 */
import { parseArgs } from 'node:util';
import { writePadron } from '../support/padron-file.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    changes: { type: 'string', default: '0' },
  },
});
const [path] = positionals;
if (path === undefined) throw new Error('no file named');
const each = Number(values.changes);
const { rows, ...facts } = await writePadron(path, {
  rows: Number(values.rows),
  seed: Number(values.seed),
  changes: { nuevos: each, retirados: each, estado: each, condicion: each, nombre: each },
});
process.stdout.write(`${JSON.stringify({ ...facts, sample: rows.ruc(0) })}\n`);
