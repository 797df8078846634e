/** What is no workbook, or cannot be read or written: each its own code, nothing written, nothing hung. */
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readingError } from '../../../main/workbook/book/source.ts';
import { temporaryPath, writingError } from '../../../main/files/target.ts';
import { annotateBook, bench, inChunks, verdictFor, type Bench } from '../../support/annotate.ts';
import {
  bookParts,
  buildBook,
  buildPackage,
  fixtureRuc,
  XML,
  type FixtureCell,
} from '../../support/package-builder.ts';

let b: Bench;
beforeAll(() => {
  b = bench();
});
afterAll(async () => await b.dispose());

const rows = (howMany = 5): Record<number, FixtureCell[]> =>
  Object.fromEntries([
    [1, ['RUC', 'Nombre']],
    ...Array.from({ length: howMany }, (_, n) => [n + 2, [fixtureRuc(n), `P ${String(n)}`]] as const),
  ]) as Record<number, FixtureCell[]>;
const good = (): Buffer => buildBook({ sheets: [{ name: 'Hoja', rows: rows() }] });

/** The code that reading this file ends with. */
async function codeOf(name: string, bytes: Buffer | string): Promise<string> {
  return await b.workbooks.read(b.file(name, bytes)).then(
    () => 'read',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
}

/** The header of an OLE file, with the name of a stream somewhere in it. */
function oleFile(stream: string): Buffer {
  const file = Buffer.alloc(8192);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file);
  file.write(stream, 4096, 'utf16le');
  return file;
}

