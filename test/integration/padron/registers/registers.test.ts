import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { verifyChain } from '../../../../main/audit/verify-chain.ts';
import { systemClock } from '../../../../main/clock.ts';
import { Locks } from '../../../../main/database/locks.ts';
import type { HabidoDatabase } from '../../../../main/database/open.ts';
import { createRegisters, type Registers } from '../../../../main/padron/registers/registers.ts';
import { REGISTERS, type Register } from '../../../../shared/padron.ts';
import type { HolidayEdits } from '../../../../shared/schedule.ts';
import { dataFixture } from '../../../support/data.ts';
import { FAKE_START } from '../../../support/fake-clock.ts';
import { startFileServer, type FileServer } from '../../../support/file-server.ts';
import { buildPackage } from '../../../support/package-builder.ts';
import { listZip, sscoBook } from '../../../support/register-files.ts';
import { companyRucs } from '../../../support/rucs.ts';

const [A, B] = companyRucs(2) as [string, string];
const DAY = 86_400_000;
const WORKER = new URL('../../../../main/padron/registers/worker.ts', import.meta.url);
const OCTOBER = Date.UTC(2026, 9, 31, 5);
const TERM = Date.UTC(2026, 11, 15, 5);
/** The packages made here say that their entries are of this day. */
const ENTRY_DAY = Date.UTC(2025, 8, 1, 5);

const NO_EDITS: HolidayEdits = { agregados: [], quitados: [] };

const data = dataFixture();
const servers: FileServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

interface Setting {
  database: HabidoDatabase;
  registers: Registers;
  /** How often another list was told to be in use. */
  told(): number;
  /** Writes a file outside the data folder; answers its path. */
  put(name: string, bytes: Buffer): string;
}

function setting(url = 'http://127.0.0.1:9/none', edits: HolidayEdits = NO_EDITS): Setting {
  const database = data.open();
  const outside = data.folder();
  let told = 0;
  const registers = createRegisters({
    onImported: () => {
      told += 1;
    },
    database,
    locks: new Locks(database.folder),
    clock: { ...systemClock, now: () => FAKE_START },
    random: () => 0,
    appVersion: '0.0.0-test',
    askedBy: 'ventana',
    holidayEdits: () => edits,
    workerUrl: WORKER,
    addresses: Object.fromEntries(REGISTERS.map((lista) => [lista, url])) as Record<Register, string>,
  });
  return {
    database,
    registers,
    told: () => told,
    put: (name, bytes) => {
      const path = join(outside, name);
      writeFileSync(path, bytes);
      utimesSync(path, FAKE_START / 1000, FAKE_START / 1000);
      return path;
    },
  };
}

const LIST = listZip([`${A}|UNO|01/05/2014|R-1|`, 'Total|1|||']);

