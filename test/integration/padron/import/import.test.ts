import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EditionDb } from '../../../../main/padron/edition/edition-db.ts';
import type { Padron, PadronImportOptions } from '../../../../main/padron/padron.ts';
import type { Workspace } from '../../../../main/workspace.ts';
import type { PadronProgress } from '../../../../shared/padron.ts';
import { temporaryFolder } from '../../../support/folders.ts';
import { writePadron, type PadronFileFacts, type PadronFileOptions } from '../../../support/padron-file.ts';
import { testWorkspace } from '../../../support/workspace.ts';

const ROWS = 3000;
const DAY = { year: 2026, month: 11, day: 23, hour: 4, minute: 30 };
const LATER = { ...DAY, day: 24 };

let place: ReturnType<typeof temporaryFolder>;
let workspace: Workspace;
let padron: Padron;
beforeEach(() => {
  place = temporaryFolder();
  open();
});
afterEach(async () => {
  await workspace.close();
  place.remove();
});

function open(): void {
  workspace = testWorkspace(join(place.folder, 'datos'), { url: 'http://127.0.0.1:9', token: null });
  ({ padron } = workspace);
}

async function openAgain(): Promise<void> {
  await workspace.close();
  open();
}

const file = (name: string, options: Partial<PadronFileOptions> = {}): Promise<PadronFileFacts> =>
  writePadron(join(place.folder, name), { rows: ROWS, entryTime: DAY, ...options });
const take = (path: string, options: Partial<PadronImportOptions> = {}): ReturnType<Padron['importFile']> =>
  padron.importFile(path, { fecha: null, aceptar: false, ...options });
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error as { code?: string }).code ?? error,
  );
const folderOf = (): string => join(place.folder, 'datos', 'padron');
const filesOf = (pattern: RegExp): string[] =>
  existsSync(folderOf()) ? readdirSync(folderOf()).filter((name) => pattern.test(name)) : [];

/** Every row of the file as the workspace must know it. */
function expectRows({ rows }: PadronFileFacts): void {
  let expected = 0;
  const edition = padron.edition();
  for (let i = 0; i < ROWS; i += 1)
    for (const row of rows.from(i)) {
      expected += 1;
      const found = padron.padron([row.ruc]).get(row.ruc);
      const { ruc, razonSocial, estado, condicion } = row;
      expect(found?.importN).toBe(edition?.n);
      expect(found?.taxpayer).toMatchObject({
        ruc,
        razonSocial,
        estado,
        condicion,
        ubigeo: row.ubigeo === '-' ? '' : row.ubigeo,
        datoAl: edition?.fecha,
      });
      expect(found?.taxpayer.direccion === '').toBe(row.domicilio.every((cell) => /^-+$/.test(cell)));
    }
  expect(edition?.filas).toBe(expected);
  expect(padron.padron(rows.absent(20)).size).toBe(0);
}

