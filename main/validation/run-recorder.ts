/**
 * Commits what a run learns: one transaction per request, in which the call, its answers, the run's rows and
 * the entry of the audit log stand together, so that a kill finds all of it or nothing.
 */
import type { AuditLog } from '../audit/audit-log.ts';
import { rucValue } from '../audit/personal.ts';
import type { AnswerStore, AskedBy, StoredAnswer } from '../database/answer-store.ts';
import type { HabidoDatabase } from '../database/open.ts';
import type { ItemVerdict, RunStore } from '../database/run-store.ts';
import type { AttemptReport } from '../migo/types.ts';
import type { Clock } from '../../shared/ports.ts';
import { logAttempt, storeAttempt, type AttemptOwner } from './answer-recorder.ts';
import { verdictOfAnswer, verdictOfSilence, verdictOffline, type NoAnswerReason } from './item-verdicts.ts';
import type { RunProgress } from './run-progress.ts';

export interface RecorderDeps {
  database: HabidoDatabase;
  answers: AnswerStore;
  runs: RunStore;
  audit: AuditLog;
  clock: Clock;
  appVersion: string;
  ttlMs: () => number;
}

/** Items of a batch: RUC → n. */
export type Batch = ReadonlyMap<string, number>;

export class RunRecorder {
  private readonly deps: RecorderDeps;
  private readonly runId: string;
  private readonly askedBy: AskedBy;
  private readonly owner: AttemptOwner;
  private readonly progress: RunProgress;

  constructor(deps: RecorderDeps, run: { id: string; askedBy: AskedBy }, progress: RunProgress) {
    this.deps = deps;
    this.runId = run.id;
    this.askedBy = run.askedBy;
    this.owner = { runId: run.id, askedBy: run.askedBy };
    this.progress = progress;
  }

  /** One HTTP attempt over `batch`. `spent`: RUCs sent for the first time by it (retries: 0). */
  attempt(report: AttemptReport, batch: Batch, spent: number): void {
    const { database, runs, clock } = this.deps;
    const verdicts = database.transaction(() => {
      const stored = storeAttempt(this.deps, report, this.owner);
      const settled: ItemVerdict[] = [];
      for (const answer of stored) {
        const n = batch.get(answer.ruc);
        if (n !== undefined) settled.push(verdictOfAnswer(n, answer, 'MIGO', clock.now()));
      }
      runs.settle(this.runId, settled);
      const omitted = report.omitted.flatMap((ruc) => batch.get(ruc) ?? []);
      if (omitted.length > 0) runs.setState(this.runId, omitted, 'omitido');
      this.progress.consultasUsadas += spent;
      this.progress.peticiones += 1;
      runs.update(this.runId, {
        consultasUsadas: this.progress.consultasUsadas,
        peticiones: this.progress.peticiones,
      });
      const byAnswer = new Map(settled.map((verdict) => [verdict.answerN, verdict.veredicto]));
      logAttempt(this.deps, report, this.owner, stored, (answer) => byAnswer.get(answer.n) ?? null);
      this.progress.omitidos += omitted.length;
      return settled;
    });
    if (report.exchange.outcome === 'ok') this.progress.answered(report.exchange.elapsedMs);
    this.progress.settled(verdicts);
  }

  /** Answers reused without asking; `batch` says which item each belongs to. */
  cached(answers: readonly StoredAnswer[], batch: Batch): void {
    if (answers.length === 0) return;
    const { database, runs, clock } = this.deps;
    const verdicts = answers.flatMap((answer) => {
      const n = batch.get(answer.ruc);
      return n === undefined ? [] : [verdictOfAnswer(n, answer, 'CACHE', clock.now())];
    });
    let oldest = this.progress.cacheMasAntiguo;
    for (const answer of answers) oldest = Math.min(oldest ?? answer.consultadoEn, answer.consultadoEn);
    const desdeCache = this.progress.desdeCache + verdicts.length;
    database.transaction(() => {
      runs.settle(this.runId, verdicts);
      runs.update(this.runId, { desdeCache, cacheMasAntiguo: oldest });
      this.deps.audit.append(
        'respuestas-reusadas',
        {
          corrida: this.runId,
          rucs: answers.map((answer, i) => ({
            ruc: rucValue(answer.ruc),
            veredicto: verdicts[i]?.veredicto ?? null,
            consultadoEn: answer.consultadoEn,
          })),
        },
        { askedBy: this.askedBy },
      );
    });
    this.progress.desdeCache = desdeCache;
    this.progress.cacheMasAntiguo = oldest;
    this.progress.settled(verdicts);
  }

  /** Policy `local`: what is stored, whatever its age, or nothing. */
  offline(batch: Batch, since: number): void {
    const { database, answers, runs, clock } = this.deps;
    const verdicts: ItemVerdict[] = [];
    for (const [ruc, n] of batch) verdicts.push(verdictOffline(n, answers.latest(ruc), since, clock.now()));
    database.transaction(() => {
      runs.settle(this.runId, verdicts);
    });
    this.progress.desdeCache += verdicts.filter((verdict) => verdict.fuente === 'CACHE').length;
    this.progress.settled(verdicts);
  }

  /** No answer for these items. `state` keeps apart what must later be asked singly. */
  silence(batch: Batch, state: 'sin-respuesta' | 'omitido', reason: NoAnswerReason): void {
    if (batch.size === 0) return;
    const { database, answers, runs } = this.deps;
    const verdicts: ItemVerdict[] = [];
    for (const [ruc, n] of batch) verdicts.push(verdictOfSilence(n, state, reason, answers.latest(ruc)));
    database.transaction(() => {
      runs.settle(this.runId, verdicts);
    });
    this.progress.settled(verdicts);
  }
}
