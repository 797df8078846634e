import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cleanRuc,
  faultSentence,
  hasRucPrefix,
  isPersonalRuc,
  isRuc,
  readRuc,
  readRucs,
  repairSentence,
  rucCheckDigit,
} from '../../../shared/ruc.ts';

/** The prefixes that SUNAT has given out. */
const RUC_PREFIXES = ['10', '15', '16', '17', '20'] as const;
const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''));
const ruc = fc.tuple(fc.constantFrom(...RUC_PREFIXES), digits(8)).map(([prefix, body]) => {
  const ten = prefix + body;
  return ten + String(rucCheckDigit(ten));
});

/** RUCs of public bodies and well-known companies, printed on their invoices. */
const KNOWN = [
  '20131312955',
  '20100070970',
  '20100047218',
  '20100130204',
  '20131380951',
  '20331066703',
  '20100128056',
];

describe('the check digit', () => {
  test.each(KNOWN)('accepts %s', (known) => {
    expect(isRuc(known)).toBe(true);
  });

  test('follows the rule computed another way', () => {
    fc.assert(
      fc.property(ruc, (value) => {
        const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
        const remainder =
          [...value].reduce((sum, digit, i) => sum + Number(digit) * (weights[i] as number), 0) % 11;
        // With the check digit weighing 1 the sum is a multiple of 11, or one short of it where 10 became 0
        // and one over where 11 became 1.
        expect([0, 1, 10]).toContain(remainder);
        expect(isRuc(value)).toBe(true);
      }),
    );
  });

  test('exactly one of the ten last digits passes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RUC_PREFIXES), digits(8), (prefix, body) => {
        const passing = [...'0123456789'].filter((last) => isRuc(prefix + body + last));
        expect(passing).toHaveLength(1);
      }),
    );
  });

  test('refuses other prefixes, lengths and digits of other scripts', () => {
    expect(isRuc('30131312955')).toBe(false);
    expect(isRuc('2013131295')).toBe(false);
    expect(isRuc('201313129550')).toBe(false);
    expect(isRuc('２０１３１３１２９５５')).toBe(false);
    expect(hasRucPrefix('51987654321')).toBe(false);
  });

  test("a RUC that begins with 10 is a person's", () => {
    expect(isPersonalRuc('10104380471')).toBe(true);
    expect(isPersonalRuc('20131312955')).toBe(false);
  });
});

describe('cleaning', () => {
  const blank = fc.constantFrom(
    ' ',
    '\u00a0',
    '\u200b',
    '\u202f',
    '\u3000',
    '\ufeff',
    '\t',
    '\n',
    '\u2007',
    '\u00ad',
  );

  test('never changes or calls repaired what is a RUC already', () => {
    fc.assert(
      fc.property(ruc, (value) => {
        expect(cleanRuc(value)).toEqual({ text: value, repairs: [] });
      }),
    );
  });

  test('is idempotent on any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), ruc), (raw) => {
        const once = readRuc(raw).text;
        expect(readRuc(once).valid).toBe(readRuc(raw).valid);
        if (readRuc(raw).valid) expect(readRuc(once).text).toBe(once);
      }),
    );
  });

  test('undoes any sprinkling of blanks and signs, and says so', () => {
    fc.assert(
      fc.property(
        ruc,
        fc.array(
          fc.tuple(
            fc.integer({ min: 0, max: 11 }),
            fc.oneof(blank, fc.constantFrom('-', '.', '–', '−', '/')),
          ),
          {
            minLength: 1,
            maxLength: 5,
          },
        ),
        (value, noise) => {
          let dirty = value;
          for (const [at, what] of noise) dirty = dirty.slice(0, at) + what + dirty.slice(at);
          // A point before nothing but zeros is a decimal: the number in front of it has ten digits or fewer.
          fc.pre(!/\.0+$/.test(dirty));
          const reading = readRuc(dirty);
          expect(reading).toMatchObject({ valid: true, text: value });
          expect(reading.repairs.length).toBeGreaterThan(0);
        },
      ),
    );
  });

  test('a digit is never added or guessed: what is read stands in the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9A-Z .,:\-/]{0,30}$/)), (raw) => {
        for (const reading of readRucs(raw)) {
          if (!reading.valid) continue;
          const all = raw.replace(/[\uff10-\uff19]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
          expect(all.replace(/\D/g, '')).toContain(reading.text);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['20131312955.0', 'decimal'],
    ['20131312955,00', 'decimal'],
    ['20,131,312,955.00', 'decimal'],
    ['20.131.312.955,00', 'decimal'],
    ['2.0131312955E+10', 'decimal'],
    ["'20131312955", 'apostrofo'],
    ['’20131312955', 'apostrofo'],
    ['RUC: 20131312955', 'rotulo'],
    ['RUC N° 20131312955', 'rotulo'],
    ['RUC Nº: 20131312955', 'rotulo'],
    ['R.U.C. 20131312955', 'rotulo'],
    ['R. U. C. Nro. 20131312955', 'rotulo'],
    ['N° RUC 20131312955', 'rotulo'],
    ['ruc20131312955', 'rotulo'],
    ['２０１３１３１２９５５', 'ancho-completo'],
    ['20-13131295-5', 'signos'],
    ['20.131.312.955', 'signos'],
    ['"20131312955"', 'signos'],
    ['2013 1312 955', 'espacios'],
    ['\u00a020131312955\u200b', 'espacios'],
    ['P20131312955', 'letra-inicial'],
    ['P 20131312955', 'letra-inicial'],
    ['C-20131312955', 'letra-inicial'],
  ])('reads %s', (raw, repair) => {
    const reading = readRuc(raw);
    expect(reading).toMatchObject({ valid: true, text: '20131312955' });
    expect(reading.repairs).toContain(repair);
    expect(repairSentence(reading.repairs)).toMatch(/^El RUC se leyó .+\.$/);
  });

  test('amounts and dates are not joined into numbers', () => {
    expect(readRuc('12.5')).toMatchObject({ valid: false, text: '12.5', fault: 'letras' });
    expect(readRuc('10/02/2024')).toMatchObject({ valid: false, text: '10/02/2024', fault: 'letras' });
  });

  test('two letters in front are not taken off', () => {
    expect(readRuc('PE20131312955').valid).toBe(false);
  });
});

