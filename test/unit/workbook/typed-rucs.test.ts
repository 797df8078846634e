import { expect, test } from 'vitest';
import { typedRucs } from '../../../main/workbook/typed-rucs.ts';
import { readRuc } from '../../../shared/ruc.ts';
import { companyRucs } from '../../support/rucs.ts';

// One RUC, however it is written, between whatever.
test.each([
  ['20131312955'],
  ['  20131312955  '],
  ['20-13131295-5'],
  ['20 131 312 955'],
  ['2 0 1 3 1 3 1 2 9 5 5'],
  ['20.131.312.955'],
  ['２０１３１３１２９５５'],
  ['20131312955.0'],
  ['RUC: 20131312955'],
  ['R.U.C. N° 20131312955'],
  ['P20131312955'],
  ["'20131312955"],
  ['(20131312955)'],
  ['Pagar a SUNAT (RUC 20131312955) antes del 31/12/2026.'],
  ['El proveedor es el 20-13131295-5, su factura F001-00012345 es de S/ 1,234.50.'],
  ['el 20 131 312 955, por 20 días'],
  ['«20 13131295 5»'],
  ['20131312955\tSUNAT\t1,234.50\t25/11/2026'],
  ['1\tSUNAT\t20131312955'],
  ['20131312955;SUNAT;Lima'],
  ['SUNAT | 20131312955'],
  ['20131312955-SUNAT'],
  ['hola\n\n20131312955\r\nadiós'],
  ['20131312955\n20131312955\n20-13131295-5'],
])('%j holds one RUC', async (text) => {
  expect(await typedRucs(text)).toEqual(['20131312955']);
});

test.each([
  ['20131312955 20100070970', ['20131312955', '20100070970']],
  ['20131312955,20100070970', ['20131312955', '20100070970']],
  ['20131312955/20100070970', ['20131312955', '20100070970']],
  ['20131312955 y 20-10007097-0', ['20131312955', '20100070970']],
  ['20 131 312 955\n20 100 070 970', ['20131312955', '20100070970']],
  ['20 131 312 955 20 100 070 970', ['20131312955', '20100070970']],
  ['20131312955\n20100070971', ['20131312955', '20100070971']],
])('%j holds several', async (text, expected) => {
  expect(await typedRucs(text)).toEqual(expected);
});

// What tried to be a RUC is reported, what did not is left alone.
test.each([
  ['20131312955 y 20100070971', ['20131312955', '20100070971']],
  ['20131312955\n2010007097', ['20131312955', '2010007097']],
  ['20131312955\n123', ['20131312955', '123']],
  ['20131312955\t123', ['20131312955']],
  ['20131312955\n2.01313E+10', ['20131312955', '2.01313E+10']],
  ['20131312955-01-F001-00000012', ['20131312955-01-F001-00000012']],
  ['20100070970 y 20131312955-01-F001-00000012', ['20100070970']],
  ['20131312955 DNI 45678912 cel. 51987654321', ['20131312955']],
  ['20131312955 el 20/10/2026', ['20131312955']],
])('%j: what is to be judged', async (text, expected) => {
  expect(await typedRucs(text)).toEqual(expected);
});

// Nothing in it looks like a RUC: its lines are judged, so that somebody hears why.
test.each([
  ['2010007097', 'longitud'],
  ['hola', 'letras'],
  ['45678912', 'dni'],
  ['20131312956', 'digito'],
  ['30131312955', 'prefijo'],
])('%j alone is judged as it is', async (text, fault) => {
  expect(await typedRucs(text)).toEqual([text]);
  expect(readRuc(text)).toMatchObject({ valid: false, fault });
});

test('an empty text holds nothing', async () => {
  expect(await typedRucs(' \n\t ')).toEqual([]);
});

test('a long column of them is read in their order', async () => {
  const rucs = companyRucs(20_000);
  expect(await typedRucs(rucs.join('\n'))).toEqual(rucs);
  expect(await typedRucs(rucs.map((ruc) => `${ruc}\tEMPRESA ${ruc} S.A.C.\t12,345.60`).join('\r\n'))).toEqual(
    rucs,
  );
});