describe('files that are no workbook', () => {
  test.each([
    ['vacio.xlsx', '', 'archivo-vacio'],
    ['texto.xlsx', 'esto no es un libro', 'archivo-no-libro'],
    ['binario.xlsx', Buffer.from([0, 1, 2, 3, 4, 5, 250, 251]), 'archivo-no-libro'],
    ['imagen.xlsx', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0]), 'archivo-no-libro'],
    ['prosa.txt', 'Estimado señor:\nNo hay tabla aquí.\nAtentamente\n', 'archivo-no-libro'],
    [
      'factura.xml',
      '<?xml version="1.0"?>\n<Invoice>\n<ID>20131312955</ID>\n<T>a,b</T>\n</Invoice>',
      'archivo-no-libro',
    ],
    ['datos.json', '[\n{"ruc":"20131312955","a":1},\n{"ruc":"20100070970","a":2}\n]', 'archivo-no-libro'],
    ['nulos.csv', 'RUC;NOMBRE\n20131312955;SU\0NAT\n', 'archivo-no-libro'],
    ['sin-tabla.xls', '<html><body>Sesión terminada</body></html>', 'libro-sin-hojas'],
    [
      'sin-hojas.xls',
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
      'libro-sin-hojas',
    ],
    ['zip.xlsx', buildPackage([{ name: 'hola.txt', data: 'hola' }]), 'archivo-no-libro'],
    [
      'ods.xlsx',
      buildPackage([{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 }]),
      'archivo-danado',
    ],
    ['cifrado.xlsx', oleFile('EncryptedPackage'), 'archivo-cifrado'],
    ['viejo.xls', oleFile('Workbook'), 'archivo-danado'],
    ['carta.doc', oleFile('WordDocument'), 'archivo-no-libro'],
    ['corto.xlsx', Buffer.from('PK'), 'archivo-danado'],
  ])('%s', async (name, bytes, code) => {
    expect(await codeOf(name, bytes)).toBe(code);
  });

  test('a document of another program, and a workbook in another encoding', async () => {
    const parts = bookParts({ sheets: [{ name: 'Hoja', rows: rows() }] });
    const word = parts.map((part) =>
      part.name === 'xl/workbook.xml' ? { ...part, data: `${XML}<w:document xmlns:w="w"/>` } : part,
    );
    expect(await codeOf('word.xlsx', buildPackage(word))).toBe('archivo-no-libro');
    const wide = parts.map((part) =>
      part.name === 'xl/worksheets/sheet1.xml'
        ? { ...part, data: Buffer.from(`\ufeff${part.data.toString()}`, 'utf16le') }
        : part,
    );
    expect(await codeOf('utf16.xlsx', buildPackage(wide))).toBe('archivo-otro-formato');
  });

  test('what is not there, and what is a folder', async () => {
    await expect(b.workbooks.read(join(b.folder, 'nada.xlsx'))).rejects.toMatchObject({
      code: 'archivo-no-existe',
    });
    mkdirSync(join(b.folder, 'carpeta.xlsx'), { recursive: true });
    await expect(b.workbooks.read(join(b.folder, 'carpeta.xlsx'))).rejects.toMatchObject({
      code: 'archivo-no-libro',
    });
  });

  test.each([
    ['EACCES', 'archivo-sin-permiso'],
    ['EPERM', 'archivo-sin-permiso'],
    ['EBUSY', 'archivo-sin-permiso'],
    ['ENOENT', 'archivo-no-existe'],
    ['EISDIR', 'archivo-no-libro'],
  ])('the system’s %s while reading is %s', (system, code) => {
    expect(readingError(Object.assign(new Error(system), { code: system }))).toMatchObject({ code });
  });

  test('a workbook without worksheets, and one whose sheet is missing', async () => {
    const parts = bookParts({ sheets: [{ name: 'Hoja', rows: rows() }] });
    const none = parts.map((part) =>
      part.name === 'xl/workbook.xml'
        ? { ...part, data: part.data.toString().replace(/<sheet .*?\/>/, '') }
        : part,
    );
    expect(await codeOf('sin-hojas.xlsx', buildPackage(none))).toBe('libro-sin-hojas');
    expect(
      await codeOf(
        'sin-parte.xlsx',
        buildPackage(parts.filter((part) => part.name !== 'xl/worksheets/sheet1.xml')),
      ),
    ).toBe('archivo-danado');
  });

  test('a package cut or changed anywhere is refused or read right, never hung', async () => {
    const bytes = good();
    const allowed = [
      'archivo-danado',
      'archivo-no-libro',
      'archivo-cifrado',
      'archivo-demasiado-grande',
      'archivo-otro-formato',
      'libro-sin-hojas',
      'read',
    ];
    const seen = new Set<string>();
    for (let n = 0; n < 120; n += 1) {
      const changed = Buffer.from(bytes);
      const at = (n * 7919) % bytes.length;
      changed[at] = (changed[at] as number) ^ (1 << (n % 8));
      const code = await codeOf('mutado.xlsx', n % 3 === 0 ? changed.subarray(0, at) : changed);
      seen.add(code);
      if (n % 3 !== 0 || at > 0)
        expect(allowed, `mutation ${String(n)}`).toContain(code === 'archivo-vacio' ? 'read' : code);
    }
    expect(seen).toContain('archivo-danado');
  });
});

describe('choices that do not fit', () => {
  test('a sheet or a column that is not there', async () => {
    const path = b.file('bueno.xlsx', good());
    const ask = (hoja: string, columna: string) =>
      b.workbooks.readColumn(path, { hoja, columna, filaEncabezado: null, manual: true });
    await expect(ask('Otra', 'A')).rejects.toMatchObject({ code: 'hoja-no-existe' });
    await expect(ask('Hoja', '7')).rejects.toMatchObject({ code: 'columna-no-existe' });
    await expect(ask('Hoja', 'ZZZ')).rejects.toMatchObject({ code: 'columna-no-existe' });
    await expect(ask('', 'A')).resolves.toMatchObject({ choice: { hoja: 'Hoja' }, filas: 5 });
  });
});

