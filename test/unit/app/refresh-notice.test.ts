import { describe, expect, it } from 'vitest';
import { refreshNotice } from '../../../main/app/refresh-notice.ts';

type Course = 'peor' | 'mejor' | 'otro';

function change(ruc: string, razonSocial: string, rumbo: Course) {
  return { ruc, razonSocial, rumbo };
}

const LIMA = change('20100000001', 'COMERCIAL LIMA S.A.C.', 'peor');
const SUR = change('20100000002', 'TRANSPORTES DEL SUR S.A.', 'peor');
const NORTE = change('20100000003', 'AGRO NORTE E.I.R.L.', 'mejor');
const ANA = change('10412345678', 'QUISPE MAMANI ANA', 'otro');

describe('refreshNotice', () => {
  it('says nothing of nothing', () => {
    expect(refreshNotice([])).toBeNull();
  });

  it('sums up partners by their course, those for the worse first', () => {
    expect(refreshNotice([NORTE, LIMA, SUR])).toEqual({
      title: '3 socios cambiaron: 2 empeoraron, 1 mejoró',
      body: 'COMERCIAL LIMA S.A.C., TRANSPORTES DEL SUR S.A. y 1 más',
    });
    expect(refreshNotice([ANA, LIMA])).toEqual({
      title: '2 socios cambiaron: 1 empeoró, 1 con otro cambio',
      body: 'COMERCIAL LIMA S.A.C. y 1 más',
    });
    expect(refreshNotice([SUR, LIMA])?.body).toBe('TRANSPORTES DEL SUR S.A. y COMERCIAL LIMA S.A.C.');
    expect(refreshNotice([NORTE])).toEqual({
      title: '1 socio cambió: 1 mejoró',
      body: 'AGRO NORTE E.I.R.L.',
    });
  });

  it('counts a partner once, by the worst of its changes', () => {
    const several = [{ ...LIMA, rumbo: 'otro' as const }, LIMA, { ...LIMA, rumbo: 'mejor' as const }];
    expect(refreshNotice(several)?.title).toBe('1 socio cambió: 1 empeoró');
  });

  it('names no natural person', () => {
    expect(refreshNotice([ANA])?.body).toBe('Abra Habido para ver cuáles.');
    expect(JSON.stringify(refreshNotice([ANA, LIMA, NORTE]))).not.toContain('QUISPE');
  });

  it('names no RUC, not even of somebody whose name is not known', () => {
    const nameless = change('10412345678', '', 'peor');
    expect(refreshNotice([nameless])).toEqual({
      title: '1 socio cambió: 1 empeoró',
      body: 'Abra Habido para ver cuáles.',
    });
    expect(refreshNotice([nameless, LIMA])?.body).toBe('COMERCIAL LIMA S.A.C. y 1 más');
    expect(JSON.stringify(refreshNotice([nameless, LIMA, ANA]))).not.toMatch(/\d{8}/);
  });

  it('shortens long names', () => {
    const long = change('20100000004', `ASOCIACION ${'DE PRODUCTORES '.repeat(9)}`, 'peor');
    expect(refreshNotice([long])?.body.length).toBeLessThan(60);
  });
});
