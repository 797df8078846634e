/** A run as the window shows it: stored rows, live figures, and what they cost. */
import type { RunRecord } from '../database/run-store.ts';
import type { Health } from '../migo/types.ts';
import type { HealthView, RunSnapshot, RunState } from '../../shared/contract.ts';
import { ERRORS, errorSentence, type ErrorCode, type PlainError } from '../../shared/errors.ts';
import { costOf } from './money.ts';
import { leastTime } from './estimate.ts';
import { COLLECTION_SIZE } from './plan.ts';
import { noCounts, type VerdictCounts } from './run-progress.ts';

/** What a live run knows beyond its stored record. */
export interface LiveFigures {
  paused: boolean;
  enVuelo: number;
  ultimo: VerdictCounts;
  meanLatencyMs: number | null;
  activeMs: number;
}

export interface SnapshotInput {
  run: RunRecord;
  conteo: VerdictCounts;
  listos: number;
  omitidos: number;
  /** Items that a resume would ask for; not needed of a live run. */
  abiertos: number;
  live: LiveFigures | null;
  price: string | null;
  perMinute: number;
  concurrency: number;
  health: Health;
}

/** Builds the snapshot. `run.estado` is already what readers see (a dead run is `interrumpida`). */
export function runSnapshot(input: SnapshotInput): RunSnapshot {
  const { run, live } = input;
  const left = run.distintos - input.listos;
  const estado: RunState = live?.paused === true ? 'en pausa' : run.estado;
  return {
    corrida: run.id,
    tipo: run.tipo,
    nombre: run.nombre,
    estado,
    politica: run.politica,
    inicio: run.inicio,
    fin: run.fin,
    filas: run.filas,
    distintos: run.distintos,
    listos: input.listos,
    porRepreguntar: Math.max(0, input.omitidos),
    enVuelo: live?.enVuelo ?? 0,
    conteo: input.conteo,
    ultimo: live?.ultimo ?? noCounts(),
    consultasPlan: run.consultasPlan,
    consultasUsadas: run.consultasUsadas,
    peticiones: run.peticiones,
    peticionesPlan: run.peticionesPlan,
    desdeCache: run.desdeCache,
    cacheMasAntiguo: run.cacheMasAntiguo,
    desdePadron: run.desdePadron,
    tope: run.tope,
    costo: costOf(run.consultasUsadas, input.price),
    costoPlan: costOf(run.consultasPlan, input.price),
    duracionMs: Math.round(live?.activeMs ?? run.activeMs),
    restanMs: live === null ? null : timeLeft(left, input, live),
    porMinuto: requestsPerMinute(run.peticiones, live),
    salud: healthView(input.health),
    freno: frenoView(run, input.abiertos),
    puedeRetomar: live === null && run.estado !== 'en curso' && input.abiertos > 0,
    copia: run.fuentes[0]?.copiaNombre ?? null,
  };
}

function requestsPerMinute(peticiones: number, live: LiveFigures | null): number {
  if (live === null || live.activeMs < 1_000) return peticiones;
  return Math.round((peticiones * 60_000) / Math.max(live.activeMs, 60_000));
}

function timeLeft(left: number, input: SnapshotInput, live: LiveFigures): number | null {
  if (live.meanLatencyMs === null) return null;
  const singles = Math.max(0, input.omitidos);
  const requests = Math.ceil(Math.max(0, left - singles) / COLLECTION_SIZE) + singles;
  const pace = { perMinute: input.perMinute, concurrency: input.concurrency, latencyMs: live.meanLatencyMs };
  const sent = Math.min(input.run.peticiones, input.perMinute);
  const free = requests <= input.perMinute - sent;
  const byLimit = free ? 0 : (requests * 60_000) / input.perMinute;
  return Math.round(Math.max(byLimit, leastTime(requests, pace)));
}

function frenoView(run: RunRecord, pendientes: number): PlainError | null {
  if (run.freno === null || !(run.freno in ERRORS)) return null;
  const code = run.freno as ErrorCode;
  return { code, message: errorSentence(code, { pendientes, tope: run.tope ?? 0 }) };
}

/** The client's health as the contract carries it. */
export function healthView(health: Health): HealthView {
  switch (health.kind) {
    case 'bien':
      return { tipo: 'bien', hasta: null, porMinuto: null, motivo: null };
    case 'lento':
      return { tipo: 'lento', hasta: health.until, porMinuto: health.perMinute, motivo: null };
    case 'espera':
      return { tipo: 'espera', hasta: health.until, porMinuto: null, motivo: health.reason };
    case 'prueba':
      return { tipo: 'prueba', hasta: null, porMinuto: null, motivo: null };
  }
}
