import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildNamesFile } from '../../../../main/padron/names/build-names.ts';
import { createNames } from '../../../../main/padron/names/names.ts';
import { isNamesFile } from '../../../../main/padron/names/names-file.ts';
import { NameSearcher } from '../../../../main/padron/names/search-names.ts';
import { writeEdition, type EditionRow } from '../../../support/edition-rows.ts';
import { temporaryFolder } from '../../../support/folders.ts';

const workerUrl = new URL('../../../../main/padron/names/worker.ts', import.meta.url);
const quiet = { cancelled: () => false, progress: () => undefined };

const ROWS: EditionRow[] = [
  { ruc: '10071234561', nombre: 'ROMERO QUISPE JUAN' },
  { ruc: '15071234561', nombre: 'ROMERO FLORES ANA' },
  { ruc: '17071234561', nombre: 'ROMERO SUCESION INDIVISA' },
  { ruc: '20100000001', nombre: 'GRUPO ROMERO DEL NORTE S.A.C.' },
  { ruc: '20100000002', nombre: 'GRUPO ROMERO S.A.C.', estado: 'BAJA DE OFICIO', condicion: 'NO HABIDO' },
  { ruc: '20100000003', nombre: 'GRUPO ROMERO S.R.L.', ubigeo: '150130' },
  { ruc: '20100000004', nombre: 'INVERSIONES GRUPO ROMERO S.A.' },
  { ruc: '20100000005', nombre: 'CORPORACIÓN NÚÑEZ & PEÑA SOCIEDAD ANONIMA CERRADA' },
  { ruc: '20100000006', nombre: 'ROMERO GRUPO E.I.R.L.' },
  { ruc: '20100000007', nombre: 'GRUPO ROMERO DEL SUR S.A.C.', estado: 'BAJA DE OFICIO' },
  { ruc: '20100000008', nombre: 'EBEN EZER | INGENIERIA "AND" S.A.C.' },
];

