import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameWords, readQuery } from '../../../../main/padron/names/words.ts';

describe('words of a name', () => {
  test.each([
    ['CORPORACIÓN JOSÉ R. LINDLEY S.A.', 'corporacion jose r lindley'],
    ['Ñandú & Núñez E.I.R.L.', 'nandu nunez'],
    ['EL SOL SOCIEDAD ANONIMA CERRADA', 'el sol'],
    ['EL SOL SOCIEDAD ANÓNIMA', 'el sol'],
    ['EL SOL SAC', 'el sol'],
    ['EL SOL S. A. C.', 'el sol'],
    ['EL SOL S.R.LTDA.', 'el sol'],
    ['EL SOL EMPRESA INDIVIDUAL DE RESPONSABILIDAD LIMITADA', 'el sol'],
    ['EL SOL S.A. - SOL DEL PERU', 'el sol sol del peru'],
    ['SOCIEDAD MINERA CORONA S.A.', 'sociedad minera corona'],
    ['3M PERU S.A.', '3m peru'],
    ['D\'ONOFRIO \\ "HNOS" | CIA', 'd onofrio hnos cia'],
  ])('%s', (name, own) => {
    expect(nameWords(name).own.join(' ')).toBe(own);
  });

  test('a name of nothing but a legal form keeps it', () => {
    expect(nameWords('S.A.C.').own).toEqual(['s', 'a', 'c']);
    expect(nameWords('---').own).toEqual([]);
  });
});

describe('what was typed', () => {
  test.each([
    ['grupo rom', ['grupo'], 'rom'],
    ['grupo rom ', ['grupo', 'rom'], null],
    ['GRUPO R', ['grupo', 'r'], null],
    ['romero s.a.c.', ['romero'], null],
    ['romero s', ['romero'], null],
    ['romero s.a', ['romero'], null],
    ['romero sociedad anon', ['romero'], null],
    ['romero sociedad', ['romero'], 'sociedad'],
    ['sac', [], 'sac'],
    ['s.a.c. romero', [], 'romero'],
  ])('%j', (text, whole, begun) => {
    expect(readQuery(text)).toMatchObject({ whole, begun });
  });

  test.each(['', '   ', '-- & *', '"', '\ue000'])('%j holds no word', (text) => {
    expect(readQuery(text)).toBeNull();
  });

  test('words are letters and digits whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const query = readQuery(text);
        for (const word of [...(query?.whole ?? []), query?.begun ?? 'x'])
          expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });
});
