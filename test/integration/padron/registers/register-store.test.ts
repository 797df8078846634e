import { describe, expect, it } from 'vitest';
import { AuditLog } from '../../../../main/audit/audit-log.ts';
import { verifyChain } from '../../../../main/audit/verify-chain.ts';
import type { HabidoDatabase } from '../../../../main/database/open.ts';
import { RegisterStore } from '../../../../main/padron/registers/register-store.ts';
import { RegisterWriter } from '../../../../main/padron/registers/register-writer.ts';
import type { ListData, RegisterRecord, SscoData } from '../../../../main/padron/registers/rows.ts';
import type { Register } from '../../../../shared/padron.ts';
import { dataFixture } from '../../../support/data.ts';
import { createFakeClock, FAKE_START } from '../../../support/fake-clock.ts';
import { companyRucs } from '../../../support/rucs.ts';

const data = dataFixture();
const OCTOBER = Date.UTC(2026, 9, 31, 5);
const NOVEMBER = Date.UTC(2026, 10, 30, 5);

function writerOf(database: HabidoDatabase, fail = false): RegisterWriter {
  const audit = new AuditLog(database, { appVersion: '0', askedBy: 'ventana', clock: createFakeClock() });
  return new RegisterWriter(database, {
    append: (kind, entry) => {
      if (fail) throw new Error('the disk is full');
      return audit.append(kind, entry);
    },
  });
}

function record(lista: Register, changes: Partial<RegisterRecord> = {}): RegisterRecord {
  return {
    lista,
    fecha: FAKE_START,
    sha256: 'a'.repeat(64),
    archivo: `${lista}.zip`,
    omitidas: 0,
    importadaEn: FAKE_START,
    ...changes,
  };
}

const listRow = (ruc: string, changes: Partial<ListData> = {}) => ({
  ruc,
  datos: { razonSocial: 'EMPRESA', desde: OCTOBER, resolucion: '037-2002', ...changes },
});

const sscoRow = (ruc: string, publicada: number | null, changes: Partial<SscoData> = {}) => ({
  ruc,
  datos: {
    razonSocial: 'EMPRESA',
    resolucion: 'R-1',
    emitida: null,
    firme: null,
    publicada,
    plazo: publicada === null ? null : publicada + 45 * 86_400_000,
    ...changes,
  },
});

const [A, B, C] = companyRucs(3) as [string, string, string];

