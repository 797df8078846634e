/** `npm run bench`: every benchmark, or `--only NAME`; `--json` prints one JSON object. */
import { benchCorrida } from './corrida.ts';
import { benchLibro } from './libro.ts';
import { benchLibroVentana } from './libro-ventana.ts';
import { benchPadron } from './padron.ts';
import { benchPadronVentana } from './padron-ventana.ts';
import { tableOf, type BenchReport } from './report.ts';
import { benchSocios } from './socios.ts';

const argv = process.argv.slice(2);
const BENCHES: Record<string, () => Promise<BenchReport>> = {
  corrida: benchCorrida,
  libro: benchLibro,
  'libro-ventana': benchLibroVentana,
  padron: () => benchPadron(argv),
  'padron-ventana': benchPadronVentana,
  socios: benchSocios,
};

const json = argv.includes('--json');
const only = argv.includes('--only') ? argv[argv.indexOf('--only') + 1] : undefined;
if (only !== undefined && !(only in BENCHES)) {
  process.stderr.write(`No benchmark ${only}. There are: ${Object.keys(BENCHES).join(', ')}.\n`);
  process.exitCode = 2;
} else {
  const reports: BenchReport[] = [];
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (only !== undefined && only !== name) continue;
    const report = await bench();
    reports.push(report);
    if (!json) process.stdout.write(tableOf(report));
  }
  if (json) process.stdout.write(`${JSON.stringify({ reports })}\n`);
}
