/** Ranks the candidates of all sheets. */
import type { ColumnCandidate } from '../types.ts';
import { readRucs } from '../../../shared/ruc.ts';
import type { ScoredColumn } from './candidates.ts';
import { isValidClass } from './classes.ts';
import type { SheetFacts } from './facts.ts';
import { isOwnersColumn } from './origin.ts';
import { reason, reasonOfBest } from './reasons.ts';
import { tableBonus } from './register.ts';

/** Two columns hold the same RUCs where nearly all of the one stand in the other. */
const TWIN_SHARE = 0.9;

/** All candidates, best first, with confidence and reason. `sheets`: in the workbook's order. */
export function rankCandidates(
  sheets: readonly { facts: SheetFacts; columns: readonly ScoredColumn[] }[],
): ColumnCandidate[] {
  const owners = titleRucs(sheets);
  const all = sheets.flatMap(({ columns }, index) =>
    columns.map((scored) => ({
      ...scored,
      score: Math.max(0, scored.score + tableBonus(scored, index) - (isOwners(scored, owners) ? 0.3 : 0)),
    })),
  );
  all.sort((a, b) => rank(a) - rank(b) || b.score - a.score);
  const [best] = all;
  if (best === undefined) return [];
  const others = all.slice(1);
  const second = others.find(({ candidate }) => !candidate.oculta && !candidate.constante);
  const twins = new Set(others.filter((other) => isTwin(best, other)).map(({ candidate }) => candidate));
  return all.map((scored) => ({
    ...scored.candidate,
    confianza: confidence(scored, scored === best ? (second?.score ?? 0) : null),
    motivo:
      scored === best
        ? reasonOfBest(
            best.candidate,
            others.map(({ candidate }) => candidate),
            (other) => twins.has(other),
          )
        : reason(scored.candidate),
  }));
}

/** Visible before hidden, and within each: what varies before one number on every row. */
function rank({ candidate }: ScoredColumn): number {
  return (candidate.oculta ? 2 : 0) + (candidate.constante ? 1 : 0);
}

function confidence({ candidate, score }: ScoredColumn, second: number | null): number {
  let value = Math.min(1, score);
  if (second !== null) value = Math.min(1, value * 0.7 + Math.min(0.3, Math.max(0, score - second)));
  if (candidate.constante) value *= 0.4;
  if (candidate.oculta) value *= 0.6;
  return Math.round(value * 100) / 100;
}

function isTwin(one: ScoredColumn, other: ScoredColumn): boolean {
  const [small, large] = one.rucs.size < other.rucs.size ? [one.rucs, other.rucs] : [other.rucs, one.rucs];
  if (small.size < 2 || small.size < large.size * TWIN_SHARE) return false;
  let both = 0;
  small.forEach((ruc) => {
    if (large.has(ruc)) both += 1;
  });
  return both >= small.size * TWIN_SHARE;
}

/** Whether a constant column repeats the number of whom the workbook belongs to. */
function isOwners(scored: ScoredColumn, owners: ReadonlySet<number>): boolean {
  const { candidate } = scored;
  if (!candidate.constante) return false;
  if (isOwnersColumn(candidate.origenReconocido, candidate.titulo)) return true;
  let owner = false;
  scored.rucs.forEach((ruc) => {
    owner ||= owners.has(ruc);
  });
  return owner;
}

/** The RUCs that stand above the tables: in titles, and in sheets without any table. */
function titleRucs(sheets: readonly { facts: SheetFacts; columns: readonly ScoredColumn[] }[]): Set<number> {
  const found = new Set<number>();
  for (const { facts, columns } of sheets) {
    const tops = columns.map(({ layout }) => (layout.header > 0 ? layout.headerTop : layout.first));
    const top = Math.min(Infinity, ...tops);
    for (const { row, cells } of facts.profile.zone.rows) {
      if (row >= top) break;
      for (const cell of cells) {
        if (!isValidClass(cell.cls)) continue;
        for (const reading of readRucs(cell.text ?? '')) if (reading.valid) found.add(Number(reading.text));
      }
    }
  }
  return found;
}
