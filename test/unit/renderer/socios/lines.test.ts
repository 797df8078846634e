import { describe, expect, it } from 'vitest';
import { partnerMove, type PartnerPlace } from '../../../../renderer/screens/socios/list/keys.ts';
import {
  countLines,
  lineAt,
  startOf,
  stretchesBetween,
  type Section,
} from '../../../../renderer/screens/socios/state/lines.ts';

const section = (clave: string | null, socios: number, plegada = false): Section => ({
  clave,
  nombre: clave ?? '',
  socios,
  plegada,
});

/** Heads at 0, 4 and 5; partners at 1 to 3 and 6 to 7. */
const SECTIONS = [section('a', 3), section('b', 5, true), section('', 2)];

describe('the lines of the table', () => {
  it('are the heads, and under each open one its partners', () => {
    expect(countLines(SECTIONS)).toBe(8);
    const kinds = Array.from({ length: 9 }, (_, n) => lineAt(SECTIONS, n));
    expect(kinds).toEqual([
      { tipo: 'grupo', seccion: 0 },
      { tipo: 'socio', seccion: 0, indice: 0 },
      { tipo: 'socio', seccion: 0, indice: 1 },
      { tipo: 'socio', seccion: 0, indice: 2 },
      { tipo: 'grupo', seccion: 1 },
      { tipo: 'grupo', seccion: 2 },
      { tipo: 'socio', seccion: 2, indice: 0 },
      { tipo: 'socio', seccion: 2, indice: 1 },
      null,
    ]);
    expect([0, 1, 2].map((n) => startOf(SECTIONS, n))).toEqual([0, 4, 5]);
  });

  it('are the partners alone where there are no groups', () => {
    const list = [section(null, 4)];
    expect(countLines(list)).toBe(4);
    expect(lineAt(list, 0)).toEqual({ tipo: 'socio', seccion: 0, indice: 0 });
    expect(stretchesBetween(list, 3, 1)).toEqual([{ seccion: 0, desde: 1, cuantas: 3 }]);
  });

  it('between two of them hold partners section by section, whichever comes first', () => {
    const both = [
      { seccion: 0, desde: 1, cuantas: 2 },
      { seccion: 2, desde: 0, cuantas: 1 },
    ];
    expect(stretchesBetween(SECTIONS, 2, 6)).toEqual(both);
    expect(stretchesBetween(SECTIONS, 6, 2)).toEqual(both);
    expect(stretchesBetween(SECTIONS, 4, 5)).toEqual([]);
    expect(stretchesBetween(SECTIONS, 0, 99)).toEqual([
      { seccion: 0, desde: 0, cuantas: 3 },
      { seccion: 2, desde: 0, cuantas: 2 },
    ]);
  });
});

describe('the keys of the table', () => {
  const place = (activa: number): PartnerPlace => ({
    activa,
    secciones: SECTIONS,
    total: countLines(SECTIONS),
    inHead: null,
    heads: [0, 1, 2],
    pageRows: 5,
  });

  it('walk the lines, and select with Shift and Space', () => {
    expect(partnerMove('ArrowDown', false, place(1))).toEqual({ tipo: 'linea', linea: 2, extiende: false });
    expect(partnerMove('PageDown', true, place(1))).toEqual({ tipo: 'linea', linea: 6, extiende: true });
    expect(partnerMove(' ', false, place(2))).toEqual({ tipo: 'elegir' });
    expect(partnerMove('Enter', false, place(2))).toEqual({ tipo: 'detalle' });
    expect(partnerMove('x', false, place(2))).toBeNull();
  });

  it('fold a section at its head, and lead back to it', () => {
    expect(partnerMove('Enter', false, place(0))).toEqual({ tipo: 'plegar', seccion: 0 });
    expect(partnerMove(' ', false, place(4))).toEqual({ tipo: 'plegar', seccion: 1 });
    expect(partnerMove('ArrowLeft', false, place(0))).toEqual({ tipo: 'plegar', seccion: 0 });
    expect(partnerMove('ArrowRight', false, place(0))).toBeNull();
    expect(partnerMove('ArrowRight', false, place(4))).toEqual({ tipo: 'plegar', seccion: 1 });
    expect(partnerMove('ArrowLeft', false, place(7))).toEqual({ tipo: 'linea', linea: 5, extiende: false });
  });

  it('sort in the heads, and leave their boxes to the browser', () => {
    const inHead = { ...place(0), inHead: 0 };
    expect(partnerMove('ArrowRight', false, inHead)).toEqual({ tipo: 'cabecera', columna: 1 });
    expect(partnerMove(' ', false, inHead)).toBeNull();
    expect(partnerMove('ArrowUp', false, place(0))).toEqual({ tipo: 'cabecera', columna: 0 });
  });
});
