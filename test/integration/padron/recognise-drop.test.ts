import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recogniseDrop } from '../../../main/padron/recognise-drop.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { OneEntryZip, type EntryOptions } from '../../support/one-entry-zip.ts';
import { writePadron } from '../../support/padron-file.ts';
import { writeLibro } from '../../support/libro.ts';
import { companyRucs } from '../../support/rucs.ts';

let folder: string;
let remove: () => void;
beforeEach(() => {
  ({ folder, remove } = temporaryFolder());
});
afterEach(() => {
  remove();
});

async function zipped(name: string, text: string, options: EntryOptions = {}): Promise<string> {
  const path = join(folder, name);
  const zip = new OneEntryZip(path, { entry: 'a.txt', ...options });
  await zip.write(Buffer.from(text, 'latin1'));
  await zip.end();
  return path;
}

const LIST =
  'RUC|Nombre/Razón Social|A partir del|Resolución|\r20100070970|SUPERMERCADOS|01/05/2014|RS 096|\r';
const ANSWER = 'NumeroRuc|Nombre-RazonSocial|Condicion del Contribuyente|Estado del Contribuyente|\r\n';

describe('a dropped file', () => {
  it('is a padrón in every form that it comes in', async () => {
    for (const [name, options] of [
      ['padron.zip', {}],
      ['otro-nombre.zip', { entry: 'carpeta/mi padron.txt', before: ['carpeta/', 'nota.pdf'] }],
      ['guardado.zip', { method: 'store', descriptor: true }],
      ['grande.zip', { zip64: true }],
      ['padron.txt', {}],
      ['tab.txt', { separator: '\t', crlf: true }],
    ] as const) {
      const path = join(folder, name);
      await writePadron(path, { rows: 2000, ...options });
      expect(await recogniseDrop(path), name).toBe('padron');
    }
  });

  it('is a list, an answer of SUNAT, a workbook, or none of them', async () => {
    expect(await recogniseDrop(await zipped('AgenRet_TXT.zip', LIST))).toBe('lista');
    expect(await recogniseDrop(await zipped('RM1.zip', ANSWER))).toBe('respuestas');
    expect(await recogniseDrop(writeLibro(folder, companyRucs(3)))).toBe('libro');
    expect(await recogniseDrop(await zipped('fotos.zip', 'JFIF', { entry: 'a.jpg' }))).toBe('otro');
    expect(await recogniseDrop(await zipped('notas.zip', 'RUC|Nombre|\n20100070970|UNO|\n'))).toBe('otro');
    const csv = join(folder, 'compras.csv');
    writeFileSync(csv, 'RUC;Proveedor\n20100070970;UNO\n');
    expect(await recogniseDrop(csv)).toBe('otro');
  });

  it('that is broken or empty is none of them; one that is gone says so', async () => {
    const broken = join(folder, 'roto.zip');
    writeFileSync(broken, Buffer.from('PK\u0003\u0004 y nada más'));
    expect(await recogniseDrop(broken)).toBe('otro');
    const empty = join(folder, 'vacio.txt');
    writeFileSync(empty, '');
    expect(await recogniseDrop(empty)).toBe('otro');
    await expect(recogniseDrop(join(folder, 'no.zip'))).rejects.toMatchObject({ code: 'archivo-no-existe' });
    await expect(recogniseDrop(folder)).rejects.toMatchObject({ code: 'archivo-no-existe' });
  });
});
