/** SUNAT's own free way: the files to upload, and the answers read back as answers. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AuditLog } from '../../../../main/audit/audit-log.ts';
import { AnswerStore } from '../../../../main/database/answer-store.ts';
import { SunatFiles } from '../../../../main/database/sunat-files.ts';
import { prepareUploads } from '../../../../main/padron/consulta-multiple/prepare.ts';
import { takeInAnswerFile } from '../../../../main/padron/consulta-multiple/take-in.ts';
import { dataFixture } from '../../../support/data.ts';
import { partText } from '../../../support/package-reader.ts';
import { HEADER, line, writeAnswerFile, WRITTEN } from '../../../support/sunat-file.ts';
import { companyRucs, personRucs } from '../../../support/rucs.ts';

const data = dataFixture();
const NOW = Date.UTC(2026, 10, 25, 15, 0, 0);
const clock = { now: () => NOW, sleep: () => Promise.resolve() };

function setUp() {
  const database = data.open();
  const answers = new AnswerStore(database);
  const audit = new AuditLog(database, { appVersion: '1.2.3', askedBy: 'ventana', clock });
  const deps = { database, sunatFiles: new SunatFiles(database), audit, clock, ttlMs: () => 86_400_000 };
  return { database, answers, deps, folder: data.folder() };
}

describe('the files to upload', () => {
  it('hold at most a hundred RUCs each, one a line', async () => {
    const folder = data.folder();
    const rucs = companyRucs(250);
    const files = await prepareUploads(rucs, folder, 'Compras 2026.xlsx', NOW);
    expect(files.map(({ nombre, rucs: many }) => [nombre, many])).toEqual([
      ['consulta-multiple Compras 2026-001.zip', 100],
      ['consulta-multiple Compras 2026-002.zip', 100],
      ['consulta-multiple Compras 2026-003.zip', 50],
    ]);
    const read = files.flatMap(({ path }) =>
      partText(readFileSync(path), 'ruc.txt').split('\r\n').slice(0, -1),
    );
    expect(read).toEqual(rucs);
    expect(readdirSync(folder).filter((name) => name.startsWith('.habido'))).toEqual([]);
  });

  it('never leave half a file where the folder cannot be written to', async () => {
    const folder = data.folder();
    await expect(prepareUploads(companyRucs(3), join(folder, 'no'), 'a.xlsx', NOW)).rejects.toMatchObject({
      code: 'salida-sin-permiso',
    });
  });
});

describe('the answers read back', () => {
  it('are answers of SUNAT with the date of their file, once', async () => {
    const { answers, deps, database, folder } = setUp();
    const [good = '', bad = '', odd = ''] = companyRucs(3);
    const [person = ''] = personRucs(1);
    const path = join(folder, 'RM20261124153010.zip');
    await writeAnswerFile(path, [
      HEADER,
      line(good, 'COMPAÑÍA PERUANA S.A.C.', 'HABIDO', 'ACTIVO', 'AV. LARCO NRO. 123'),
      line(bad, 'OTRA S.A.', 'NO HABIDO', 'BAJA DE OFICIO'),
      line(odd, 'EBEN EZER | INGENIERIA S.A.C.', '-', 'ACTIVO'),
      line(person, 'QUISPE MAMANI ROSA', 'HABIDO', 'ACTIVO'),
      'roto|x',
    ]);
    const taken = await takeInAnswerFile(deps, path);
    expect(taken).toEqual({
      nombre: 'RM20261124153010.zip',
      rucs: [good, bad, odd, person],
      omitidas: 1,
      fecha: WRITTEN,
      repetido: false,
    });
    expect(answers.latest(good)).toMatchObject({
      kind: 'known',
      fuente: 'SUNAT',
      consultadoEn: WRITTEN,
      taxpayer: {
        razonSocial: 'COMPAÑÍA PERUANA S.A.C.',
        estado: 'ACTIVO',
        condicion: 'HABIDO',
        direccion: 'AV. LARCO NRO. 123',
        distrito: 'SAN ISIDRO',
        datoAl: WRITTEN,
      },
    });
    expect(answers.latest(bad)?.taxpayer).toMatchObject({ estado: 'BAJA DE OFICIO', condicion: 'NO HABIDO' });
    expect(answers.latest(odd)?.taxpayer).toMatchObject({
      razonSocial: 'EBEN EZER | INGENIERIA S.A.C.',
      condicion: '',
    });
    const sha = answers.latest(good)?.answerSha ?? '';
    expect(answers.body(sha)?.toString('latin1')).toContain(person);

    const entry = database.db.prepare('SELECT payload FROM audit_log ORDER BY seq DESC').get() as {
      payload: string;
    };
    expect(entry.payload).toContain('consulta-multiple-leida');
    expect(entry.payload).toContain(good);
    expect(entry.payload).not.toContain(person);
    expect(entry.payload).not.toContain(sha);

    expect(await takeInAnswerFile(deps, path)).toMatchObject({ repetido: true });
    expect(database.db.prepare('SELECT count(*) AS many FROM ruc_answers').get()).toEqual({ many: 4 });
  });

  it('keep estado and condición in their places whatever has too many separators', async () => {
    const { answers, deps, folder } = setUp();
    const rucs = companyRucs(4);
    const [plain = '', named = '', placed = '', lost = ''] = rucs;
    const path = join(folder, 'RM3.zip');
    await writeAnswerFile(path, [
      HEADER.slice(0, -1),
      line(plain, 'A S.A.C.', 'HABIDO', 'ACTIVO'),
      line(named, 'A | B S.A.C.', 'NO HABIDO', 'BAJA DE OFICIO'),
      line(placed, 'C S.A.C.', 'HABIDO', 'ACTIVO', 'AV. LARCO 1 | PISO 2'),
      line(lost, 'D | E S.A.C.', 'HABIDO', 'ESTADO NUEVO'),
    ]);
    expect(await takeInAnswerFile(deps, path)).toMatchObject({ omitidas: 1 });
    const said = rucs.map((ruc) => answers.latest(ruc)?.taxpayer);
    expect(said.map((taxpayer) => taxpayer?.estado)).toEqual([
      'ACTIVO',
      'BAJA DE OFICIO',
      'ACTIVO',
      undefined,
    ]);
    expect(said.map((taxpayer) => taxpayer?.condicion)).toEqual(['HABIDO', 'NO HABIDO', 'HABIDO', undefined]);
    expect(said.map((taxpayer) => taxpayer?.razonSocial)).toEqual([
      'A S.A.C.',
      'A | B S.A.C.',
      'C S.A.C.',
      undefined,
    ]);
  });

  it('are of no later instant than the one of reading, whatever clock wrote their file', async () => {
    const { answers, deps, folder } = setUp();
    const [ruc = ''] = companyRucs(1);
    const path = join(folder, 'RM4.zip');
    await writeAnswerFile(path, [HEADER, line(ruc, 'A', 'HABIDO', 'ACTIVO')]);
    const earlier = { now: () => WRITTEN - 3_600_000, sleep: () => Promise.resolve() };
    await takeInAnswerFile({ ...deps, clock: earlier }, path);
    expect(answers.latest(ruc)?.consultadoEn).toBe(WRITTEN - 3_600_000);
  });

  it('refuse what is no answer file, and store nothing of it', async () => {
    const { deps, database, folder } = setUp();
    const other = join(folder, 'padron.zip');
    await writeAnswerFile(other, ['RUC|NOMBRE O RAZÓN SOCIAL|ESTADO DEL CONTRIBUYENTE|'], 'padron.txt');
    const text = join(folder, 'RM1.zip');
    writeFileSync(text, 'no zip');
    const cut = join(folder, 'RM2.zip');
    await writeAnswerFile(join(folder, 'whole.zip'), [
      HEADER,
      line(companyRucs(1)[0] ?? '', 'A', 'HABIDO', 'ACTIVO'),
    ]);
    writeFileSync(cut, readFileSync(join(folder, 'whole.zip')).subarray(0, 100));
    for (const [path, code] of [
      [join(folder, 'gone.zip'), 'archivo-no-existe'],
      [other, 'consulta-multiple-otro-formato'],
      [text, 'archivo-danado'],
      [cut, 'archivo-danado'],
    ] as const) {
      await expect(takeInAnswerFile(deps, path)).rejects.toMatchObject({ code });
    }
    expect(database.db.prepare('SELECT count(*) AS many FROM ruc_answers').get()).toEqual({ many: 0 });
  });
});
