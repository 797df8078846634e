import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { editionOf, rowsOfText } from '../../../support/edition.ts';
import { temporaryFolder } from '../../../support/folders.ts';
import { PADRON_COLUMNS } from '../../../support/padron-file.ts';

let place: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  place = temporaryFolder();
});
afterEach(() => {
  place.remove();
});

const HEADER = `${PADRON_COLUMNS.join('|')}|\n`;
const NO_ADDRESS = '-|'.repeat(11);
const person = (ruc: string, name: string, estado = 'ACTIVO', condicion = 'HABIDO'): string =>
  `${ruc}|${name}|${estado}|${condicion}|${NO_ADDRESS}`;
const company = (ruc: string, name: string): string =>
  `${ruc}|${name}|ACTIVO|HABIDO|150122|CAL.|LAS FLORES|URB.|SAN MARTÍN|123|-|-|4B|-|-|`;

const read = (lines: readonly string[], end = '\n'): ReturnType<typeof rowsOfText> =>
  rowsOfText(place.folder, HEADER + lines.map((line) => line + end).join(''));

describe('lines of the padrón', () => {
  it('reads natural persons and companies, address and place as SUNAT has them', async () => {
    const { rows, built } = await read([
      person('10000000010', 'PEREZ ÑAHUI JOSÉ'),
      person('10000000029', 'QUISPE MAMANI ROSA', 'BAJA DE OFICIO', 'NO HABIDO'),
      company('20131312955', 'COMERCIAL Ñ & CÍA S.A.C.'),
    ]);
    expect(built.filas).toBe(3);
    expect(rows.get('10000000010')).toEqual({
      nombre: 'PEREZ ÑAHUI JOSÉ',
      estado: 'ACTIVO',
      condicion: 'HABIDO',
      ubigeo: null,
      domicilio: null,
    });
    expect(rows.get('10000000029')).toMatchObject({ estado: 'BAJA DE OFICIO', condicion: 'NO HABIDO' });
    expect(rows.get('20131312955')).toEqual({
      nombre: 'COMERCIAL Ñ & CÍA S.A.C.',
      estado: 'ACTIVO',
      condicion: 'HABIDO',
      ubigeo: 150_122,
      domicilio: 'CAL.|LAS FLORES|URB.|SAN MARTÍN|123|-|-|4B|-|-',
    });
  });

  it('reads an address of blanks the same way whichever line holds it', async () => {
    const blank = (ruc: string): string => `${ruc}|UNO|ACTIVO|HABIDO|150122| |-|${'-|'.repeat(8)}`;
    // So many that the first of them, which is looked up again, is stored the fast way.
    const { rows } = await read(Array.from({ length: 50 }, (_, i) => blank(String(20_100_000_000 + i))));
    expect([...rows.values()].filter(({ domicilio }) => domicilio === null)).toHaveLength(50);
  });

  it('anchors a name that holds the separator on the estado', async () => {
    const { rows, built } = await read([
      person('10000000010', 'UNO'),
      company('20614244730', 'EBEN EZER | INGENIERIA S.A.C.'),
      person('20614244731', 'A|B|ACTIVO|C'),
      person('20614244732', 'SIN | ANCLA', 'ESTADO QUE NADIE CONOCE'),
    ]);
    expect(rows.get('20614244730')).toMatchObject({
      nombre: 'EBEN EZER | INGENIERIA S.A.C.',
      estado: 'ACTIVO',
      ubigeo: 150_122,
    });
    expect(rows.get('20614244731')?.nombre).toBe('A|B|ACTIVO|C');
    expect(rows.has('20614244732')).toBe(false);
    expect(built.defectos).toMatchObject({ nombreConSeparador: 2, danadas: 1 });
  });

  it('takes quotes, backslashes and lower case as they are', async () => {
    const names = ['"EL SOL" S.A.', "D'ONOFRIO", 'BARRA AL FINAL\\', 'minúsculas y más', '"', 'A\\"B'];
    const { rows } = await read(names.map((name, i) => person(`1000000001${String(i)}`, name)));
    expect([...rows.values()].map(({ nombre }) => nombre)).toEqual(names);
  });

  it('mends carriage returns: at the end, in the middle of a name, in place of a line feed', async () => {
    const { rows, built } = await read([
      `${person('10000000010', 'UNO')}\r`,
      person('10000000011', 'DOS\rPARTES'),
      `${person('10000000012', 'TRES')}\r${person('10000000013', 'CUATRO')}`,
      `${person('10000000014', 'CINCO')}\r\r`,
    ]);
    expect([...rows.values()].map(({ nombre }) => nombre)).toEqual([
      'UNO',
      'DOS PARTES',
      'TRES',
      'CUATRO',
      'CINCO',
    ]);
    expect(built.defectos.danadas).toBe(0);
  });

  it('leaves out and counts lines that are no row, blank ones aside', async () => {
    const good = Array.from({ length: 10 }, (_, i) => person(`1000000002${String(i)}`, 'BUENA'));
    const { rows, built } = await read([
      person('10000000010', 'UNO'),
      '10000000011|CORTA|ACTIVO|',
      '|SIN RUC|ACTIVO|HABIDO|' + NO_ADDRESS,
      person('1000000001X', 'LETRA'),
      person('1000000001', 'DIEZ CIFRAS'),
      person('00000000012', 'CEROS'),
      '',
      'x'.repeat(5000),
      '|'.repeat(500),
      '   ',
      ...good,
    ]);
    expect([...rows.keys()]).toEqual(['10000000010', ...good.map((line) => line.slice(0, 11))]);
    expect(built).toMatchObject({ filas: 11, defectos: { danadas: 7 } });
  });

  it('lets the last of two rows stand, wherever they lie, and counts what was out of order', async () => {
    const { rows, built } = await read([
      person('10000000020', 'ANTES'),
      person('10000000020', 'DESPUÉS', 'SUSPENSION TEMPORAL'),
      company('20000000010', 'PRIMERA'),
      person('10000000010', 'TARDE'),
      company('20000000010', 'SEGUNDA'),
      person('20000000010', 'TERCERA, SIN DIRECCIÓN'),
      person('10000000010', 'MÁS TARDE'),
    ]);
    expect(built.filas).toBe(3);
    expect(built.defectos).toEqual({ danadas: 0, repetidas: 4, nombreConSeparador: 0, desordenadas: 2 });
    expect(rows.get('10000000020')).toMatchObject({ nombre: 'DESPUÉS', estado: 'SUSPENSION TEMPORAL' });
    expect(rows.get('10000000010')?.nombre).toBe('MÁS TARDE');
    expect(rows.get('20000000010')).toMatchObject({ nombre: 'TERCERA, SIN DIRECCIÓN', ubigeo: null });
  });

  it('keeps rows that fit no page: very long names, in order or not', async () => {
    const long = 'NOMBRE MUY LARGO '.repeat(400).trim();
    const { rows } = await read([
      person('10000000010', 'UNO'),
      company('20000000010', long),
      person('20000000020', 'DOS'),
      company('20000000015', `${long} Ñ`),
    ]);
    expect(rows.get('20000000010')?.nombre).toBe(long);
    expect(rows.get('20000000015')?.nombre).toBe(`${long} Ñ`);
    expect(rows.size).toBe(4);
  });

  it('trims cells, and reads the last line without its end', async () => {
    const text = `${HEADER}${person('10000000010', '  UNO  ')}\n 10000000011 | DOS |ACTIVO |HABIDO |${NO_ADDRESS.slice(0, -1)}`;
    const { rows } = await rowsOfText(place.folder, text);
    expect(rows.get('10000000010')?.nombre).toBe('UNO');
    expect(rows.get('10000000011')).toMatchObject({ nombre: 'DOS', estado: 'ACTIVO', condicion: 'HABIDO' });
  });

  it.each([57, 58, 59, 120])('stores plain names of %i letters like any other', async (letters) => {
    const name = 'N'.repeat(letters);
    const { rows } = await read(
      Array.from({ length: 200 }, (_, i) => person(String(10_000_000_100 + i), name)),
    );
    expect(new Set([...rows.values()].map(({ nombre }) => nombre))).toEqual(new Set([name]));
    expect(rows.size).toBe(200);
  });

  it('knows several hundred pairs of estado and condición apart', async () => {
    const lines = Array.from({ length: 300 }, (_, i) =>
      person(String(10_000_000_100 + i), 'X', `ESTADO ${String(i % 20)}`, `CONDICION ${String(i)}`),
    );
    // Twice: the second time all words are known, and the fast way is taken.
    const again = lines.map((line, i) => line.replace(/^\d+/, String(10_000_001_000 + i)));
    const { rows } = await read([...lines, ...again]);
    for (let i = 0; i < 300; i += 1)
      expect(rows.get(String(10_000_001_000 + i))).toMatchObject({
        estado: `ESTADO ${String(i % 20)}`,
        condicion: `CONDICION ${String(i)}`,
      });
  });
});

