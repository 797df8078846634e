import { toLimaDay } from '../../../shared/time.ts';
import type { Veredicto } from '../../../shared/verdict.ts';
import { monthLabel } from '../../format/dates.ts';

/** What a state of a taxpayer risks; `nada`: nothing is known of that time. */
export type Risk = 'nada' | 'apto' | 'obs' | 'noapto';

/** One stretch of the condition line. `parte` is its share of the whole, 0…1. */
export interface Stretch {
  riesgo: Risk;
  parte: number;
  /** Empty where there is no room for it. */
  etiqueta: string;
}

/** A state of a taxpayer and how long it held; `hasta` null: it still does. Instants are UTC ms. */
export interface PastState {
  estado: string;
  condicion: string;
  desde: number;
  hasta: number | null;
  /** Where it was judged by more than these two texts. */
  veredicto?: Veredicto;
}

/** Newest first. */
type History = readonly PastState[];

const DAY_MS = 86_400_000;
/** Below this share a label would touch its neighbour. */
const ROOM_FOR_LABEL = 0.16;
/** So that a state of one day can still be seen beside a year. */
const LEAST_SHARE = 0.04;

/** The risk of an estado and condición, by the same equality as the verdict. */
export function riskOf(estado: string, condicion: string): Risk {
  if (estado === '') return 'nada';
  if (estado !== 'ACTIVO' || condicion === 'NO HABIDO') return 'noapto';
  return condicion === 'HABIDO' ? 'apto' : 'obs';
}

/** The risk of a state seen: of its verdict where it has one. */
export function riskSeen({ veredicto, estado, condicion }: PastState): Risk {
  if (veredicto === undefined) return riskOf(estado, condicion);
  if (veredicto === 'APTO') return 'apto';
  if (veredicto === 'OBSERVADO') return 'obs';
  return veredicto === 'NO APTO' ? 'noapto' : 'nada';
}

/** What to call a state in one word: the estado where it is not ACTIVO, else the condición. */
export function stateWords(estado: string, condicion: string): string {
  if (estado !== '' && estado !== 'ACTIVO') return estado;
  return condicion === '' || condicion === '-' ? 'Sin condición' : condicion;
}

/** The stretches from the first thing seen to now, gaps included; `historia` comes newest first. */
export function conditionLine(historia: History, now: number): Stretch[] {
  const spans = withGaps([...historia].reverse(), now);
  const total = spans.reduce((sum, s) => sum + (s.to - s.from), 0);
  if (spans.length === 0) return [];
  const shares = spans.map((s) =>
    total <= 0 ? 1 / spans.length : Math.max(LEAST_SHARE, (s.to - s.from) / total),
  );
  const sum = shares.reduce((a, b) => a + b, 0);
  return spans.map((s, i) => {
    const parte = (shares[i] as number) / sum;
    return { riesgo: s.riesgo, parte, etiqueta: parte >= ROOM_FOR_LABEL ? monthLabel(s.from, now) : '' };
  });
}

/** The same in words, for those who do not see the line. */
export function conditionWords(historia: History): string {
  if (historia.length === 0) return 'Habido todavía no ha visto su condición.';
  return [...historia]
    .reverse()
    .map((h) => {
      const until = h.hasta === null ? '' : ` hasta el ${toLimaDay(h.hasta)}`;
      return `${stateWords(h.estado, h.condicion)} desde el ${toLimaDay(h.desde)}${until}`;
    })
    .join('; ');
}

function withGaps(oldestFirst: History, now: number): { riesgo: Risk; from: number; to: number }[] {
  const spans: { riesgo: Risk; from: number; to: number }[] = [];
  for (const entry of oldestFirst) {
    const last = spans.at(-1);
    if (last !== undefined && entry.desde - last.to > DAY_MS) {
      spans.push({ riesgo: 'nada', from: last.to, to: entry.desde });
    }
    spans.push({ riesgo: riskSeen(entry), from: entry.desde, to: entry.hasta ?? now });
  }
  return spans;
}
