import { describe, expect, it } from 'vitest';
import {
  ageInDays,
  ageSentence,
  changeCounts,
  editionSentence,
  endSentence,
  importSentence,
  meanwhileWords,
  mendedSentence,
  mostChanged,
  phaseWords,
  placeWords,
  progressWords,
  spanState,
  spanWords,
} from '../../../../renderer/screens/padron/words.ts';
import type { PadronJob } from '../../../../shared/contract.ts';
import { edition, lima } from './state.ts';

const NOW = lima('2026-11-24');
const NONE = { danadas: 0, repetidas: 0, nombreConSeparador: 0, desordenadas: 0 };

describe('the edition in use', () => {
  it('is told with its date and how many it has', () => {
    expect(editionSentence(edition())).toBe('Padrón reducido del 23/11/2026: 18,297,300 contribuyentes.');
    expect(editionSentence(edition({ filas: 1 }))).toBe('Padrón reducido del 23/11/2026: 1 contribuyente.');
  });

  it('counts its age by days of Lima, whatever the hour', () => {
    const late = lima('2026-11-23 23:50');
    expect(ageInDays(late, lima('2026-11-24 00:10'))).toBe(1);
    expect(ageInDays(late, lima('2026-11-23 00:10'))).toBe(0);
    expect(ageSentence(late, NOW, 7)).toBe('Tiene 1 día.');
    expect(ageSentence(NOW, NOW, 7)).toBe('Es de hoy.');
    expect(ageSentence(NOW - 86_400_000 * 9, NOW, 7)).toContain(
      'Tiene 9 días, más de los 7 que fijó en Ajustes',
    );
  });

  it('says when and from what it came, and what was left out', () => {
    expect(importSentence(edition(), NOW)).toBe('Importado ayer a las 19:12 desde padron_reducido_ruc.zip.');
    const dirty = edition({
      defectos: { danadas: 41, repetidas: 2, nombreConSeparador: 1, desordenadas: 0 },
    });
    expect(importSentence(dirty, NOW)).toMatch(/; 41 líneas dañadas se omitieron y se contaron\.$/);
    expect(importSentence(edition({ defectos: { ...NONE, danadas: 1 } }), NOW)).toMatch(
      /; 1 línea dañada se omitió y se contó\.$/,
    );
    expect(mendedSentence(dirty)).toBe(
      'Además: 2 RUC repetidos (vale la última línea), 1 nombre con «|» (se leyeron enteros).',
    );
    expect(mendedSentence(edition())).toBe('');
  });
});

describe('a job', () => {
  const job = (change: Partial<PadronJob> = {}): PadronJob => ({
    tipo: 'importar',
    nombre: 'a.zip',
    progreso: { fase: 'leer', avance: 0.327, filas: 1_240_000, bytes: 0, restanMs: 11_000 },
    cancelando: false,
    ...change,
  });

  it('says what it does, how far it is and how long it takes still', () => {
    expect(phaseWords(job())).toBe('Leyendo el padrón');
    expect(progressWords(job())).toBe('1,240,000 filas · 32\u00a0% · quedan unos 15 s');
    const down = { fase: 'descargar', avance: null, filas: 0, bytes: 120_400_000, restanMs: null } as const;
    expect(progressWords(job({ tipo: 'descargar', progreso: down }))).toBe('115 MB');
    expect(phaseWords(job({ tipo: 'descargar', progreso: null }))).toBe('Descargando el padrón');
    expect(phaseWords(job({ cancelando: true }))).toBe('Cancelando');
    expect(progressWords(job({ cancelando: true }))).toBe('');
  });

  it('says what may be done meanwhile', () => {
    expect(meanwhileWords(job(), true)).toContain('el padrón anterior se usa');
    expect(meanwhileWords(job(), false)).toBe('Puede seguir trabajando en otra pantalla.');
    const names = { fase: 'nombres', avance: null, filas: 9, bytes: 0, restanMs: null } as const;
    expect(meanwhileWords(job({ progreso: names }), true)).toContain('El padrón nuevo ya está en uso');
  });

  it('tells how it ended', () => {
    const end = {
      id: 1,
      tipo: 'importar',
      nombre: 'a.zip',
      archivo: null,
      fecha: null,
      error: null,
    } as const;
    expect(endSentence({ ...end, fin: 'ya-estaba' })).toContain('ya está en uso');
    expect(endSentence({ ...end, fin: 'importado' })).toContain('Se importó a.zip');
    expect(endSentence({ ...end, fin: 'cancelado' })).toContain('El padrón anterior sigue en uso');
    expect(endSentence({ ...end, tipo: 'descargar', fin: 'cancelado' })).toContain('sigue desde ahí');
  });
});

describe('changes between editions', () => {
  const second = edition({
    n: 2,
    cambios: { nuevos: 1204, retirados: 310, modificados: 50 },
    porTipo: { estado: 30, condicion: 20, nombre: 5 },
  });

  it('are counted by kind, none for the first edition', () => {
    expect(changeCounts(edition())).toBeNull();
    expect(changeCounts(second)).toEqual({
      nuevos: 1204,
      retirados: 310,
      estado: 30,
      condicion: 20,
      nombre: 5,
    });
  });

  it('are measured by the most of any kind', () => {
    const third = { ...second, n: 3, porTipo: { estado: 9000, condicion: 0, nombre: 1 } };
    expect(mostChanged([third, second, edition()])).toBe(9000);
    expect(mostChanged([second])).toBe(1204);
    expect(mostChanged([edition()])).toBe(0);
  });
});

describe('the history of a RUC', () => {
  const older = {
    ausente: false,
    estado: 'ACTIVO',
    condicion: 'HABIDO',
    razonSocial: 'UNO',
    desde: lima('2026-11-01'),
    hasta: lima('2026-11-20'),
  };
  const now = { ...older, condicion: 'NO HABIDO', desde: lima('2026-11-21'), hasta: null };

  it('says between which editions a change lies', () => {
    expect(spanWords(now, older)).toBe(
      'Así desde la edición del 21/11/2026; cambió entre ella y la del 20/11/2026',
    );
    expect(spanWords(older, undefined)).toBe('En las ediciones del 01/11/2026 al 20/11/2026');
    expect(spanWords({ ...older, hasta: older.desde }, undefined)).toBe('En la edición del 01/11/2026');
    expect(spanWords(now, undefined)).toBe('Así desde la primera edición guardada, del 21/11/2026');
  });

  it('names a state, its absence too', () => {
    expect(spanState(now)).toBe('ACTIVO · NO HABIDO');
    expect(spanState({ ...now, ausente: true })).toBe('No figura');
    expect(spanState({ ...now, condicion: '-' })).toBe('ACTIVO');
  });

  it('and where it lies, as far as known', () => {
    expect(placeWords({ distrito: 'SAN BORJA', provincia: 'LIMA', departamento: 'LIMA' })).toBe(
      'SAN BORJA, LIMA, LIMA',
    );
    expect(placeWords({ distrito: '', provincia: '', departamento: 'LIMA' })).toBe('LIMA');
  });
});