describe('what can be imported', () => {
  const dirt = { danadas: 15, repetidas: 9, desordenadas: 8, repetidasLejos: 7, retornos: 20 };
  const names = { separador: 12, comillas: 6, barra: 6, retorno: 6 };
  const shapes: [string, Partial<PadronFileOptions>][] = [
    ['padron_reducido_ruc.zip', { dirt, names }],
    ['guardado.zip', { method: 'store' }],
    ['corriente.zip', { descriptor: true }],
    ['enorme.zip', { zip64: true, dirt }],
    ['carpeta.zip', { entry: 'Descargas/mi padrón (2).TXT', before: ['Descargas/', 'LEAME.txt'] }],
    ['sin-extension.zip', { entry: 'padron', descriptor: true }],
    ['desordenado.zip', { shuffled: true, names }],
    ['tabulado.zip', { separator: '\t', crlf: true, dirt }],
  ];
  it.each(shapes)('%s', async (name, options) => {
    const facts = await file(name, options);
    const { edicion, yaEstaba } = await take(facts.path);
    expect(yaEstaba).toBe(false);
    expect(edicion).toMatchObject({
      n: 1,
      archivo: name,
      bytes: facts.bytes,
      filas: facts.filas,
      fecha: Date.UTC(2026, 10, 23, 9, 30),
      sha256: createHash('sha256').update(readFileSync(facts.path)).digest('hex'),
      cambios: null,
    });
    expect(edicion.defectos).toEqual(facts.defectos);
    expectRows(facts);
    expect(padron.state()).toMatchObject({ edicion, danado: false, ediciones: [edicion], nombres: 'listos' });
  });

  it('the bare text, of which somebody says the date', async () => {
    const facts = await file('padron.txt', { dirt, names });
    expect(await codeOf(take(facts.path))).toBe('padron-sin-fecha');
    expect(await codeOf(take(facts.path, { fecha: Date.UTC(2126, 0, 1) }))).toBe('padron-sin-fecha');
    const fecha = Date.UTC(2026, 10, 20, 5);
    const { edicion } = await take(facts.path, { fecha });
    expect(edicion).toMatchObject({ fecha, defectos: facts.defectos });
    expectRows(facts);
  });

  it('lasts: another start finds it, with its import and its audit entry', async () => {
    const facts = await file('a.zip');
    const { edicion } = await take(facts.path);
    await openAgain();
    expect(padron.edition()).toEqual(edicion);
    expectRows(facts);
    const { payload } = workspace.database.db
      .prepare<[], { payload: string }>('SELECT payload FROM audit_log ORDER BY seq DESC LIMIT 1')
      .get() as { payload: string };
    expect(JSON.parse(payload)).toMatchObject({
      kind: 'padron-importado',
      data: { importN: 1, sha256: edicion.sha256, filas: edicion.filas, defectos: edicion.defectos },
    });
  });

  it('tells phases, rows and the time left, ten times a second at most', async () => {
    const facts = await file('a.zip', { rows: 60_000 });
    const news: (PadronProgress & { at: number })[] = [];
    await take(facts.path, { onProgress: (progress) => news.push({ ...progress, at: performance.now() }) });
    const phases = news.map(({ fase }) => fase);
    expect(phases.slice(0, 1)).toEqual(['leer']);
    expect(phases).toContain('revisar');
    for (const { avance, filas, restanMs } of news) {
      expect(avance === null || (avance >= 0 && avance <= 1)).toBe(true);
      expect(filas).toBeLessThanOrEqual(60_000);
      expect(restanMs === null || restanMs >= 0).toBe(true);
    }
    expect(news.at(-1)?.filas).toBeGreaterThan(0);
  });
});

describe('the next edition', () => {
  const changes = { nuevos: 9, retirados: 4, estado: 5, condicion: 3, nombre: 2, todo: 1 };

  it('takes the place of the one before, and tells what changed', async () => {
    const [first, second] = [await file('a.zip'), await file('b.zip', { changes, entryTime: LATER })];
    await take(first.path);
    const told: (number | undefined)[] = [];
    padron.onChange(() => told.push(padron.edition()?.n));
    const { edicion } = await take(second.path);
    expect(told).toContain(2);
    expect(edicion).toMatchObject({
      n: 2,
      cambios: { nuevos: 9, retirados: 4, modificados: 11 },
      porTipo: { estado: 6, condicion: 4, nombre: 3 },
    });
    expectRows(second);
    // Numbers of estado and condición say the same in both, so that no comparison has to translate them.
    const situations = filesOf(/^edicion-/).map((name) => new EditionDb(join(folderOf(), name)));
    const [older = [], newer = []] = situations.map((edition) => edition.situations());
    expect(newer.slice(0, older.length)).toEqual(older);
    for (const edition of situations) edition.close();
    const [left = ''] = second.rows.rucsOf('retirados');
    expect(padron.padron([left]).size).toBe(0);
    expect(padron.history(left).map(({ ausente }) => ausente)).toEqual([true, false]);
    // The file of before may be open elsewhere: it goes at the next start, with its names.
    expect(filesOf(/^(edicion|nombres)-/)).toHaveLength(4);
    await openAgain();
    await padron.prepareNames();
    expect(filesOf(/^(edicion|nombres)-/)).toHaveLength(2);
    expectRows(second);
    expect(padron.state().ediciones.map(({ n }) => n)).toEqual([2, 1]);
  });

  it('says so where it is the same file, whatever it is called', async () => {
    const facts = await file('a.zip');
    const { edicion } = await take(facts.path);
    const copy = join(place.folder, 'otra copia.zip');
    copyFileSync(facts.path, copy);
    expect(await take(copy)).toEqual({ edicion, yaEstaba: true });
    expect(padron.state().ediciones).toHaveLength(1);
    expect(filesOf(/^edicion-/)).toHaveLength(1);
  });

  it('is refused where it is older, unless it is wanted', async () => {
    const [newer, older] = [await file('b.zip', { entryTime: LATER, seed: 2 }), await file('a.zip')];
    await take(newer.path);
    const refused = take(older.path);
    await expect(refused).rejects.toMatchObject({
      code: 'padron-mas-antiguo',
      data: { fecha: '23/11/2026', enUso: '24/11/2026' },
    });
    expectRows(newer);
    const { edicion } = await take(older.path, { aceptar: true });
    expect(edicion.n).toBe(2);
    expectRows(older);
  });

  it('of the same day takes its place', async () => {
    const [first, second] = [await file('a.zip', { seed: 4 }), await file('b.zip', { seed: 5 })];
    await take(first.path);
    await take(second.path);
    expectRows(second);
  });
});