describe('what is wrong', () => {
  test.each([
    ['', 'vacio'],
    [' \u00a0', 'vacio'],
    ['2.01313E+10', 'digitos-perdidos'],
    ['2,01313E+10', 'digitos-perdidos'],
    ['2E+10', 'digitos-perdidos'],
    ['99999999999', 'marcador'],
    ['00000000', 'marcador'],
    ['-', 'marcador'],
    ['s/n', 'marcador'],
    ['Varios', 'marcador'],
    ['2013131295', 'longitud'],
    ['201313129555', 'longitud'],
    ['20131312O55', 'letras'],
    ['00A00035185', 'letras'],
    ['44556677', 'dni'],
    ['20131312954', 'digito'],
    ['51987654321', 'prefijo'],
  ] as const)('%s → %s', (raw, fault) => {
    const reading = readRuc(raw);
    expect(reading).toMatchObject({ valid: false, fault });
    if (!reading.valid) {
      expect(faultSentence(reading.fault, reading.text, reading.suggestion)).toMatch(/^[A-ZÁÉÍÓÚ].*\.$/);
    }
  });

  test('a stray letter at the end is the only correction offered', () => {
    const reading = readRuc('20131312955A');
    expect(reading).toMatchObject({ valid: false, fault: 'letras', suggestion: '20131312955' });
    expect(faultSentence('letras', '20131312955A', '20131312955')).toContain('20131312955');
    expect(readRuc('20131312O55')).not.toHaveProperty('suggestion');
    expect(readRuc('20131312954A')).not.toHaveProperty('suggestion');
  });

  test('any single wrong digit of the last place is seen', () => {
    fc.assert(
      fc.property(ruc, fc.integer({ min: 1, max: 9 }), (value, step) => {
        const wrong = value.slice(0, 10) + String((Number(value[10]) + step) % 10);
        expect(readRuc(wrong).valid).toBe(false);
      }),
    );
  });
});

/** The valid RUCs that a cell's text gives. */
function validIn(text: string): string[] {
  return readRucs(text).flatMap((reading) => (reading.valid ? [reading.text] : []));
}

describe('several in one cell', () => {
  test('a RUC counts where it stands alone', () => {
    expect(validIn('Factura de ACME (RUC 20131312955), Lima')).toEqual(['20131312955']);
    expect(validIn('20131312955-01-F001-00012')).toEqual([]);
    expect(validIn('2013131295501F00100012')).toEqual([]);
    expect(validIn('F001-20131312955')).toEqual([]);
    expect(validIn('20131312955 - ACME S.A.C.')).toEqual(['20131312955']);
    expect(validIn('20131312955-ACME')).toEqual(['20131312955']);
    expect(validIn('CCI 00219300123456789012')).toEqual([]);
  });

  test.each([
    '20131312955 / 20100070970',
    '20131312955/20100070970',
    '20131312955; 20100070970',
    '20131312955\n20100070970',
    '20131312955 20100070970',
    '20131312955 y 20100070970',
  ])('both are read: %j', (raw) => {
    expect(readRucs(raw).map((reading) => reading.text)).toEqual(['20131312955', '20100070970']);
    expect(
      readRucs(raw).every((reading) => reading.valid && reading.repairs.includes('dentro-de-texto')),
    ).toBe(true);
  });

  test('a wrong one beside a right one is reported too', () => {
    expect(readRucs('20131312955 / 20100070971')).toMatchObject([
      { valid: true, text: '20131312955' },
      { valid: false, text: '20100070971', fault: 'digito' },
    ]);
  });

  test('one alone, or none, is one reading', () => {
    expect(readRucs('P20131312955')).toEqual([readRuc('P20131312955')]);
    expect(readRucs('20131312954 y otros')).toHaveLength(1);
    fc.assert(fc.property(fc.string(), (raw) => readRucs(raw).length >= 1));
  });
});