describe('the fast way and the careful one', () => {
  const NAMES = [
    'CORTO',
    'Ñ',
    'N'.repeat(56),
    'N'.repeat(57),
    'N'.repeat(58),
    'Ñ'.repeat(40),
    'L'.repeat(250),
  ];
  const TAILS = [
    'AV.|ÑUÑOA|-|-|1|-|-|-|-|-|',
    `CAL.|${'X'.repeat(34)}|-|-|1|-|-|-|-|-|`,
    `CAL.|${'X'.repeat(35)}|-|-|1|-|-|-|-|-|`,
    `CAL.|${'X'.repeat(36)}|-|-|1|-|-|-|-|-|`,
    `----|-|${'Z'.repeat(120)}|-|-|-|-|-|-|-|`,
    '----|-|-|-|-|-|-|-|-|-|',
    '|||||||||5|',
    `CAL.|${'X'.repeat(500)}|-|-|1|-|-|-|-|-|`,
  ];
  const lines: string[] = [];
  for (const [i, tail] of ['', ...TAILS].entries())
    for (const [k, name] of NAMES.entries())
      for (let n = 0; n < 20; n += 1) {
        const ruc = String(10_000_000_000 + i * 1_000_000 + k * 10_000 + n);
        const estado = `ESTADO ${String(n % 3)}|CONDICIÓN ${String((n * 7 + i) % 13)}`;
        const where = tail === '' ? NO_ADDRESS : `${n % 5 === 0 ? '010203' : '150122'}|${tail}`;
        lines.push(`${ruc}|${name}|${estado}|${where}`);
      }

  /** Bytes of the rows' pages; the first ones hold schema and meta. */
  async function pages(header: string): Promise<Buffer> {
    const path = join(place.folder, 'ambos.txt');
    writeFileSync(path, Buffer.from(`${header}\n${lines.join('\n')}\n`, 'latin1'));
    const { built, edition, path: edicion } = await editionOf(path);
    edition.close();
    expect(built.filas).toBe(lines.length);
    const db = new Database(edicion);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const rows = db.prepare('SELECT * FROM c ORDER BY ruc').raw().all();
    expect(rows).toHaveLength(lines.length);
    db.close();
    return readFileSync(edicion).subarray(4 * 4096);
  }

  it('store the same bytes', async () => {
    const fast = await pages(HEADER.trim());
    // Under a header without the last separator companies are left to the careful way.
    const careful = await pages(HEADER.trim().slice(0, -1));
    expect(careful.equals(fast)).toBe(true);
  });
});