describe('RegisterStore', () => {
  it('knows nothing where no register was imported', () => {
    const store = new RegisterStore(data.open());
    expect(store.marks([A, B]).size).toBe(0);
    expect(store.states().map(({ lista, enUso }) => [lista, enUso])).toEqual([
      ['ssco', null],
      ['retencion', null],
      ['percepcion-interna', null],
      ['percepcion-combustible', null],
      ['buenos-contribuyentes', null],
    ]);
  });

  it('gives the marks of all the registers, each once, and leaves out who stands on none', () => {
    const database = data.open();
    const writer = writerOf(database);
    writer.write(record('buenos-contribuyentes'), [listRow(A, { desde: null, resolucion: '' })]);
    writer.write(record('ssco'), [sscoRow(A, OCTOBER), sscoRow(B, null)]);
    writer.write(record('retencion'), [listRow(A)]);
    const marks = new RegisterStore(database).marks([A, B, C, A]);
    expect([...marks.keys()].sort()).toEqual([A, B].sort());
    expect(marks.get(A)).toEqual({
      ssco: { publicada: OCTOBER, plazo: OCTOBER + 45 * 86_400_000, resolucion: 'R-1', vigente: true },
      listas: [
        { lista: 'retencion', desde: OCTOBER, resolucion: '037-2002' },
        { lista: 'buenos-contribuyentes', desde: null, resolucion: '' },
      ],
    });
    expect(marks.get(B)?.ssco).toMatchObject({ publicada: null, plazo: null });
  });

  it('lets the last list of agents alone stand, and removes the rows of the ones before', () => {
    const database = data.open();
    const writer = writerOf(database);
    const many = companyRucs(4500, 100).map((ruc) => listRow(ruc));
    writer.write(record('retencion'), [listRow(A), ...many]);
    writer.write(record('percepcion-interna'), [listRow(A)]);
    const store = new RegisterStore(database);
    expect(store.marks([A]).get(A)?.listas).toHaveLength(2);
    writer.write(record('retencion'), [listRow(B)]);
    expect(store.marks([A, B])).toEqual(
      new Map([
        [
          A,
          { ssco: null, listas: [{ lista: 'percepcion-interna', desde: OCTOBER, resolucion: '037-2002' }] },
        ],
        [B, { ssco: null, listas: [{ lista: 'retencion', desde: OCTOBER, resolucion: '037-2002' }] }],
      ]),
    );
    expect(database.db.prepare('SELECT count(*) AS many FROM register_rows').get()).toEqual({ many: 2 });
  });

  it('keeps the dates of a RUC that left the list of SSCO, and sees that it came back', () => {
    const database = data.open();
    const writer = writerOf(database);
    const store = new RegisterStore(database);
    writer.write(record('ssco'), [sscoRow(A, OCTOBER), sscoRow(B, OCTOBER)]);
    writer.write(record('ssco', { fecha: FAKE_START + 1 }), [sscoRow(B, OCTOBER), sscoRow(C, NOVEMBER)]);
    expect(store.marks([A]).get(A)?.ssco).toMatchObject({ vigente: false, publicada: OCTOBER });
    expect(store.marks([B]).get(B)?.ssco).toMatchObject({ vigente: true });
    writer.write(record('ssco', { fecha: FAKE_START + 2 }), [sscoRow(A, NOVEMBER), sscoRow(C, NOVEMBER)]);
    expect(store.marks([A]).get(A)?.ssco).toMatchObject({ vigente: true, publicada: NOVEMBER });
    expect(store.marks([B]).get(B)?.ssco).toMatchObject({ vigente: false, publicada: OCTOBER });
  });

  it('takes an older list of SSCO as history, whatever date its file has', () => {
    const database = data.open();
    const writer = writerOf(database);
    const store = new RegisterStore(database);
    writer.write(record('ssco'), [sscoRow(B, OCTOBER), sscoRow(C, NOVEMBER)]);
    writer.write(record('ssco', { fecha: FAKE_START + 9 }), [sscoRow(A, OCTOBER), sscoRow(B, OCTOBER)]);
    expect(store.marks([A]).get(A)?.ssco).toMatchObject({ vigente: false });
    expect(store.marks([C]).get(C)?.ssco).toMatchObject({ vigente: true });
    expect(store.inUse('ssco')?.n).toBe(1);
  });

  it('sees at once what another connection imported', () => {
    const folder = data.folder();
    const here = data.open(folder);
    const store = new RegisterStore(here);
    expect(store.marks([A]).size).toBe(0);
    writerOf(data.open(folder)).write(record('ssco', { omitidas: 3 }), [sscoRow(A, OCTOBER)]);
    expect(store.marks([A]).size).toBe(1);
    expect(store.states()[0]).toEqual({
      lista: 'ssco',
      enUso: {
        n: 1,
        importadaEn: FAKE_START,
        fecha: FAKE_START,
        sha256: 'a'.repeat(64),
        archivo: 'ssco.zip',
        filas: 1,
        omitidas: 3,
      },
    });
  });

  it('looks at a hundred thousand RUCs at once', () => {
    const database = data.open();
    const rucs = companyRucs(100_000);
    writerOf(database).write(
      record('retencion'),
      rucs.filter((_, i) => i % 10 === 0).map((ruc) => listRow(ruc)),
    );
    const store = new RegisterStore(database);
    expect(store.marks(rucs).size).toBe(10_000);
  });
});

describe('RegisterWriter', () => {
  it('records the import, and an audit entry that tells of it', () => {
    const database = data.open();
    const written = writerOf(database).write(record('retencion', { omitidas: 2 }), [
      listRow(A),
      listRow(A, { resolucion: 'the last line' }),
      listRow(B),
    ]);
    expect(written).toEqual({ n: 1, filas: 2 });
    expect(new RegisterStore(database).marks([A]).get(A)?.listas[0]?.resolucion).toBe('the last line');
    const entry = database.db.prepare('SELECT payload FROM audit_log ORDER BY seq DESC').get() as {
      payload: string;
    };
    expect(JSON.parse(entry.payload)).toMatchObject({
      kind: 'lista-importada',
      data: { lista: 'retencion', filas: 2, omitidas: 2, importN: 1, archivo: 'retencion.zip' },
    });
    expect(verifyChain(database.db).ok).toBe(true);
  });

  it('leaves the list before in use where anything fails', () => {
    const database = data.open();
    writerOf(database).write(record('retencion'), [listRow(A)]);
    expect(() => writerOf(database, true).write(record('retencion'), [listRow(B)])).toThrow();
    const store = new RegisterStore(database);
    expect([...store.marks([A, B]).keys()]).toEqual([A]);
    writerOf(database).write(record('retencion'), [listRow(C)]);
    expect([...store.marks([A, B, C]).keys()]).toEqual([C]);
  });
});
