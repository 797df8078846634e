import { describe, expect, test } from 'vitest';
import { UBIGEOS } from '../../../../main/padron/place/ubigeo-data.ts';
import { placeOf, placeOfTaxpayer } from '../../../../main/padron/place/ubigeo.ts';

const at = (distrito: string, provincia: string, departamento: string) => ({
  distrito,
  provincia,
  departamento,
});

describe('the place of an INEI code', () => {
  test('is district, province and department', () => {
    expect(placeOf('150130')).toEqual(at('SAN BORJA', 'LIMA', 'LIMA'));
    expect(placeOf('150140')).toEqual(at('SANTIAGO DE SURCO', 'LIMA', 'LIMA'));
    expect(placeOf('150120')).toEqual(at('MAGDALENA DEL MAR', 'LIMA', 'LIMA'));
    expect(placeOf('070106')).toEqual(at('VENTANILLA', 'CALLAO', 'CALLAO'));
    expect(placeOf('040129')).toEqual(at('JOSE LUIS BUSTAMANTE Y RIVERO', 'AREQUIPA', 'AREQUIPA'));
    expect(placeOf('010101')).toEqual(at('CHACHAPOYAS', 'CHACHAPOYAS', 'AMAZONAS'));
    expect(placeOf('250401')).toEqual(at('PURUS', 'PURUS', 'UCAYALI'));
  });

  test('follows the numbers that INEI skips', () => {
    expect(placeOf('100307').distrito).toBe('CHUQUIS');
    expect(placeOf('100317').distrito).toBe('RIPAN');
    expect(placeOf('120114').distrito).toBe('EL TAMBO');
    expect(placeOf('120136').distrito).toBe('VIQUES');
    expect(placeOf('120102').distrito).toBe('');
    expect(placeOf('160211').distrito).toBe('TENIENTE CESAR LOPEZ ROJAS');
  });

  test('knows districts created since 2019', () => {
    expect(placeOf('130112').distrito).toBe('ALTO TRUJILLO');
    expect(placeOf('180107').distrito).toBe('SAN ANTONIO');
    expect(placeOf('090725').distrito).toBe('COCHABAMBA');
    expect(placeOf('250307')).toEqual(at('BOQUERON', 'PADRE ABAD', 'UCAYALI'));
  });

  test('falls back to province and department, then to the department', () => {
    expect(placeOf('150199')).toEqual(at('', 'LIMA', 'LIMA'));
    expect(placeOf('159999')).toEqual(at('', '', 'LIMA'));
    expect(placeOf('990101')).toEqual(at('', '', ''));
  });

  test.each(['', '-', '15013', '1501300', 'ABCDEF', ' 150130'])('%j lies nowhere', (code) => {
    expect(placeOf(code)).toEqual(at('', '', ''));
  });

  test('a source that says the place is believed, a silent one completed', () => {
    const said = at('ATE VITARTE', 'LIMA', 'LIMA');
    expect(placeOfTaxpayer({ ubigeo: '150103', ...said })).toEqual(said);
    expect(placeOfTaxpayer({ ubigeo: '150103', ...at('', '', 'LIMA') })).toEqual(at('', '', 'LIMA'));
    expect(placeOfTaxpayer({ ubigeo: '150103', ...at('', '', '') })).toEqual(at('ATE', 'LIMA', 'LIMA'));
    expect(placeOfTaxpayer({ ubigeo: '', ...at('', '', '') })).toEqual(at('', '', ''));
  });

  test('the list is whole: 25 departments, 196 provinces, 1,891 districts, each reachable', () => {
    const lines = UBIGEOS.trim().split('\n');
    const provinces = lines.filter((line) => /^\d{4} /.test(line));
    expect(lines.length - provinces.length).toBe(25);
    expect(provinces.length).toBe(196);
    let districts = 0;
    for (const line of provinces) {
      const code = line.slice(0, 4);
      for (let n = 1; n < 100; n += 1) {
        const place = placeOf(code + String(n).padStart(2, '0'));
        expect(place.provincia).not.toBe('');
        expect(place.departamento).not.toBe('');
        if (place.distrito !== '') {
          districts += 1;
          expect(place.distrito).toMatch(/^[A-ZÑ0-9][A-ZÑ0-9 .()-]*$/);
        }
      }
    }
    expect(districts).toBe(1891);
  });
});
