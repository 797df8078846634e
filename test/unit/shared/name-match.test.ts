import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchNames, nameMatchWords } from '../../../shared/name-match.ts';

describe('the same name, written otherwise', () => {
  test.each([
    ['Ferretería Industrial El Yunque S.A.C.', 'FERRETERIA INDUSTRIAL EL YUNQUE SOCIEDAD ANONIMA CERRADA'],
    ['FERRETERIA INDUSTRIAL EL YUNQUE SAC', 'FERRETERIA INDUSTRIAL EL YUNQUE S.A.C.'],
    ['Transportes Ccorimanya E. I. R. L.', 'TRANSPORTES CCORIMANYA E.I.R.L.'],
    ['María del Rosario Núñez Quispe', 'NUÑEZ QUISPE MARIA DEL ROSARIO'],
    ['Contratistas Grles. Peña & Hnos.', 'CONTRATISTAS GENERALES PEÑA HERMANOS'],
    ['Papel Norte SRL', 'PAPELNORTE S.R.L.'],
    ['A.B.C. Servicios', 'ABC SERVICIOS S.A.'],
  ])('%s ~ %s', (written, registered) => {
    expect(matchNames(written, registered)).toEqual({ tipo: 'coincide', puntaje: 1 });
  });
});

describe('alike', () => {
  test.each([
    ['FERRETERIA EL YUNQUE', 'FERRETERIA INDUSTRIAL EL YUNQUE S.A.C.'],
    ['M. Núñez Q.', 'NUÑEZ QUISPE MARIA DEL ROSARIO'],
    ['DISTRIBUIDORA DE UTILES PAPELN', 'DISTRIBUIDORA DE ÚTILES PAPELNORTE S.A.C.'],
    ['Laboratorio Dental Sonriza', 'LABORATORIO DENTAL SONRISA ANDINA S.A.C.'],
  ])('%s ~ %s', (written, registered) => {
    const match = matchNames(written, registered);
    expect(match?.tipo).toBe('parecido');
    expect(nameMatchWords(match)).toMatch(/^parecido 0\.\d\d$/);
  });
});

describe('different', () => {
  test.each([
    ['FERRETERIA EL YUNQUE', 'TEXTILES ALPACA DEL ALTIPLANO S.A.'],
    ['INVERSIONES MAÑUCO S.A.C.', 'INVERSIONES ÑAHUI S.A.C.'],
    ['TRANSPORTES LIMA', 'TRANSPORTES Y SERVICIOS GENERALES HERMANOS CCORIMANYA E.I.R.L.'],
    ['QUISPE MAMANI JUAN', 'QUISPE HUAMAN ROSA'],
    ['varios', 'SERVICENTRO LA CAÑADA S.A.'],
  ])('%s ~ %s', (written, registered) => {
    expect(matchNames(written, registered)?.tipo).toBe('distinto');
  });
});

test('a letter more or less is spelling', () => {
  expect(matchNames('TRANSPORTES CORIMANYA', 'TRANSPORTES CCORIMANYA EIRL')?.tipo).toBe('coincide');
});

test('where either says nothing there is no match', () => {
  expect(matchNames('', 'EJEMPLO S.A.C.')).toBeNull();
  expect(matchNames('EJEMPLO', '-')).toBeNull();
  expect(matchNames('12345', 'EJEMPLO')).toBeNull();
  expect(nameMatchWords(null)).toBe('');
});

test('only a legal form is still compared', () => {
  expect(matchNames('SOCIEDAD ANONIMA', 'SOCIEDAD ANONIMA')?.tipo).toBe('coincide');
});

test('a name matches itself, whatever it is; the score stays within 0 and 1', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const match = matchNames(a, b);
      if (match !== null) {
        expect(match.puntaje).toBeGreaterThanOrEqual(0);
        expect(match.puntaje).toBeLessThanOrEqual(1);
      }
      const self = matchNames(a, a);
      if (self !== null) expect(self.tipo).toBe('coincide');
    }),
  );
});
