import { describe, expect, it } from 'vitest';
import {
  conditionLine,
  conditionWords,
  riskOf,
  riskSeen,
  stateWords,
} from '../../../../../renderer/components/drawer/stretches.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 24, 15);

describe('the condition line', () => {
  it('ranks by the same equality as the verdict', () => {
    expect(riskOf('ACTIVO', 'HABIDO')).toBe('apto');
    expect(riskOf('ACTIVO', 'NO HABIDO')).toBe('noapto');
    expect(riskOf('ACTIVO', 'NO HALLADO SE MUDO D')).toBe('obs');
    expect(riskOf('BAJA DE OFICIO', 'HABIDO')).toBe('noapto');
    expect(riskOf('', 'HABIDO')).toBe('nada');
    expect(stateWords('BAJA DE OFICIO', 'HABIDO')).toBe('BAJA DE OFICIO');
    expect(stateWords('ACTIVO', '-')).toBe('Sin condición');
  });

  it('goes by the verdict where a state was judged by more than its two texts', () => {
    const good = { estado: 'ACTIVO', condicion: 'HABIDO', desde: 0, hasta: null };
    expect(riskSeen(good)).toBe('apto');
    expect(riskSeen({ ...good, veredicto: 'NO APTO' })).toBe('noapto');
    expect(riskSeen({ ...good, veredicto: 'OBSERVADO' })).toBe('obs');
    expect(riskSeen({ ...good, estado: '', condicion: '', veredicto: 'NO EXISTE' })).toBe('nada');
    const listed = { ...good, veredicto: 'NO APTO' } as const;
    expect(conditionLine([listed], NOW).map((stretch) => stretch.riesgo)).toEqual(['noapto']);
  });

  it('runs from the oldest to now, with the time in which nothing was seen', () => {
    const line = conditionLine(
      [
        { estado: 'ACTIVO', condicion: 'NO HABIDO', desde: NOW - 50 * DAY, hasta: null },
        { estado: 'ACTIVO', condicion: 'HABIDO', desde: NOW - 200 * DAY, hasta: NOW - 100 * DAY },
      ],
      NOW,
    );
    expect(line.map((s) => s.riesgo)).toEqual(['apto', 'nada', 'noapto']);
    expect(line.map((s) => Math.round(s.parte * 100))).toEqual([50, 25, 25]);
    expect(line.map((s) => s.etiqueta)).toEqual(['may.', 'ago.', 'oct.']);
  });

  it('keeps the shortest state visible, without a label that would touch the next', () => {
    const line = conditionLine(
      [
        { estado: 'ACTIVO', condicion: 'NO HABIDO', desde: NOW - DAY, hasta: null },
        { estado: 'ACTIVO', condicion: 'HABIDO', desde: NOW - 365 * DAY, hasta: NOW - DAY },
      ],
      NOW,
    );
    expect(line[1]?.parte).toBeGreaterThan(0.03);
    expect(line[1]?.etiqueta).toBe('');
    expect(line.reduce((sum, s) => sum + s.parte, 0)).toBeCloseTo(1);
  });

  it('stands for what was seen a moment ago for the first time', () => {
    expect(
      conditionLine([{ estado: 'ACTIVO', condicion: 'HABIDO', desde: NOW, hasta: null }], NOW),
    ).toHaveLength(1);
    expect(conditionLine([], NOW)).toEqual([]);
  });

  it('says the same in words', () => {
    expect(conditionWords([{ estado: 'ACTIVO', condicion: 'HABIDO', desde: NOW - DAY, hasta: NOW }])).toBe(
      'HABIDO desde el 23/11/2026 hasta el 24/11/2026',
    );
  });
});