describe('the search by name', () => {
  const { folder, remove } = temporaryFolder();
  const edition = join(folder, 'edicion.db');
  const names = join(folder, 'nombres.db');
  let searcher: NameSearcher;

  beforeAll(() => {
    writeEdition(edition, ROWS);
    expect(buildNamesFile({ edition, target: names }, quiet)).toBe(9);
    searcher = new NameSearcher(edition, names);
  });
  afterAll(() => {
    searcher.close();
    remove();
  });

  const found = (text: string, limit = 20): string[] =>
    searcher.search(text, limit).map(({ ruc }) => ruc.slice(-1));

  test('the very name comes first, then those that begin so, then fewer words more, active before others', () => {
    expect(found('grupo romero')).toEqual(['3', '2', '1', '7', '6', '4']);
  });

  test('the legal form typed decides between two of the same name', () => {
    expect(found('Grupo Romero S.A.C.')[0]).toBe('2');
    expect(found('grupo romero srl')[0]).toBe('3');
  });

  test('accents, case and punctuation do not count', () => {
    for (const text of ['corporacion nunez', 'CORPORACIÓN  NÚÑEZ', 'Nuñez-Pena', 'núñez, peña s.a.c.'])
      expect(found(text), text).toEqual(['5']);
  });

  test('only the last word may be begun, and none where a space follows', () => {
    expect(found('gru rom')).toEqual([]);
    expect(found('grupo rom')).toHaveLength(6);
    expect(found('grupo rom ')).toEqual([]);
  });

  test('natural persons are not found by name, others are', () => {
    expect(searcher.search('romero', 20).map(({ ruc }) => ruc)).not.toContain('10071234561');
    expect(searcher.search('romero flores', 20)).toEqual([]);
    expect(searcher.search('sucesion', 20).map(({ ruc }) => ruc)).toEqual(['17071234561']);
  });

  test('eleven digits find that RUC, whoever has it', () => {
    expect(searcher.search(' 10071234561 ', 20)[0]).toMatchObject({ razonSocial: 'ROMERO QUISPE JUAN' });
    expect(searcher.search('20100099999', 20)).toEqual([]);
  });

  test('a hit says estado, condición and place', () => {
    expect(searcher.search('grupo romero srl', 1)).toEqual([
      {
        ruc: '20100000003',
        razonSocial: 'GRUPO ROMERO S.R.L.',
        estado: 'ACTIVO',
        condicion: 'HABIDO',
        ubigeo: '150130',
        distrito: 'SAN BORJA',
        provincia: 'LIMA',
        departamento: 'LIMA',
      },
    ]);
  });

  test('as many as asked for', () => {
    expect(found('grupo romero', 2)).toEqual(['3', '2']);
  });

  test('no text is syntax', () => {
    for (const text of [
      '"',
      'a" OR "b',
      'romero*',
      'NEAR(a b)',
      'texto:romero',
      '^romero',
      'eben AND ezer',
      '-',
    ])
      expect(() => searcher.search(text, 5), text).not.toThrow();
    expect(found('eben and')).toEqual(['8']);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 40 }),
          fc.string({ unit: fc.constantFrom(...'"\'*()^:+-ANDOR.ñº½ \ue000ab'), maxLength: 20 }),
        ),
        (text) => {
          expect(Array.isArray(searcher.search(text, 5))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('without an index only RUCs are found', () => {
    const bare = new NameSearcher(edition, null);
    expect(bare.search('grupo romero', 5)).toEqual([]);
    expect(bare.search('20100000004', 5)).toHaveLength(1);
    bare.close();
  });
});

describe('among very many of the same words', () => {
  const { folder, remove } = temporaryFolder();
  const edition = join(folder, 'edicion.db');
  const names = join(folder, 'nombres.db');
  let searcher: NameSearcher;

  beforeAll(() => {
    const word = (i: number): string => `P${String.fromCharCode(65 + (i % 26))}${String(i)}`;
    const rows: EditionRow[] = Array.from({ length: 6000 }, (_, i) => ({
      ruc: String(20_100_000_000 + i * 10),
      nombre: `${i % 3 === 0 ? 'EL ' : ''}INVERSIONES ANDINA ${word(i)} ${i % 2 === 0 ? '' : word(i + 7)} S.A.C.`,
      estado: i % 4 === 0 ? 'BAJA DE OFICIO' : 'ACTIVO',
    }));
    rows.push(
      { ruc: '20600000001', nombre: 'INVERSIONES ANDINA S.A.C.', estado: 'BAJA DEFINITIVA' },
      { ruc: '20600000012', nombre: 'INVERSIONES ANDINA PERU S.A.C.', estado: 'SUSPENSION TEMPORAL' },
      { ruc: '20600000023', nombre: 'ANDINA INVERSIONES E.I.R.L.' },
      { ruc: '20600000034', nombre: 'INVERSIONES S.A.' },
    );
    writeEdition(edition, rows);
    buildNamesFile({ edition, target: names }, quiet);
    searcher = new NameSearcher(edition, names);
  });
  afterAll(() => {
    searcher.close();
    remove();
  });

  test('the very name is found first though it is the last by RUC', () => {
    expect(searcher.search('inversiones andina', 10)[0]?.ruc).toBe('20600000001');
    expect(searcher.search('inversiones', 10)[0]?.ruc).toBe('20600000034');
    expect(searcher.search('inv', 10)[0]?.ruc).toBe('20600000034');
  });

  test('then short names that begin so, the active ones before', () => {
    const hits = searcher.search('inversiones andina', 50);
    expect(hits).toHaveLength(50);
    const rest = hits.slice(1);
    expect(rest.every(({ razonSocial }) => /^INVERSIONES ANDINA \w+ +S\.A\.C\.$/.test(razonSocial))).toBe(
      true,
    );
    expect(rest.every(({ estado }) => estado === 'ACTIVO')).toBe(true);
  });

  test('a rarer last word narrows them down', () => {
    expect(searcher.search('inversiones andina peru', 10).map(({ ruc }) => ruc)).toEqual(['20600000012']);
  });
});

describe('the threads', () => {
  const { folder, remove } = temporaryFolder();
  const edition = join(folder, 'edicion.db');
  const target = join(folder, 'nombres.db');
  beforeAll(() => {
    writeEdition(edition, ROWS);
  });
  afterAll(remove);

  test('build the index beside its place, and search it', async () => {
    const names = createNames({ workerUrl });
    expect(isNamesFile(target)).toBe(false);
    await expect(names.build({ edition, target })).resolves.toBe(9);
    expect(isNamesFile(target)).toBe(true);
    const [first, second] = await Promise.all([
      names.search({ edition, names: target }, 'grupo romero', 1),
      names.search({ edition, names: target }, 'nuñez', 1),
    ]);
    expect([first[0]?.ruc, second[0]?.ruc]).toEqual(['20100000003', '20100000005']);
    await names.close();
    await expect(names.search({ edition, names: target }, 'x', 1)).rejects.toMatchObject({
      code: 'cancelado',
    });
  });

  test('a cancelled build leaves what was there and no leftovers', async () => {
    const big = join(folder, 'grande.db');
    const bigTarget = join(folder, 'nombres-grande.db');
    writeEdition(
      big,
      Array.from({ length: 60_000 }, (_, i) => ({
        ruc: String(20_100_000_000 + i),
        nombre: `NOMBRE ${String(i)}`,
      })),
    );
    writeFileSync(bigTarget, 'lo de antes');
    const names = createNames({ workerUrl });
    const stop = new AbortController();
    const build = names.build(
      { edition: big, target: bigTarget },
      {
        signal: stop.signal,
        onProgress: () => {
          stop.abort();
        },
      },
    );
    await expect(build).rejects.toMatchObject({ code: 'cancelado' });
    expect(readdirSync(folder).filter((name) => name.endsWith('.parcial'))).toEqual([]);
    expect(isNamesFile(bigTarget)).toBe(false);
    expect(existsSync(bigTarget)).toBe(true);
    await names.close();
  });

  test('closing cancels a build', async () => {
    const names = createNames({ workerUrl });
    const build = expect(
      names.build({ edition: join(folder, 'grande.db'), target: join(folder, 'otros.db') }),
    ).rejects.toMatchObject({ code: 'cancelado' });
    await names.close();
    await build;
    expect(existsSync(join(folder, 'otros.db'))).toBe(false);
  });

  test('a broken index is thrown away, so that it is built anew', async () => {
    const broken = join(folder, 'nombres-rotos.db');
    const names = createNames({ workerUrl });
    await names.build({ edition, target: broken });
    const bytes = readFileSync(broken);
    bytes.fill(0xff, 4096);
    writeFileSync(broken, bytes);
    await expect(names.search({ edition, names: broken }, 'grupo romero', 1)).rejects.toMatchObject({
      code: 'interno',
    });
    expect(existsSync(broken)).toBe(false);
    await names.build({ edition, target: broken });
    await expect(names.search({ edition, names: broken }, 'grupo romero', 1)).resolves.toHaveLength(1);
    await names.close();
  });

  test('a broken edition is said to be one', async () => {
    const broken = join(folder, 'rota.db');
    writeFileSync(broken, 'no es una base de datos, aunque tenga cierto tamaño'.repeat(100));
    const names = createNames({ workerUrl });
    await expect(names.search({ edition: broken, names: null }, '20100000003', 1)).rejects.toMatchObject({
      code: 'padron-danado',
    });
    await expect(names.build({ edition: broken, target: join(folder, 'x.db') })).rejects.toMatchObject({
      code: 'padron-danado',
    });
    await expect(names.search({ edition, names: null }, '20100000003', 1)).resolves.toHaveLength(1);
    await names.close();
  });
});
