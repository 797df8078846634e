import { describe, expect, it } from 'vitest';
import { REGISTERS, type RegisterMarks, type SscoMark } from '../../../shared/padron.ts';
import {
  isMarkCodes,
  listSentences,
  markCodes,
  REGISTER_NAMES,
  sscoSentence,
} from '../../../shared/register-words.ts';

const day = (y: number, m: number, d: number): number => Date.UTC(y, m - 1, d, 5);
const MARK: SscoMark = {
  publicada: day(2026, 10, 31),
  plazo: day(2026, 12, 15),
  resolucion: '',
  vigente: true,
};
const NOW = Date.UTC(2026, 10, 24, 15);

describe('register words', () => {
  it('names every register', () => {
    expect(Object.keys(REGISTER_NAMES).sort()).toEqual([...REGISTERS].sort());
  });

  it('says risk, the publication and the last day of the 30 working days', () => {
    expect(sscoSentence(MARK, NOW)).toBe(
      'Figura en la lista de sujetos sin capacidad operativa (D.Leg. 1532) publicada el 31/10/2026: riesgo de que ' +
        'SUNAT desconozca el gasto y el crédito fiscal de sus comprobantes, también de los anteriores a la ' +
        'publicación; puede iniciar ante SUNAT el procedimiento para sustentarlos hasta el 15/12/2026 ' +
        '(30 días hábiles).',
    );
  });

  it('says that the term is over from the day after its last one, in Lima', () => {
    const lastMoment = day(2026, 12, 16) - 1;
    expect(sscoSentence(MARK, lastMoment)).toContain('hasta el 15/12/2026');
    expect(sscoSentence(MARK, lastMoment + 1)).toContain('venció el 15/12/2026 (30 días hábiles).');
  });

  it('invents no date where the list has none, and adds the resolution where it is known', () => {
    const bare = sscoSentence({ ...MARK, publicada: null, plazo: null, resolucion: '012-00-1' }, NOW);
    expect(bare).not.toMatch(/\d{2}\/\d{2}\/\d{4}/);
    expect(bare).toContain('30 días hábiles');
    expect(bare).toMatch(/ Resolución 012-00-1\.$/);
  });

  it('tells who left the list apart', () => {
    const left = sscoSentence({ ...MARK, vigente: false }, NOW);
    expect(left).toMatch(/^Figuró en .* publicada el 31\/10\/2026 y ya no figura en la última: riesgo/);
    expect(left).not.toContain('15/12/2026');
  });

  it('gives codes once each, the gravest first, and a sentence for each list', () => {
    const marks: RegisterMarks = {
      ssco: MARK,
      listas: [
        { lista: 'retencion', desde: day(2014, 5, 1), resolucion: '' },
        { lista: 'percepcion-interna', desde: null, resolucion: '' },
        { lista: 'percepcion-combustible', desde: null, resolucion: '' },
        { lista: 'buenos-contribuyentes', desde: day(2020, 1, 1), resolucion: '' },
      ],
    };
    expect(markCodes(marks)).toBe('SSCO, Retención, Percepción, Buen contribuyente');
    expect(isMarkCodes(markCodes(marks))).toBe(true);
    expect(isMarkCodes(markCodes({ ssco: { ...MARK, vigente: false }, listas: [] }))).toBe(true);
    for (const text of ['', 'APTO', 'SSCO, APTO', 'Retención;Percepción'])
      expect(isMarkCodes(text)).toBe(false);
    expect(listSentences(marks)).toEqual([
      'Agente de retención desde el 01/05/2014.',
      'Agente de percepción (venta interna).',
      'Agente de percepción (combustibles).',
      'Buen contribuyente desde el 01/01/2020.',
    ]);
    expect(markCodes({ ssco: { ...MARK, vigente: false }, listas: [] })).toBe('SSCO (retirado)');
    expect(markCodes({ ssco: null, listas: [] })).toBe('');
  });
});
