import { expect, it } from 'vitest';
import { answersRead, uploadsOf } from '../../../../renderer/words/sunat.ts';

const file = (changes = {}) => ({
  nombre: 'RM1.zip',
  rucs: 100,
  omitidas: 0,
  repetido: false,
  fallo: null,
  ...changes,
});

it('sums up what answer files brought, and names those that brought nothing', () => {
  expect(answersRead([])).toBe('');
  expect(answersRead([file(), file({ nombre: 'RM2.zip', rucs: 1_150, omitidas: 2 })])).toBe(
    'Se leyeron 1,250 respuestas de SUNAT. Se dejaron fuera 2 líneas que no son respuestas.',
  );
  const broken = { code: 'archivo-danado', message: 'El libro está dañado.' } as const;
  expect(answersRead([file({ repetido: true }), file({ nombre: 'x.zip', fallo: broken, rucs: 0 })])).toBe(
    'Ya se habían leído: RM1.zip. x.zip: El libro está dañado.',
  );
});

it('says how many files the RUCs make', () => {
  expect([1, 100, 101, 250].map(uploadsOf)).toEqual([
    'un archivo',
    'un archivo',
    '2 archivos de hasta 100',
    '3 archivos de hasta 100',
  ]);
});