describe('other writings of the padrón', () => {
  it('reads tabs in place of bars, and keeps the address as others have it', async () => {
    const text = (
      HEADER + [person('10000000010', 'UNO'), company('20000000010', 'DOS')].join('\n')
    ).replaceAll('|', '\t');
    const { rows } = await rowsOfText(
      place.folder,
      `${text}\n20000000020\tTRES | CUATRO\tACTIVO\tHABIDO\t-\tCAL.\tA|B${'\t-'.repeat(8)}\t\n`,
    );
    expect(rows.get('20000000010')?.domicilio).toBe('CAL.|LAS FLORES|URB.|SAN MARTÍN|123|-|-|4B|-|-');
    expect(rows.get('20000000020')).toMatchObject({
      nombre: 'TRES | CUATRO',
      domicilio: 'CAL.|A B|-|-|-|-|-|-|-|-',
    });
  });

  it('reads Windows-1252 beyond Latin-1', async () => {
    const text = Buffer.from(HEADER + person('10000000010', 'A_B_C') + '\n', 'latin1');
    const at = text.indexOf('A_B_C');
    text[at + 1] = 0x80;
    text[at + 3] = 0x96;
    const { rows } = await rowsOfText(place.folder, text);
    expect(rows.get('10000000010')?.nombre).toBe('A€B–C');
  });

  it.each(['', '\ufeff'])('reads a file that was saved as UTF-8 (%j in front)', async (mark) => {
    const text = `${mark}${HEADER}${person('10000000010', 'ÑAHUI JOSÉ')}\n`;
    const { rows } = await rowsOfText(place.folder, text, { encoding: 'utf8' });
    expect(rows.get('10000000010')?.nombre).toBe('ÑAHUI JOSÉ');
  });

  it('finds columns by their names: in another order, with another one between, without accents', async () => {
    const header = ' ruc|CONDICION DE DOMICILIO|Estado del contribuyente|Nombre o razon social|NOTA|';
    const rest = PADRON_COLUMNS.slice(4).join('|');
    const text = `${header}${rest}|\n10000000010|HABIDO|ACTIVO|UNO|x|${NO_ADDRESS}\n10000000011|HABIDO|ACTIVO|A|B|x|${NO_ADDRESS}\n20000000010|-|ACTIVO|DOS|x|150122|CAL.|${'-|'.repeat(9)}\n`;
    const { rows, built } = await rowsOfText(place.folder, text);
    expect(rows.get('10000000010')).toMatchObject({ nombre: 'UNO', estado: 'ACTIVO', condicion: 'HABIDO' });
    expect(rows.get('20000000010')).toMatchObject({ condicion: '-', ubigeo: 150_122 });
    expect(rows.has('10000000011')).toBe(false);
    expect(built.defectos.danadas).toBe(1);
  });

  it('drops U+0000, which nothing else can hold', async () => {
    const { rows } = await read([person('10000000010', 'UNO\0DOS')]);
    expect(rows.get('10000000010')?.nombre).toBe('UNO DOS');
  });
});

describe('files that are no padrón', () => {
  const refused = async (text: string): Promise<unknown> =>
    await rowsOfText(place.folder, text).then(
      () => null,
      (error: unknown) => error,
    );

  it('says which columns were expected', async () => {
    for (const text of ['', 'hola', 'RUC|NOMBRE|\n', `${PADRON_COLUMNS.slice(1).join('|')}\n1\n`]) {
      const error = (await refused(text)) as { code: string; message: string };
      expect(error.code).toBe('padron-otro-formato');
      expect(error.message).toContain('RUC, NOMBRE O RAZÓN SOCIAL, ESTADO DEL CONTRIBUYENTE');
    }
  });

  it('refuses one without a row, or with more broken lines than rows', async () => {
    expect(await refused(HEADER)).toMatchObject({ code: 'padron-archivo-danado' });
    expect(await refused(`${HEADER}${person('10000000010', 'UNO')}\nrota\nrota\n`)).toMatchObject({
      code: 'padron-archivo-danado',
    });
    expect(await refused(HEADER + 'x'.repeat(5 * 1024 ** 2))).toMatchObject({
      code: 'padron-archivo-danado',
    });
  });
});