describe('createRegisters', () => {
  it('imports a list that its name tells, with the date of the entry, and records it', async () => {
    const { database, registers, put } = setting();
    const end = await registers.importFile(put('AgenRet_TXT.zip', LIST));
    expect(end).toEqual({ lista: 'retencion', yaEstaba: false, filas: 1, omitidas: 1 });
    expect(registers.marks([A, B])).toEqual(
      new Map([
        [
          A,
          {
            ssco: null,
            listas: [{ lista: 'retencion', desde: Date.UTC(2014, 4, 1, 5), resolucion: 'R-1' }],
          },
        ],
      ]),
    );
    const state = registers.states()[1];
    expect(state?.enUso).toMatchObject({ archivo: 'AgenRet_TXT.zip', filas: 1, importadaEn: FAKE_START });
    expect(state?.enUso?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(Math.floor(((state?.enUso?.fecha ?? 0) - ENTRY_DAY) / DAY)).toBe(0);
    expect(verifyChain(database.db).ok).toBe(true);
    const kinds = database.db.prepare("SELECT payload ->> '$.kind' AS kind FROM audit_log").all();
    expect(kinds).toContainEqual({ kind: 'lista-importada' });
  });

  it('imports the list of SSCO, whatever its name, with the term of thirty working days', async () => {
    const { registers, put } = setting();
    const book = sscoBook([{ ruc: Number(A), publicada: '31/10/2026' }]);
    expect(await registers.importFile(put('descarga (3).xlsx', book))).toMatchObject({ lista: 'ssco' });
    expect(registers.marks([A]).get(A)?.ssco).toEqual({
      publicada: OCTOBER,
      plazo: TERM,
      resolucion: '0120050000123',
      vigente: true,
    });
  });

  it('counts the term by the holidays as the office has corrected them', async () => {
    const edits = { agregados: ['2026-12-07'], quitados: ['2026-12-08', '2026-12-09'] };
    const { registers, put } = setting(undefined, edits);
    await registers.importFile(put('ssco.xlsx', sscoBook([{ ruc: Number(A), publicada: '31/10/2026' }])));
    // Two working days more, one less: the thirtieth is the 14th instead of the 15th.
    expect(registers.marks([A]).get(A)?.ssco?.plazo).toBe(TERM - DAY);
  });

  it('works the terms out anew where the holidays are corrected later', async () => {
    const edits: HolidayEdits = { agregados: [], quitados: [] };
    const { registers, told, put } = setting(undefined, edits);
    const rows = [
      { ruc: Number(A), publicada: '31/10/2026' },
      { ruc: Number(B), publicada: '' },
    ];
    await registers.importFile(put('ssco.xlsx', sscoBook(rows)));
    const termOf = (ruc: string): number | null | undefined => registers.marks([ruc]).get(ruc)?.ssco?.plazo;
    expect(termOf(A)).toBe(TERM);
    const undated = termOf(B);
    expect(await registers.recountTerms()).toBe(0);
    expect(told()).toBe(1);
    edits.agregados = ['2026-12-07'];
    expect(await registers.recountTerms()).toBeGreaterThan(0);
    expect(told()).toBe(2);
    expect(termOf(A)).toBe(TERM + DAY);
    edits.agregados = [];
    await registers.recountTerms();
    expect([termOf(A), termOf(B)]).toEqual([TERM, undated]);
  });

  it('does nothing where the very file is in use', async () => {
    const { registers, told, put } = setting();
    const path = put('AgenRet_TXT.zip', LIST);
    await registers.importFile(path);
    expect(await registers.importFile(path)).toEqual({
      lista: 'retencion',
      yaEstaba: true,
      filas: 1,
      omitidas: 1,
    });
    expect(registers.states()[1]?.enUso?.n).toBe(1);
    expect(told()).toBe(1);
  });

  it.each([
    ['AgenRet_TXT.zip', 'retencion'],
    ['AgenPercVI_TXT.zip', 'percepcion-interna'],
    ['AgenPerc_TXT (1).zip', 'percepcion-combustible'],
    ['BueCont_TXT.zip', 'buenos-contribuyentes'],
  ])('tells %s by its name', async (name, lista) => {
    const { registers, put } = setting();
    const bytes = listZip([`${A}|UNO|01/05/2014|R|`], { name: 'datos.txt' });
    expect(await registers.importFile(put(name, bytes))).toMatchObject({ lista });
  });

  it('asks which list it is where nothing tells, and takes the answer', async () => {
    const { registers, put } = setting();
    const path = put('lista.zip', listZip([`${A}|UNO|01/05/2014|R|`], { name: 'lista.txt' }));
    await expect(registers.importFile(path)).rejects.toMatchObject({ code: 'lista-ambigua' });
    await registers.importFile(path, { lista: 'buenos-contribuyentes' });
    expect(registers.marks([A]).get(A)?.listas[0]?.lista).toBe('buenos-contribuyentes');
  });

  it('reads a text without its zip, by the date of the file', async () => {
    const { registers, put } = setting();
    const path = put('BueCont_TXT.txt', Buffer.from(`RUC|Nombre|A partir del|Resolución|\n${A}|UNO|||\n`));
    await registers.importFile(path);
    expect(registers.states()[4]?.enUso?.fecha).toBe(FAKE_START);
  });

  it('refuses a list handed over as another one', async () => {
    const { registers, put } = setting();
    await expect(
      registers.importFile(put('AgenRet_TXT.zip', LIST), { lista: 'buenos-contribuyentes' }),
    ).rejects.toMatchObject({
      code: 'lista-otra',
      data: { parece: 'Agentes de retención', elegida: 'Buenos contribuyentes' },
    });
    const book = sscoBook([{ ruc: Number(A), publicada: '31/10/2026' }]);
    await expect(registers.importFile(put('a.xlsx', book), { lista: 'retencion' })).rejects.toMatchObject({
      code: 'lista-otro-formato',
    });
    expect(registers.marks([A]).size).toBe(0);
  });

  it('refuses an older list unless it is accepted, and SSCO by what it publishes', async () => {
    const { registers, put } = setting();
    const path = put('AgenRet_TXT.zip', LIST);
    await registers.importFile(path);
    const older = { fecha: ENTRY_DAY - DAY };
    const other = put('AgenRet_TXT (1).zip', listZip([`${B}|DOS|01/05/2014|R-1|`]));
    await expect(registers.importFile(other, older)).rejects.toMatchObject({
      code: 'lista-mas-antigua',
      data: { fecha: '31/08/2025', enUso: '01/09/2025' },
    });
    expect([...registers.marks([A, B]).keys()]).toEqual([A]);
    await registers.importFile(other, { ...older, aceptar: true });
    expect([...registers.marks([A, B]).keys()]).toEqual([B]);

    await registers.importFile(put('ssco.xlsx', sscoBook([{ ruc: A, publicada: '31/10/2026' }])));
    const september = put('ssco-setiembre.xlsx', sscoBook([{ ruc: B, publicada: '30/09/2026' }]));
    await expect(registers.importFile(september, { fecha: FAKE_START })).rejects.toMatchObject({
      code: 'lista-mas-antigua',
      data: { fecha: '30/09/2026', enUso: '31/10/2026' },
    });
    await registers.importFile(september, { fecha: FAKE_START, aceptar: true });
    expect(registers.marks([B]).get(B)?.ssco?.vigente).toBe(false);
    expect(registers.marks([A]).get(A)?.ssco?.vigente).toBe(true);
    // A later publication is later, though its file has an earlier time.
    const november = put('ssco-noviembre.xlsx', sscoBook([{ ruc: B, publicada: '30/11/2026' }]));
    await registers.importFile(november, { fecha: FAKE_START - 90 * DAY });
    expect(registers.marks([B]).get(B)?.ssco?.vigente).toBe(true);
  });

  it.each([
    ['nothing at all', Buffer.alloc(0), 'lista-otro-formato'],
    ['one byte', Buffer.from('P'), 'lista-otro-formato'],
    ['a page', Buffer.from('<html><body>Mantenimiento</body></html>'), 'lista-otro-formato'],
    ['a zip of pictures', buildPackage([{ name: 'a.png', data: 'x' }]), 'lista-otro-formato'],
    [
      'a zip of two texts',
      buildPackage([1, 2].map((n) => ({ name: `${String(n)}.txt`, data: 'x' }))),
      'lista-otro-formato',
    ],
    ['a list without a RUC', listZip([]), 'lista-otro-formato'],
    ['half a zip', LIST.subarray(0, LIST.length / 2), 'lista-danada'],
    ['a zip with a wrong checksum', listZip([`${A}|UNO||R|`], { crc: 1 }), 'lista-danada'],
    ['a broken workbook', buildPackage([{ name: '[Content_Types].xml', data: '<x' }]), 'lista-danada'],
  ])('refuses %s', async (_name, bytes, code) => {
    const { registers, put } = setting();
    await expect(registers.importFile(put('AgenRet_TXT.zip', bytes))).rejects.toMatchObject({ code });
    expect(registers.states().every(({ enUso }) => enUso === null)).toBe(true);
  });

  it('says that the file is gone', async () => {
    const { registers } = setting();
    await expect(registers.importFile('/nowhere/AgenRet_TXT.zip')).rejects.toMatchObject({
      code: 'archivo-no-existe',
    });
  });

  it('downloads a list with the date that the server gives it, and keeps no file', async () => {
    const lastModified = 'Fri, 20 Nov 2026 08:00:00 GMT';
    const server = await startFileServer({ bytes: LIST, lastModified });
    servers.push(server);
    const { database, registers } = setting(server.url);
    // The address says which list it is, whatever the text inside is called.
    expect(await registers.download('percepcion-interna')).toMatchObject({
      lista: 'percepcion-interna',
      yaEstaba: false,
    });
    expect(registers.states()[2]?.enUso).toMatchObject({
      fecha: Date.parse(lastModified),
      archivo: 'padron.zip',
    });
    expect(readdirSync(join(database.folder, 'padron', 'descargas'))).toEqual([]);
  });

  it('keeps the list in use where a download fails or brings something else', async () => {
    const server = await startFileServer({ bytes: LIST });
    servers.push(server);
    const { database, registers } = setting(server.url);
    await registers.download('retencion');
    server.behave = () => ({ status: 404 });
    await expect(registers.download('retencion')).rejects.toMatchObject({ code: 'descarga-no-existe' });
    server.behave = () => ({});
    server.file = { bytes: buildPackage([{ name: 'a.txt', data: 'otra cosa' }]) };
    await expect(registers.download('retencion')).rejects.toMatchObject({ code: 'lista-otro-formato' });
    expect(registers.marks([A]).size).toBe(1);
    expect(existsSync(join(database.folder, 'padron', 'descargas', 'retencion'))).toBe(false);
  });

  it('downloads each list once at a time, and ends downloads when it is closed', async () => {
    const server = await startFileServer({ bytes: LIST });
    servers.push(server);
    const asked = Promise.withResolvers<undefined>();
    server.behave = () => {
      asked.resolve(undefined);
      return { stallAfter: 10 };
    };
    const { registers } = setting(server.url);
    const first = registers.download('retencion');
    const outcome = expect(first).rejects.toMatchObject({ code: 'cancelado' });
    await asked.promise;
    await expect(registers.download('retencion')).rejects.toMatchObject({ code: 'descarga-en-uso' });
    await registers.close();
    await outcome;
  });
});
