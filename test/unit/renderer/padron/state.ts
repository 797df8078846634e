import type { PadronEdition, PadronState } from '../../../../shared/contract.ts';
import { REGISTERS } from '../../../../shared/padron.ts';
import { fromLimaText } from '../../../../shared/time.ts';

/** Noon in Lima of that day. */
export function lima(text: string): number {
  return fromLimaText(text.length === 10 ? `${text} 12:00` : text) as number;
}

/** An edition, changed where a test says so. */
export function edition(change: Partial<PadronEdition> = {}): PadronEdition {
  return {
    n: 1,
    sha256: 'ab12'.repeat(16),
    fecha: lima('2026-11-23'),
    archivo: 'padron_reducido_ruc.zip',
    importadaEn: lima('2026-11-23 19:12'),
    bytes: 389_882_157,
    filas: 18_297_300,
    defectos: { danadas: 0, repetidas: 0, nombreConSeparador: 0, desordenadas: 0 },
    cambios: null,
    porTipo: null,
    ...change,
  };
}

/** What main tells of the padrón, with one edition in use. */
export function padronState(change: Partial<PadronState> = {}): PadronState {
  return {
    edicion: edition(),
    danado: false,
    ediciones: [edition()],
    bytes: 901_000_000,
    nombres: 'listos',
    trabajo: null,
    ultimo: null,
    registros: REGISTERS.map((lista) => ({ lista, enUso: null })),
    ...change,
  };
}
