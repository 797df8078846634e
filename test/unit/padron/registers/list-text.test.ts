import { describe, expect, it } from 'vitest';
import { readListText } from '../../../../main/padron/registers/list-text.ts';
import { companyRucs } from '../../../support/rucs.ts';

const [A, B, C] = companyRucs(3) as [string, string, string];
const HEADER = 'Ruc|Nombre/Razón Social|A partir del|Resolución|';
const MAY = Date.UTC(2014, 4, 1, 5);

const read = (...lines: string[]) => readListText(Buffer.from([HEADER, ...lines].join('\n'), 'latin1'));

describe('readListText', () => {
  it('reads Latin-1 by the names of the columns', () => {
    expect(read(`${A}|PAÑOS Y AÑOS S.A.C.|01/05/2014|Res. 037-2002/SUNAT|`)).toEqual({
      rows: [
        {
          ruc: A,
          datos: { razonSocial: 'PAÑOS Y AÑOS S.A.C.', desde: MAY, resolucion: 'Res. 037-2002/SUNAT' },
        },
      ],
      omitidas: 0,
    });
  });

  it('follows the header where the columns stand otherwise, below a title', () => {
    const text = `Agentes de retención\n\nRESOLUCION|A PARTIR DEL|RUC|RAZON SOCIAL|FIN\nR-1|1-5-2014|${A}|EMPRESA|x\n`;
    expect(readListText(Buffer.from(text, 'latin1'))).toEqual({
      rows: [{ ruc: A, datos: { razonSocial: 'EMPRESA', desde: MAY, resolucion: 'R-1' } }],
      omitidas: 0,
    });
  });

  it.each([
    ['lone carriage returns', '\r'],
    ['both', '\r\n'],
  ])('ends lines at %s', (_name, end) => {
    const text = [HEADER, `${A}|UNO|01/05/2014|R|`, `${B}|DOS|01/05/2014|R|`, ''].join(end);
    expect(readListText(Buffer.from(text, 'latin1'))?.rows.map(({ ruc }) => ruc)).toEqual([A, B]);
  });

  it('puts lines together that a lone carriage return broke, at any cell', () => {
    const found = read(
      `${A}|EMPRESA\rROTA S.A.C.|01/05/2014|R-1|\r`,
      `${B}|OTRA|\r01/05/2014|R-2|`,
      `${C}|ULTIMA\r|01/05/2014|R-3|`,
    );
    expect(found?.omitidas).toBe(0);
    expect(
      found?.rows.map(({ ruc, datos }) => [ruc, datos.razonSocial, datos.desde, datos.resolucion]),
    ).toEqual([
      [A, 'EMPRESA ROTA S.A.C.', MAY, 'R-1'],
      [B, 'OTRA', MAY, 'R-2'],
      [C, 'ULTIMA', MAY, 'R-3'],
    ]);
  });

  it('keeps a separator inside the name with the name', () => {
    expect(read(`${A}|EBEN EZER | INGENIERIA|01/05/2014|R-1|`)?.rows[0]?.datos).toEqual({
      razonSocial: 'EBEN EZER | INGENIERIA',
      desde: MAY,
      resolucion: 'R-1',
    });
  });

  it('counts lines without a RUC, and gives no date where none can be read', () => {
    const found = read(
      '20100070971|MAL DIGITO|01/05/2014|R|',
      'Total: 2',
      `${A}|UNO|31/02/2014|-|`,
      `${B}|DOS|||`,
    );
    expect(found?.omitidas).toBe(2);
    expect(found?.rows.map(({ datos }) => [datos.desde, datos.resolucion])).toEqual([
      [null, ''],
      [null, ''],
    ]);
  });

  it.each([
    ['RUC|NOMBRE O RAZÓN SOCIAL|ESTADO DEL CONTRIBUYENTE|CONDICIÓN DE DOMICILIO|UBIGEO|'],
    ['hello'],
    [''],
  ])('is none of the lists: %s', (header) => {
    expect(readListText(Buffer.from(`${header}\n${A}|x|ACTIVO|HABIDO|150101|\n`, 'latin1'))).toBeNull();
  });
});
