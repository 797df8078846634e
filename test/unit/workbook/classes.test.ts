import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CLASS,
  classifyDigits,
  classifyNumber,
  classifyText,
  isEvidence,
  isHeader,
} from '../../../main/workbook/detect/classes.ts';
import { isJudged } from '../../../main/workbook/detect/facts.ts';
import { headerMeaning, headerWords } from '../../../main/workbook/detect/words.ts';

const NAMES = Object.fromEntries(Object.entries(CLASS).map(([name, value]) => [value, name]));
const nameOf = (cls: number): string => NAMES[cls] as string;

describe('the class of a value', () => {
  test.each([
    ['20131312955', 'ruc'],
    [' 20131312955', 'rucRepaired'],
    ['P20131312955', 'rucRepaired'],
    ['RUC: 20131312955', 'rucRepaired'],
    ['20131312955 / 20100070970', 'rucRepaired'],
    ['ACME S.A. (RUC 20131312955)', 'rucRepaired'],
    ['20131312954', 'eleven'],
    ['30131312955', 'eleven'],
    ['99999999999', 'eleven'],
    ['00000000000', 'eleven'],
    ['2013131295', 'damaged'],
    ['201313129550', 'damaged'],
    ['20131312O55', 'damaged'],
    ['2.01313E+10', 'damaged'],
    ['2E+10', 'damaged'],
    ['5.19876E+10', 'text'],
    ['51987654321', 'phone'],
    ['51 987 654 321', 'phone'],
    ['44556677', 'eight'],
    ['00A00035185', 'text'],
    ['1128473465', 'number'],
    ['00219300123456789012', 'number'],
    ['F001-00012345', 'text'],
    ['20131312955-01-F001-12', 'text'],
    ['-', 'placeholder'],
    ['S/N', 'placeholder'],
    ['VARIOS', 'placeholder'],
    ['000000', 'placeholder'],
    ['00000000', 'placeholder'],
    ['6', 'typeRuc'],
    ['06', 'typeRuc'],
    ['6-RUC', 'typeRuc'],
    ['5-RUC', 'typeRuc'],
    ['1', 'typeOther'],
    ['01', 'typeOther'],
    ['1-DNI', 'typeOther'],
    ['DNI', 'typeOther'],
    ['A', 'typeOther'],
    ['RUC', 'wordRuc'],
    ['R.U.C.', 'wordRuc'],
    ['RUC (*)', 'headerRuc'],
    ['N° RUC', 'headerRuc'],
    ['n_ruc', 'headerRuc'],
    ['RUC Transportista', 'headerOther'],
    ['Nro Doc Identidad', 'headerDocument'],
    ['NÚMERO', 'headerDocument'],
    ['Razón social', 'headerName'],
    ['PROVEEDOR', 'headerParty'],
    ['TIPO (TABLA 2)', 'headerType'],
    ['TIPO (TABLA 10)', 'text'],
    ['RUC:', 'text'],
    ['03', 'number'],
    ['', 'empty'],
    [' \u00a0 ', 'empty'],
    ['COMERCIAL ANDINA', 'text'],
  ])('%j → %s', (text, expected) => {
    expect(nameOf(classifyText(text))).toBe(expected);
  });

  test.each([
    [20131312955, 'ruc'],
    [20131312954, 'eleven'],
    [51987654321, 'phone'],
    [2013131295, 'damaged'],
    [1128473465, 'number'],
    [44556677, 'eight'],
    [6, 'typeRuc'],
    [1, 'typeOther'],
    [3, 'number'],
    [46000, 'number'],
  ])('the number %d → %s', (number, expected) => {
    expect(nameOf(classifyNumber(number))).toBe(expected);
  });

  test('plain digits are the same by text and by bytes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,15}$/), (text) => {
        expect(classifyText(text)).toBe(classifyDigits(text.length, Number(text)));
      }),
    );
  });

  test('no header is evidence', () => {
    for (const cls of Object.values(CLASS)) expect(isHeader(cls) && isEvidence(cls)).toBe(false);
  });
});

describe('which cells are judged', () => {
  const { typeRuc, typeOther, wordRuc, empty } = CLASS;
  test.each([
    // class, type says nothing, RUC, another
    ['ruc', true, true, true],
    ['rucRepaired', true, true, true],
    ['eleven', true, true, false],
    ['damaged', true, true, false],
    ['phone', false, true, false],
    ['eight', false, true, false],
    ['text', false, true, false],
    ['number', false, true, false],
    ['placeholder', false, true, false],
    ['empty', false, false, false],
  ] as const)('%s', (name, alone, withRuc, withOther) => {
    const cls = CLASS[name];
    expect(isJudged(cls, empty, false)).toBe(alone);
    expect(isJudged(cls, typeRuc, false)).toBe(withRuc);
    expect(isJudged(cls, wordRuc, false)).toBe(withRuc);
    expect(isJudged(cls, typeOther, false)).toBe(withOther);
    // In a column that the user named, every cell that is not empty is.
    expect(isJudged(cls, typeOther, true)).toBe(name !== 'empty');
  });
});

describe('header words', () => {
  test.each([
    ['R. U. C.', 'RUC'],
    ['N° R.U.C. (*)', 'N RUC'],
    ['empresaRuc', 'EMPRESA RUC'],
    ['cliente_ruc', 'CLIENTE RUC'],
    ['RUC\nEmisor', 'RUC EMISOR'],
    ['Número de Documento', 'NUMERO DE DOCUMENTO'],
  ])('%j', (text, words) => {
    expect(headerWords(text)).toBe(words);
  });

  test.each([
    ['RUC del Proveedor', 'ruc'],
    ['RUC/DNI', 'ruc'],
    ['RUC Nubiz', 'tercero'],
    ['DNI del representante', 'tercero'],
    ['Tipo Doc Identidad', 'tipo'],
    ['Tipo CP/Doc.', 'otro'],
    ['NRO DOC', 'documento'],
    ['Código de anexo', 'documento'],
    ['LicTradNum', 'documento'],
    ['N° de comprobante', 'otro'],
    ['Nro CP o Doc. Nro Inicial (Rango)', 'otro'],
    ['Teléfono', 'otro'],
    ['Apellidos Nombres/ Razón  Social', 'nombre'],
    ['TITULAR', 'parte'],
    ['Partner', 'documento'],
    ['Importe total', 'otro'],
  ])('%s → %s', (text, meaning) => {
    expect(headerMeaning(text)).toBe(meaning);
  });
});
