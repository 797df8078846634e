import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { comparisonSql, compareEditions } from '../../../../main/padron/changes/compare-editions.ts';
import type { ChangeCounts, RowChange } from '../../../../main/padron/changes/types.ts';
import { writeEdition, type EditionRow } from '../../../support/edition-rows.ts';
import { temporaryFolder } from '../../../support/folders.ts';

const { folder, remove } = temporaryFolder();
afterAll(remove);
let made = 0;
const quiet = { check: () => undefined, progress: () => undefined };

function edition(rows: readonly EditionRow[], situaciones: [string, string][] = []): string {
  made += 1;
  const path = join(folder, `${String(made)}.db`);
  writeEdition(path, rows, { situaciones });
  return path;
}

function compared(
  older: string,
  newer: string,
): { changes: RowChange[]; counts: ChangeCounts; batches: number } {
  const changes: RowChange[] = [];
  let batches = 0;
  const counts = compareEditions(
    { older, newer },
    (batch) => {
      batches += 1;
      expect(batch.length).toBeLessThanOrEqual(20_000);
      changes.push(...batch);
    },
    quiet,
  );
  return { changes, counts, batches };
}

const ruc = (i: number): string => String(10_000_000_000 + i * 7);

describe('what changed between two editions', () => {
  test('who appeared, who left, and whose estado, condición or name is another', () => {
    const older = edition([
      { ruc: '10000000001', nombre: 'IGUAL' },
      { ruc: '10000000002', nombre: 'SE VA', estado: 'BAJA DE OFICIO' },
      { ruc: '10000000003', nombre: 'CAMBIA ESTADO' },
      { ruc: '10000000004', nombre: 'CAMBIA CONDICION' },
      { ruc: '10000000005', nombre: 'CAMBIA NOMBRE' },
      { ruc: '10000000006', nombre: 'CAMBIA DIRECCION', ubigeo: '150101', domicilio: 'AV.|SOL|-|-|1' },
    ]);
    const newer = edition([
      { ruc: '10000000000', nombre: 'PRIMERO' },
      { ruc: '10000000001', nombre: 'IGUAL' },
      { ruc: '10000000003', nombre: 'CAMBIA ESTADO', estado: 'BAJA DEFINITIVA' },
      { ruc: '10000000004', nombre: 'CAMBIA CONDICION', condicion: 'NO HABIDO' },
      { ruc: '10000000005', nombre: 'CAMBIA NOMBRÉ', estado: 'BAJA DEFINITIVA' },
      { ruc: '10000000006', nombre: 'CAMBIA DIRECCION' },
      { ruc: '20999999999', nombre: 'ULTIMO' },
    ]);
    const { changes, counts } = compared(older, newer);
    const said = (estado: string, condicion: string, nombre: string) => ({ estado, condicion, nombre });
    expect(changes).toEqual([
      { ruc: 10_000_000_000, de: null, a: said('ACTIVO', 'HABIDO', 'PRIMERO') },
      { ruc: 10_000_000_002, de: said('BAJA DE OFICIO', 'HABIDO', 'SE VA'), a: null },
      {
        ruc: 10_000_000_003,
        de: said('ACTIVO', 'HABIDO', 'CAMBIA ESTADO'),
        a: said('BAJA DEFINITIVA', 'HABIDO', 'CAMBIA ESTADO'),
      },
      {
        ruc: 10_000_000_004,
        de: said('ACTIVO', 'HABIDO', 'CAMBIA CONDICION'),
        a: said('ACTIVO', 'NO HABIDO', 'CAMBIA CONDICION'),
      },
      {
        ruc: 10_000_000_005,
        de: said('ACTIVO', 'HABIDO', 'CAMBIA NOMBRE'),
        a: said('BAJA DEFINITIVA', 'HABIDO', 'CAMBIA NOMBRÉ'),
      },
      { ruc: 20_999_999_999, de: null, a: said('ACTIVO', 'HABIDO', 'ULTIMO') },
    ]);
    expect(counts).toEqual({
      nuevos: 2,
      retirados: 1,
      modificados: 3,
      porTipo: { estado: 2, condicion: 1, nombre: 1 },
    });
  });

  test('codes that mean other things in the other edition make no change', () => {
    const rows = [
      { ruc: '10000000001', nombre: 'A' },
      { ruc: '10000000002', nombre: 'B', estado: 'BAJA DE OFICIO' },
    ];
    const older = edition([...rows, { ruc: '10000000003', nombre: 'C', estado: 'SUSPENSION TEMPORAL' }]);
    const newer = edition(
      [...rows, { ruc: '10000000003', nombre: 'C' }],
      [
        ['BAJA DE OFICIO', 'HABIDO'],
        ['ACTIVO', 'HABIDO'],
      ],
    );
    expect(
      compared(older, newer).changes.map((change) => [change.ruc, change.de?.estado, change.a?.estado]),
    ).toEqual([[10_000_000_003, 'SUSPENSION TEMPORAL', 'ACTIVO']]);
  });

  test('any two editions, against looking at every row', () => {
    const rows = fc.uniqueArray(
      fc.record({
        ruc: fc.integer({ min: 0, max: 30 }).map(ruc),
        nombre: fc.constantFrom('UNO', 'DOS'),
        estado: fc.constantFrom('ACTIVO', 'BAJA', 'SUSPENDIDO'),
        condicion: fc.constantFrom('HABIDO', 'NO HABIDO'),
      }),
      { selector: (row) => row.ruc, maxLength: 25 },
    );
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const told = (list: typeof before): Map<number, RowChange['a']> =>
          new Map(list.map(({ ruc: r, ...said }) => [Number(r), said]));
        const [old, now] = [told(before), told(after)];
        const expected = [...new Set([...old.keys(), ...now.keys()])]
          .sort((a, b) => a - b)
          .map((r) => ({ ruc: r, de: old.get(r) ?? null, a: now.get(r) ?? null }))
          .filter(
            ({ de, a }) =>
              JSON.stringify([de?.estado, de?.condicion, de?.nombre]) !==
              JSON.stringify([a?.estado, a?.condicion, a?.nombre]),
          );
        expect(compared(edition(before), edition(after)).changes).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  test('goes through large editions in steps, and stops where nobody wants it any more', () => {
    const rows = Array.from({ length: 120_000 }, (_, i) => ({ ruc: ruc(i), nombre: `N${String(i)}` }));
    const older = edition(rows);
    const newer = edition(
      rows.map((row, i) => (i % 2 === 0 ? { ...row, nombre: `${row.nombre} BIS` } : row)).slice(10),
    );
    const { counts, batches, changes } = compared(older, newer);
    expect(counts).toMatchObject({ nuevos: 0, retirados: 10, modificados: 59_995 });
    expect(batches).toBe(4);
    expect(changes.every((change, i) => i === 0 || change.ruc > (changes[i - 1]?.ruc ?? 0))).toBe(true);

    const progress: number[] = [];
    const stopped = () =>
      compareEditions({ older, newer }, () => undefined, {
        check: () => {
          if (progress.length === 2) throw new Error('stopped');
        },
        progress: (avance, filas) => {
          progress.push(avance, filas);
        },
      });
    expect(stopped).toThrow('stopped');
    expect(progress[1]).toBe(50_000);
    expect(progress[0]).toBeCloseTo(50_000 / 119_990);
  });

  test.each([true, false])('sorts nothing: both editions lie in order (same codes: %j)', (sameCodes) => {
    const db = new Database(edition([{ ruc: ruc(1), nombre: 'A' }]));
    db.prepare('ATTACH ? AS vieja').run(edition([{ ruc: ruc(1), nombre: 'B' }]));
    db.exec('CREATE TEMP TABLE codigos (viejo INTEGER PRIMARY KEY, nuevo INTEGER NOT NULL)');
    for (const sql of Object.values(comparisonSql(sameCodes))) {
      const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all({ lo: 0, hi: 1 }) as { detail: string }[];
      expect(plan.map(({ detail }) => detail).join('\n')).toContain('MERGE (EXCEPT)');
      expect(plan.map(({ detail }) => detail).join('\n')).not.toContain('TEMP B-TREE');
    }
    db.close();
  });

  test('an edition that can not be read is told, not passed over', () => {
    const good = edition([{ ruc: ruc(1), nombre: 'A' }]);
    expect(() => compared(join(folder, 'no-hay.db'), good)).toThrow(Database.SqliteError);
    expect(() => compared(good, join(folder, 'no-hay.db'))).toThrow(Database.SqliteError);
  });
});
