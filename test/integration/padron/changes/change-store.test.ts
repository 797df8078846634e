import { v7 as uuid } from 'uuid';
import { describe, expect, test } from 'vitest';
import { ChangeWriter } from '../../../../main/padron/changes/change-writer.ts';
import { PadronHistory } from '../../../../main/padron/changes/padron-history.ts';
import type { RowChange, State } from '../../../../main/padron/changes/types.ts';
import type { HabidoDatabase } from '../../../../main/database/open.ts';
import type { Taxpayer } from '../../../../shared/taxpayer.ts';
import { dataFixture } from '../../../support/data.ts';

const data = dataFixture();
const DAY = 86_400_000;
const state = (estado: string, nombre: string, condicion = 'HABIDO'): State => ({
  estado,
  condicion,
  nombre,
});

function recordImport({ db, deskId }: HabidoDatabase, n: number, previa: string | null): void {
  db.prepare(
    `INSERT INTO padron_imports (n, id, origin, v, at, sha256, fecha, archivo, bytes, filas, defectos, cambios, previa)
     VALUES (?, ?, ?, 1, 0, ?, ?, 'padron.zip', 1, 1, '{}', NULL, ?)`,
  ).run(n, uuid(), deskId, `sha${String(n)}`, n * DAY, previa);
}

function taxpayer(ruc: string, { estado, condicion, nombre }: State): Taxpayer {
  const place = { ubigeo: '', direccion: '', distrito: '', provincia: '', departamento: '' };
  return { ruc, razonSocial: nombre, estado, condicion, ...place, datoAl: 0 };
}

const rowsOf = ({ db }: HabidoDatabase): unknown[] =>
  db.prepare('SELECT * FROM padron_changes ORDER BY ruc, import').all();

describe('changes as they are kept', () => {
  test('words once, names only where they changed or went', () => {
    const database = data.open();
    const changes: RowChange[] = [
      { ruc: 20_100_000_001, de: null, a: state('ACTIVO', 'NUEVO') },
      { ruc: 20_100_000_002, de: state('ACTIVO', 'SE VA'), a: null },
      { ruc: 20_100_000_003, de: state('ACTIVO', 'IGUAL'), a: state('BAJA DE OFICIO', 'IGUAL') },
      { ruc: 20_100_000_004, de: state('ACTIVO', 'ANTES'), a: state('ACTIVO', 'AHORA') },
    ];
    new ChangeWriter(database).add(2, changes);
    const words = database.db.prepare('SELECT n, texto FROM padron_words').all() as {
      n: number;
      texto: string;
    }[];
    expect(words.map(({ texto }) => texto).sort()).toEqual(['ACTIVO', 'BAJA DE OFICIO', 'HABIDO']);
    const code = (texto: string): number | undefined => words.find((word) => word.texto === texto)?.n;
    const [activo, habido, baja] = [code('ACTIVO'), code('HABIDO'), code('BAJA DE OFICIO')];
    const none = {
      de_estado: null,
      de_condicion: null,
      de_nombre: null,
      a_estado: null,
      a_condicion: null,
      a_nombre: null,
    };
    expect(rowsOf(database)).toEqual([
      { ...none, ruc: 20_100_000_001, import: 2, tipo: 1, a_estado: activo, a_condicion: habido },
      {
        ...none,
        ruc: 20_100_000_002,
        import: 2,
        tipo: 2,
        de_estado: activo,
        de_condicion: habido,
        de_nombre: 'SE VA',
      },
      {
        ...none,
        ruc: 20_100_000_003,
        import: 2,
        tipo: 3,
        de_estado: activo,
        de_condicion: habido,
        a_estado: baja,
        a_condicion: habido,
      },
      {
        ruc: 20_100_000_004,
        import: 2,
        tipo: 3,
        de_estado: activo,
        de_condicion: habido,
        de_nombre: 'ANTES',
        a_estado: activo,
        a_condicion: habido,
        a_nombre: 'AHORA',
      },
    ]);
  });

  test('no transaction takes more than twenty thousand rows', () => {
    const database = data.open();
    const sizes: number[] = [];
    const watched: HabidoDatabase = {
      ...database,
      db: database.db,
      transaction: (work) => {
        const before = rowCount(database);
        const value = database.transaction(work);
        sizes.push(Math.abs(rowCount(database) - before));
        return value;
      },
    };
    const changes = Array.from({ length: 45_000 }, (_, i): RowChange => ({
      ruc: 20_100_000_000 + i,
      de: null,
      a: state('ACTIVO', ''),
    }));
    const writer = new ChangeWriter(watched);
    writer.add(1, changes);
    expect(sizes).toEqual([20_000, 20_000, 5000]);
    writer.removeLeftovers();
    expect(sizes).toEqual([20_000, 20_000, 5000, 20_000, 20_000, 5000, 0]);
  });

  test('only what belongs to no recorded import is left over', () => {
    const database = data.open();
    const writer = new ChangeWriter(database);
    const change: RowChange = { ruc: 20_100_000_001, de: null, a: state('ACTIVO', 'A') };
    recordImport(database, 1, null);
    writer.add(1, [change]);
    writer.add(2, [change]);
    writer.removeLeftovers();
    expect(rowsOf(database)).toMatchObject([{ import: 1 }]);
    writer.add(2, [change]);
    expect(rowsOf(database)).toMatchObject([{ import: 1 }, { import: 2 }]);
  });

  test('the history of a RUC is read back, without what was cut off', () => {
    const database = data.open();
    const [ruc, number] = ['20100000001', 20_100_000_001];
    const writer = new ChangeWriter(database);
    const history = new PadronHistory(database);
    recordImport(database, 1, null);
    writer.add(2, [{ ruc: number, de: null, a: state('ACTIVO', 'EL SOL') }]);
    recordImport(database, 2, 'sha1');
    writer.add(3, [
      { ruc: number, de: state('ACTIVO', 'EL SOL'), a: state('ACTIVO', 'EL SOL', 'NO HABIDO') },
    ]);
    recordImport(database, 3, 'sha2');
    writer.add(4, [{ ruc: number, de: state('ACTIVO', 'EL SOL', 'NO HABIDO'), a: null }]);

    const now = taxpayer(ruc, state('ACTIVO', 'EL SOL', 'NO HABIDO'));
    expect(history.spans(ruc, now, 3)).toEqual([
      {
        ausente: false,
        estado: 'ACTIVO',
        condicion: 'NO HABIDO',
        razonSocial: 'EL SOL',
        desde: 3 * DAY,
        hasta: null,
      },
      {
        ausente: false,
        estado: 'ACTIVO',
        condicion: 'HABIDO',
        razonSocial: 'EL SOL',
        desde: 2 * DAY,
        hasta: 2 * DAY,
      },
      { ausente: true, estado: '', condicion: '', razonSocial: '', desde: DAY, hasta: DAY },
    ]);
    expect(history.spans('20100000002', null, 3)).toEqual([]);
  });
});

function rowCount({ db }: HabidoDatabase): number {
  return (db.prepare('SELECT count(*) AS n FROM padron_changes').get() as { n: number }).n;
}
