import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latestAnswers, stateSpans, type AnswerFact } from '../../../main/database/answer-projection.ts';
import { cleanText, foldText } from '../../../main/database/text.ts';

const fact = (n: number, at: number, changes: Partial<AnswerFact> = {}): AnswerFact => ({
  n,
  id: `id-${String(n).padStart(3, '0')}`,
  at,
  ruc: '20100070970',
  kind: 'known',
  estado: 'ACTIVO',
  condicion: 'HABIDO',
  ...changes,
});

describe('projections of answers', () => {
  const facts = fc
    .array(
      fc.record({
        at: fc.integer({ min: 0, max: 5 }),
        ruc: fc.constantFrom('20100070970', '20131312955', '10400000001'),
        kind: fc.constantFrom('known', 'unknown', 'refused'),
        estado: fc.constantFrom('ACTIVO', 'BAJA DE OFICIO'),
      }),
      { maxLength: 30 },
    )
    .map((parts) => parts.map(({ at, ...rest }, i) => fact(i + 1, at, rest)));

  it('are the same for the same facts in any order', () => {
    fc.assert(
      fc.property(
        facts.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const sorted = (map: Map<string, AnswerFact>): unknown =>
            [...map].sort(([a], [b]) => a.localeCompare(b));
          expect(sorted(latestAnswers(shuffled))).toEqual(sorted(latestAnswers(all)));
          const ruc = '20100070970';
          const of = (list: AnswerFact[]): AnswerFact[] => list.filter((one) => one.ruc === ruc);
          expect(stateSpans(of(shuffled))).toEqual(stateSpans(of(all)));
        },
      ),
    );
  });

  it('take the newest by time, not by arrival, and never a refusal', () => {
    const latest = latestAnswers([fact(1, 50), fact(2, 40), fact(3, 60, { kind: 'refused' })]);
    expect(latest.get('20100070970')?.n).toBe(1);
    expect(latestAnswers([fact(1, 50), fact(2, 60, { kind: 'unknown' })]).get('20100070970')?.n).toBe(2);
  });

  it('tell one state per change, newest first; "not found" ends one and begins none', () => {
    const spans = stateSpans([
      fact(1, 10),
      fact(2, 20),
      fact(3, 30, { estado: 'BAJA DE OFICIO' }),
      fact(4, 40, { kind: 'refused' }),
      fact(5, 50, { kind: 'unknown' }),
      fact(6, 60),
    ]);
    expect(spans).toEqual([
      { estado: 'ACTIVO', condicion: 'HABIDO', desde: 60, hasta: null },
      { estado: 'BAJA DE OFICIO', condicion: 'HABIDO', desde: 30, hasta: 50 },
      { estado: 'ACTIVO', condicion: 'HABIDO', desde: 10, hasta: 30 },
    ]);
  });
});

describe('text on its way in', () => {
  it('loses U+0000 and lone surrogates, and nothing else', () => {
    expect(cleanText('A\u0000B\ud83dC\udc00D')).toBe('ABCD');
    expect(cleanText('PERÚ \ud83c\uddf5\ud83c\uddea \ufffd')).toBe('PERÚ \ud83c\uddf5\ud83c\uddea \ufffd');
  });

  it('is compared without accents and case', () => {
    expect(foldText('ÑANDÚ Güí')).toBe('nandu gui');
  });
});
