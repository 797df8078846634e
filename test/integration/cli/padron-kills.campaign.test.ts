/**
 * Kills at random moments of an import of the padrón: whenever it dies, one whole edition answers, what it left
 * is swept, and the import done again ends as if nothing had been. A hundred in `npm run soak`.
 */
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '../../../main/audit/verify-chain.ts';
import { openDatabase } from '../../../main/database/open.ts';
import { seeded } from '../../support/big-libro.ts';
import { cli, cliProcess } from '../../support/cli.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { writePadron, type PadronFileFacts } from '../../support/padron-file.ts';

const ROUNDS = process.env['HABIDO_SOAK'] === '1' ? 100 : 10;
const ROWS = 60_000;
const CHANGES = { nuevos: 900, retirados: 800, estado: 700, condicion: 600, nombre: 500, todo: 400 };
const NOV_23 = { year: 2026, month: 11, day: 23, hour: 10, minute: 0 };

let place: ReturnType<typeof temporaryFolder>;
let template: string;
let first: PadronFileFacts;
let next: PadronFileFacts;
/** Milliseconds of an import that nobody kills, from its first news to its end. */
let whole: number;
const ended: Record<'old' | 'new', number> = { old: 0, new: 0 };

beforeAll(async () => {
  place = temporaryFolder();
  template = join(place.folder, 'plantilla');
  first = await writePadron(join(place.folder, 'uno.zip'), { rows: ROWS, entryTime: NOV_23 });
  next = await writePadron(join(place.folder, 'dos.zip'), {
    rows: ROWS,
    changes: CHANGES,
    entryTime: { ...NOV_23, day: 24 },
  });
  expect((await cliProcess(['padron', 'importar', first.path], { HABIDO_DATOS: template })).exit).toBe(0);
  whole = await timedImport();
}, 120_000);

afterAll(() => {
  place.remove();
});

test.each(Array.from({ length: ROUNDS }, (_, i) => i + 1))(
  'round %i',
  async (round) => {
    const random = seeded(round);
    const datos = join(place.folder, `datos-${String(round)}`);
    cpSync(template, datos, { recursive: true });
    const env = { HABIDO_DATOS: datos };
    const fromStart = random() < 0.1;
    const delay = random() * (fromStart ? 400 : whole * 0.8);
    await cliProcess(['padron', 'importar', next.path], env, (child) => {
      const kill = (): void => void setTimeout(() => child.kill('SIGKILL'), delay);
      if (fromStart) kill();
      else child.stderr?.once('data', kill);
    });
    const used = await expectOneWholeEdition(env);
    ended[used] += 1;
    await expectSwept(env);
    const again = await cli(['padron', 'importar', next.path, '--json'], env);
    expect(again.exit).toBe(0);
    expect(again.json()).toMatchObject({
      filas: next.filas,
      yaEstaba: used === 'new',
      cambios: { nuevos: CHANGES.nuevos, retirados: CHANGES.retirados, modificados: 2_200 },
    });
    expect(await expectOneWholeEdition(env)).toBe('new');
    expectRecorded(datos);
  },
  60_000,
);

// Of a few kills nothing can be said about when they came.
if (ROUNDS > 50)
  test('kills came before the switch and after it', () => {
    expect(ended.old).toBeGreaterThan(ROUNDS / 3);
    expect(ended.new).toBeGreaterThan(ROUNDS / 50);
  });

async function timedImport(): Promise<number> {
  const datos = join(place.folder, 'medida');
  cpSync(template, datos, { recursive: true });
  let began = 0;
  const { exit } = await cliProcess(
    ['padron', 'importar', next.path],
    { HABIDO_DATOS: datos },
    (child) => void child.stderr?.once('data', () => (began = performance.now())),
  );
  expect(exit).toBe(0);
  return performance.now() - began;
}

/** The edition in use answers as its file says, changed rows too; which one it is. */
async function expectOneWholeEdition(env: Record<string, string>): Promise<'old' | 'new'> {
  const { edicion } = (await cli(['padron', 'estado', '--json'], env)).json() as {
    edicion: { archivo: string; filas: number };
  };
  const used = edicion.archivo === 'uno.zip' ? 'old' : 'new';
  const { rows, filas } = used === 'old' ? first : next;
  expect(edicion.filas).toBe(filas);
  const gone = next.rows.rucsOf('retirados').slice(0, 3);
  const come = next.rows.rucsOf('nuevos').slice(0, 3);
  const asked = Array.from({ length: 400 }, (_, k) => rows.row(k * (ROWS / 400))).filter(
    (row) => row !== null,
  );
  const words = ['ruc', ...asked.map(({ ruc }) => ruc), ...gone, ...come, '--sin-red', '--json'];
  const { resultados } = (await cli(words, env)).json() as {
    resultados: { ruc: string; estado: string; condicion: string; razonSocial: string; fuente: string }[];
  };
  const found = new Map(resultados.map((item) => [item.ruc, item]));
  for (const { ruc, estado, razonSocial } of asked)
    expect(found.get(ruc)).toMatchObject({ fuente: 'PADRON', estado, razonSocial });
  const there = (rucs: string[]): boolean[] => rucs.map((ruc) => found.get(ruc)?.fuente === 'PADRON');
  expect(there(gone)).toEqual(gone.map(() => used === 'old'));
  expect(there(come)).toEqual(come.map(() => used === 'new'));
  return used;
}

/** What the killed import left goes away at the next start. */
async function expectSwept(env: Record<string, string>): Promise<void> {
  await cli(['padron', 'estado'], env);
  const files = readdirSync(join(env['HABIDO_DATOS'] as string, 'padron'));
  expect(files.filter((name) => name.endsWith('.parcial'))).toEqual([]);
  expect(files.filter((name) => name.startsWith('edicion-'))).toHaveLength(1);
}

/** Both imports stand in the record and in the log, and no change belongs to an import that is not there. */
function expectRecorded(folder: string): void {
  const database = openDatabase(folder);
  try {
    expect(verifyChain(database.db)).toMatchObject({ ok: true });
    const one = (sql: string): number => Number(database.db.prepare(sql).pluck().get());
    expect(one('SELECT count(*) FROM padron_imports')).toBe(2);
    expect(one('SELECT count(*) FROM audit_log WHERE payload LIKE \'%"kind":"padron-importado"%\'')).toBe(2);
    expect(one('SELECT count(*) FROM padron_changes')).toBe(900 + 800 + 2_200);
    expect(
      one('SELECT count(*) FROM padron_changes WHERE import NOT IN (SELECT n FROM padron_imports)'),
    ).toBe(0);
  } finally {
    database.close();
  }
}