describe('what is refused leaves all as it was', () => {
  let first: PadronFileFacts;
  beforeEach(async () => {
    first = await file('primera.zip', { seed: 9 });
    await take(first.path);
    cancelledOnly = true;
  });
  /** False where another import followed. */
  let cancelledOnly: boolean;
  afterEach(() => {
    if (!cancelledOnly) return;
    expect(padron.edition()?.n).toBe(1);
    expectRows(first);
    expect(filesOf(/parcial/)).toEqual([]);
    expect(filesOf(/^edicion-/)).toHaveLength(1);
    expect(padron.state().ediciones).toHaveLength(1);
  });

  it('a zip that is cut short, anywhere', async () => {
    const facts = await file('b.zip', { entryTime: LATER });
    for (const share of [0.02, 0.5, 0.999]) {
      const cut = join(place.folder, 'cortado.zip');
      copyFileSync(facts.path, cut);
      truncateSync(cut, Math.floor(facts.bytes * share));
      expect(await codeOf(take(cut))).toBe('padron-archivo-danado');
    }
  });

  it.each(['deflate', 'store'] as const)('a zip with a byte that is not what it was (%s)', async (method) => {
    const facts = await file('b.zip', { entryTime: LATER, method });
    const bytes = readFileSync(facts.path);
    for (const share of [0.3, 0.9]) {
      const wrong = Buffer.from(bytes);
      const at = Math.floor(bytes.length * share);
      wrong[at] = (wrong[at] as number) ^ 0x11;
      const path = join(place.folder, 'errado.zip');
      writeFileSync(path, wrong);
      expect(await codeOf(take(path))).toBe('padron-archivo-danado');
    }
  });

  it('another kind of file, and none at all', async () => {
    const other = await file('anexo.zip', { header: ['RUC', 'UBIGEO'], entryTime: LATER });
    expect(await codeOf(take(other.path))).toBe('padron-otro-formato');
    expect(await codeOf(take(join(place.folder, 'no-existe.zip')))).toBe('archivo-no-existe');
    expect(await codeOf(take(place.folder))).toBe('archivo-no-existe');
  });

  it('what was cancelled before it began', async () => {
    const facts = await file('b.zip', { entryTime: LATER });
    expect(await codeOf(take(facts.path, { signal: AbortSignal.abort() }))).toBe('cancelado');
  });

  it.each(['leer', 'revisar', 'comparar'] as const)('what is cancelled while it says %s', async (fase) => {
    const facts = await file('b.zip', { rows: 150_000, entryTime: LATER, seed: 3 });
    const stop = new AbortController();
    let told = false;
    const work = take(facts.path, {
      signal: stop.signal,
      onProgress: (news) => {
        if (news.fase !== fase || told) return;
        told = true;
        // Look-ups go on meanwhile.
        expect(padron.padron([first.rows.ruc(5)]).size).toBe(1);
        stop.abort();
      },
    });
    expect(await codeOf(work)).toBe('cancelado');
    expect(padron.edition()?.n).toBe(1);
    expect(filesOf(/parcial/)).toEqual([]);
    expect(filesOf(/^edicion-/)).toHaveLength(1);
    // Changes of an import that never was may lie there; nobody reads them, and the next import begins without.
    expect(padron.history(first.rows.ruc(5))).toHaveLength(1);
    const next = await file('c.zip', { entryTime: LATER, seed: 9, changes: { estado: 2 } });
    const { edicion } = await take(next.path);
    expect(edicion.cambios).toEqual({ nuevos: 0, retirados: 0, modificados: 2 });
    expect(workspace.database.db.prepare('SELECT count(*) FROM padron_changes').pluck().get()).toBe(2);
    cancelledOnly = false;
  });

  it('closing the workspace', async () => {
    const facts = await file('b.zip', { rows: 150_000, entryTime: LATER, seed: 3 });
    const begun = new Promise<void>((resolve) => {
      void codeOf(
        take(facts.path, {
          onProgress: () => {
            resolve();
          },
        }),
      ).then((code) => {
        expect(code).toBe('cancelado');
      });
    });
    await begun;
    await openAgain();
  });
});

