/** Ranks the candidates of all sheets and says why in Spanish. */
import type { ColumnCandidate } from '../types.ts';
import type { ScoredColumn } from './candidates.ts';

const count = (value: number): string => value.toLocaleString('es-PE');

/** A sheet's candidates with what the sheet itself adds. */
export interface SheetCandidates {
  columns: ScoredColumn[];
  bonus(scored: ScoredColumn): number;
}

/** All candidates, best first, with confidence and reason. */
export function rankCandidates(sheets: readonly SheetCandidates[]): ColumnCandidate[] {
  const all = sheets.flatMap((sheet) =>
    sheet.columns.map((scored) => ({ ...scored, score: Math.max(0, scored.score + sheet.bonus(scored)) })),
  );
  all.sort((a, b) => rank(a) - rank(b) || b.score - a.score);
  const ordered = all.map(({ candidate, score }) => ({ candidate, score }));
  const best = ordered[0];
  const second = ordered.find((item) => item !== best && !item.candidate.oculta && !item.candidate.constante);
  return ordered.map(({ candidate, score }) => ({
    ...candidate,
    confianza: confidence(candidate, score, best?.candidate === candidate ? (second?.score ?? 0) : null),
    motivo:
      candidate === best?.candidate
        ? reasonOfBest(
            candidate,
            ordered.map((item) => item.candidate),
          )
        : reason(candidate),
  }));
}

/** Visible before hidden, and within each: what varies before one number on every row. */
function rank({ candidate }: ScoredColumn): number {
  return (candidate.oculta ? 2 : 0) + (candidate.constante ? 1 : 0);
}

function confidence(candidate: ColumnCandidate, score: number, second: number | null): number {
  let value = Math.min(1, score);
  if (second !== null) value = Math.min(1, value * 0.7 + Math.min(0.3, Math.max(0, score - second)));
  if (candidate.constante) value *= 0.4;
  if (candidate.oculta) value *= 0.6;
  return Math.round(value * 100) / 100;
}

function figures(candidate: ColumnCandidate): string {
  const { validos, distintos, filas } = candidate;
  if (validos === 0)
    return `${count(filas)} ${filas === 1 ? 'celda parece' : 'celdas parecen'} RUC y ninguna lo es`;
  const words = `${count(validos)} ${validos === 1 ? 'RUC válido' : 'RUC válidos y distintos'} en ${count(filas)} ${filas === 1 ? 'fila' : 'filas'}`;
  const wrong = distintos - validos;
  return wrong > 0 ? `${words}, y ${count(wrong)} que no lo ${wrong === 1 ? 'es' : 'son'}` : words;
}

function heading(candidate: ColumnCandidate): string {
  const leaf = candidate.titulo.split(' › ').at(-1) ?? '';
  return leaf === '' ? candidate.columna : `${candidate.columna} («${leaf}»)`;
}

function reason(candidate: ColumnCandidate): string {
  if (candidate.constante)
    return `La columna ${heading(candidate)} repite un solo RUC en sus ${count(candidate.filas)} filas.`;
  return `La columna ${heading(candidate)} tiene ${figures(candidate)}.`;
}

function reasonOfBest(best: ColumnCandidate, all: readonly ColumnCandidate[]): string {
  if (best.constante) {
    return `La única columna con RUC es la ${heading(best)} y repite un solo número en sus ${count(best.filas)} filas: puede ser el de su empresa.`;
  }
  const chosen = `Se eligió la columna ${heading(best)}: ${figures(best)}.`;
  const own = all.find((item) => item !== best && item.hoja === best.hoja && item.constante);
  if (own !== undefined) {
    return `${chosen} La columna ${heading(own)} repite un solo RUC en todas las filas, quizá el de su empresa.`;
  }
  const other = all.find((item) => item !== best && !item.oculta && !item.constante);
  if (other !== undefined) {
    const where = other.hoja === best.hoja ? '' : ` de la hoja «${other.hoja}»`;
    return `${chosen} También hay RUC en la columna ${heading(other)}${where}.`;
  }
  return best.oculta ? `${chosen} Está en una hoja oculta: en las visibles no hay RUC.` : chosen;
}