describe('writing the copy', () => {
  async function prepared(name: string) {
    const path = b.file(name, good());
    const column = await b.workbooks.readColumn(path, {
      hoja: 'Hoja',
      columna: 'A',
      filaEncabezado: null,
      manual: false,
    });
    const to = (target: string) =>
      b.workbooks.annotate({
        source: path,
        expectedHash: column.hash,
        choice: column.choice,
        target,
        verdicts: inChunks(column.items.map(verdictFor)),
        manual: false,
      });
    return { path, column, to };
  }

  test('never over the source, whatever it is called', async () => {
    const { path, to } = await prepared('origen.xlsx');
    const before = readFileSync(path);
    const link = join(b.folder, 'enlace.xlsx');
    symlinkSync(path, link);
    const hard = join(b.folder, 'duro.xlsx');
    linkSync(path, hard);
    const folder = join(b.folder, 'atajo');
    symlinkSync(b.folder, folder);
    for (const target of [
      path,
      link,
      hard,
      join(b.folder, '.', 'origen.xlsx'),
      join(folder, 'origen.xlsx'),
    ]) {
      await expect(to(target)).rejects.toMatchObject({ code: 'salida-es-origen' });
    }
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('not where the folder is missing, nor over a folder', async () => {
    const { to } = await prepared('a-donde.xlsx');
    await expect(to(join(b.folder, 'no', 'hay', 'x.xlsx'))).rejects.toMatchObject({
      code: 'salida-sin-permiso',
    });
    mkdirSync(join(b.folder, 'destino.xlsx'));
    await expect(to(join(b.folder, 'destino.xlsx'))).rejects.toMatchObject({ code: 'salida-sin-permiso' });
  });

  test.each([
    ['ENOSPC', 'disco-lleno'],
    ['EDQUOT', 'disco-lleno'],
    ['EACCES', 'salida-sin-permiso'],
    ['EPERM', 'salida-sin-permiso'],
    ['EROFS', 'salida-sin-permiso'],
    ['EBUSY', 'salida-abierta'],
  ])('the system’s %s while writing is %s', (system, code) => {
    expect(writingError(Object.assign(new Error(system), { code: system }))).toMatchObject({ code });
  });

  test('a target that exists is replaced whole', async () => {
    const { to } = await prepared('reemplazo.xlsx');
    const target = b.file('existe.xlsx', 'lo de antes');
    await to(target);
    expect(readFileSync(target).subarray(0, 2).toString()).toBe('PK');
  });

  test('a source that changed since it was read is refused', async () => {
    const { path, to } = await prepared('cambia.xlsx');
    writeFileSync(path, buildBook({ sheets: [{ name: 'Hoja', rows: rows(6) }] }));
    await expect(to(join(b.folder, 'cambia-copia.xlsx'))).rejects.toMatchObject({ code: 'archivo-cambio' });
    expect(existsSync(join(b.folder, 'cambia-copia.xlsx'))).toBe(false);
  });

  test('what a killed run left behind is swept, and what others write is not', async () => {
    const { to } = await prepared('barrido.xlsx');
    const mine = temporaryPath(join(b.folder, 'x.xlsx'), '0123456789ab');
    const dead = mine.replace(/-\d+-/, '-999999999-');
    const elsewhere = mine.replace(/habido-[0-9a-f]{8}-\d+-/, 'habido-00000000-999999999-');
    for (const path of [mine, dead, elsewhere]) writeFileSync(path, 'x');
    await to(join(b.folder, 'barrido-copia.xlsx'));
    expect([mine, dead, elsewhere].map((path) => existsSync(path))).toEqual([true, false, true]);
    rmSync(mine);
    rmSync(elsewhere);
  });

  test('a workbook open in Excel is noticed', async () => {
    const path = b.file('abierto.xlsx', good());
    expect((await b.workbooks.read(path)).abiertoEnExcel).toBe(false);
    b.file('~$abierto.xlsx', 'x');
    expect((await b.workbooks.read(path)).abiertoEnExcel).toBe(true);
  });

  test('a signed workbook is told, and its copy says that the signature is lost', async () => {
    const parts = bookParts({ sheets: [{ name: 'Hoja', rows: rows() }] }).map((part) =>
      part.name === '_rels/.rels'
        ? {
            ...part,
            data: part.data
              .toString()
              .replace(
                '</Relationships>',
                '<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>',
              ),
          }
        : part,
    );
    const done = await annotateBook(
      b,
      b.file('firmado.xlsx', buildPackage([...parts, { name: '_xmlsignatures/origin.sigs', data: '' }])),
    );
    expect(done.reading.firmado).toBe(true);
    expect(done.result.avisos[0]).toContain('firma digital');
  });

  test('nothing temporary is left', () => {
    expect(readdirSync(b.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