describe('an edition that is broken', () => {
  let facts: PadronFileFacts;
  beforeEach(async () => {
    facts = await file('a.zip');
    await take(facts.path);
  });
  const editionPath = (): string => join(folderOf(), filesOf(/^edicion-/).at(-1) ?? '');

  it('counts as none, is said, and another import mends it: of the very same file', async () => {
    const path = editionPath();
    await workspace.close();
    writeFileSync(path, 'no es una base de datos');
    open();
    expect(padron.edition()).toBeNull();
    expect(padron.padron([facts.rows.ruc(0)]).size).toBe(0);
    expect(padron.state()).toMatchObject({ edicion: null, danado: true });
    expect(await codeOf(padron.searchNames('algo', 5))).toBe('padron-danado');
    const { edicion, yaEstaba } = await take(facts.path);
    expect({ n: edicion.n, yaEstaba }).toEqual({ n: 2, yaEstaba: false });
    expectRows(facts);
    expect(padron.state().danado).toBe(false);
  });

  it('is found by the check at the start, where look-ups happen to pass', async () => {
    const path = editionPath();
    await workspace.close();
    const bytes = readFileSync(path);
    const size = statSync(path).size;
    bytes.fill(0xff, size - 6000, size - 3000);
    writeFileSync(path, bytes);
    open();
    expect(padron.edition()?.n).toBe(1);
    let told = 0;
    padron.onChange(() => (told += 1));
    await padron.checkAtStart();
    expect(told).toBe(1);
    expect(padron.state()).toMatchObject({ edicion: null, danado: true });
  });

  it('is mended by an import though nobody has noticed it: of the same file, and of the next', async () => {
    const spoil = async (): Promise<void> => {
      await padron.ready();
      await workspace.close();
      const path = editionPath();
      const bytes = readFileSync(path);
      bytes.fill(0xff, bytes.length - 6000, bytes.length - 3000);
      writeFileSync(path, bytes);
      open();
    };
    await spoil();
    expect(await take(facts.path)).toMatchObject({ yaEstaba: false, edicion: { n: 2, cambios: null } });
    expectRows(facts);
    await openAgain();
    await spoil();
    const next = await file('b.zip', { entryTime: LATER, changes: { estado: 3 } });
    expect(await take(next.path)).toMatchObject({ yaEstaba: false, edicion: { n: 3, cambios: null } });
    expectRows(next);
    // What changed against an edition that can't be read is not known: no state is carried over to it.
    const [ruc = ''] = next.rows.rucsOf('estado');
    expect(padron.history(ruc)).toHaveLength(1);
    expect(workspace.database.db.prepare('SELECT count(*) AS n FROM padron_changes').get()).toEqual({ n: 0 });
  });

  it('that is gone, or of which a pointer speaks that nobody understands, is put in use again or said', async () => {
    await workspace.close();
    writeFileSync(join(folderOf(), 'actual.json'), '{"archivo":"../../otro.db"}');
    open();
    await padron.prepareNames();
    // It lies there whole: the last import tells which it is.
    expect(padron.edition()?.n).toBe(1);
    expectRows(facts);
  });

  it('is not taken for broken where it is sound', async () => {
    await padron.checkAtStart();
    expect(padron.state()).toMatchObject({ danado: false, nombres: 'listos' });
    appendFileSync(join(folderOf(), 'nota.txt'), 'de otro');
    await openAgain();
    expect(filesOf(/^nota/)).toHaveLength(1);
  });
});
