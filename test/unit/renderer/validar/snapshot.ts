import type { RunSnapshot } from '../../../../shared/contract.ts';
import type { Veredicto } from '../../../../shared/verdict.ts';

/** Counts per verdict, zero where not given. */
export function counts(some: Partial<Record<Veredicto, number>> = {}): Record<Veredicto, number> {
  return {
    APTO: 0,
    OBSERVADO: 0,
    'NO APTO': 0,
    'NO EXISTE': 0,
    'RUC INVÁLIDO': 0,
    'SIN RESPUESTA': 0,
    ...some,
  };
}

/** A run as main would send it, in the middle of its work. */
export function snapshot(change: Partial<RunSnapshot> = {}): RunSnapshot {
  return {
    corrida: '0199f0aa-1111-7222-8333-444455556666',
    tipo: 'libro',
    nombre: 'compras.xlsx',
    estado: 'en curso',
    politica: 'vivo',
    inicio: 0,
    fin: null,
    filas: 4719,
    distintos: 1408,
    listos: 896,
    porRepreguntar: 0,
    enVuelo: 100,
    conteo: counts({ APTO: 838, OBSERVADO: 21, 'NO APTO': 28, 'RUC INVÁLIDO': 9 }),
    ultimo: counts(),
    consultasPlan: 1212,
    consultasUsadas: 700,
    peticiones: 7,
    peticionesPlan: 13,
    desdeCache: 187,
    cacheMasAntiguo: null,
    desdePadron: 0,
    tope: null,
    costo: '7.00',
    costoPlan: '12.12',
    duracionMs: 48_000,
    restanMs: 14_000,
    porMinuto: 58,
    salud: { tipo: 'bien', hasta: null, porMinuto: null, motivo: null },
    freno: null,
    puedeRetomar: false,
    copia: null,
    ...change,
  };
}
