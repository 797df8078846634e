/**
 * Commits what a run learns: one transaction per request, in which the call, its answers, the run's rows and
 * the entry of the audit log stand together, so that a kill finds all of it or nothing.
 */
import type { AuditLog } from '../audit/audit-log.ts';
import { rucValue } from '../audit/personal.ts';
import type { AnswerStore, AskedBy, StoredAnswer } from '../database/answer-store.ts';
import type { AnswerObserver, AnswerOwner } from '../database/answer-observer.ts';
import type { HabidoDatabase } from '../database/open.ts';
import type { ItemVerdict, RunStore } from '../database/run-store.ts';
import type { AttemptReport } from '../migo/types.ts';
import type { Clock } from '../../shared/ports.ts';
import { saysEstado } from '../../shared/verdict.ts';
import { logAttempt, storeAttempt } from './answer-recorder.ts';
import { failureWords } from './failure-words.ts';
import {
  verdictOfAnswer,
  verdictOfPadron,
  verdictOfSilence,
  verdictOffline,
  withMarks,
  type NoAnswerReason,
  type PadronTime,
} from './item-verdicts.ts';
import { isAptoByPadron, type LocalReader } from './local-reader.ts';
import type { RunProgress } from './run-progress.ts';

export interface RecorderDeps {
  database: HabidoDatabase;
  answers: AnswerStore;
  onDisk: LocalReader;
  runs: RunStore;
  audit: AuditLog;
  clock: Clock;
  appVersion: string;
  ttlMs: () => number;
  /** Told of answers and failures; absent: nobody wants to know. */
  observer?: AnswerObserver;
}

/** Items of a batch: RUC → n. */
export type Batch = ReadonlyMap<string, number>;

export class RunRecorder {
  private readonly deps: RecorderDeps;
  private readonly runId: string;
  private readonly askedBy: AskedBy;
  private readonly owner: AnswerOwner;
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
    const { database, runs } = this.deps;
    const verdicts = database.transaction(() => {
      const stored = storeAttempt(this.deps, report, this.owner);
      const settled = this.verdictsOf(stored, batch, 'MIGO');
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
    this.commit(batch, this.verdictsOf(answers, batch, 'CACHE'), () => {
      // One that says nothing of its RUC was no answer when it came, and nobody asked again now.
      const telling = answers.filter(
        ({ kind, taxpayer }) => kind === 'unknown' || (taxpayer !== null && saysEstado(taxpayer.estado)),
      );
      this.deps.observer?.answered(telling, this.owner);
    });
  }

  /** Policy `padron-primero`: what the padrón makes APTO; the rest is left as it is, to be asked. */
  padronFirst(batch: Batch): void {
    const time = this.time();
    const factsOf = this.deps.onDisk.facts([...batch.keys()]);
    const verdicts = [...batch].flatMap(([ruc, n]) => {
      const facts = factsOf(ruc);
      if (facts.padron === null || !isAptoByPadron(facts)) return [];
      return [withMarks(verdictOfPadron(n, facts.padron, time), facts.marks, time.now)];
    });
    this.commit(batch, verdicts);
  }

  /** Policy `local`: what is known on this disk, whatever its age, or nothing. */
  offline(batch: Batch, since: number): void {
    const time = this.time();
    const factsOf = this.deps.onDisk.facts([...batch.keys()]);
    const verdicts = [...batch].map(([ruc, n]) => {
      const facts = factsOf(ruc);
      return withMarks(verdictOffline(n, facts, since, time), facts.marks, time.now);
    });
    this.commit(batch, verdicts);
  }

  /**
   * No answer for these items. `state` keeps apart what must later be asked singly; `sent`: those of them that
   * really went out.
   */
  silence(
    batch: Batch,
    state: 'sin-respuesta' | 'omitido',
    { reason, sent }: { reason: NoAnswerReason; sent: readonly string[] },
  ): void {
    const now = this.deps.clock.now();
    const factsOf = this.deps.onDisk.facts([...batch.keys()]);
    const verdicts = [...batch].map(([ruc, n]) => {
      const facts = factsOf(ruc);
      return withMarks(verdictOfSilence(n, state, reason, facts), facts.marks, now);
    });
    this.commit(batch, verdicts, () => {
      if (sent.length > 0) this.deps.observer?.failed(sent, failureWords(reason), this.owner);
    });
  }

  private verdictsOf(answers: readonly StoredAnswer[], batch: Batch, via: 'MIGO' | 'CACHE'): ItemVerdict[] {
    const now = this.deps.clock.now();
    const marks = this.deps.onDisk.marks(answers.map((answer) => answer.ruc));
    return answers.flatMap((answer) => {
      const n = batch.get(answer.ruc);
      if (n === undefined) return [];
      return [withMarks(verdictOfAnswer(n, answer, via, now), marks.get(answer.ruc) ?? null, now)];
    });
  }

  /** Verdicts without a request, with what they rest on in the run's figures and in the log; `tell` stands with them. */
  private commit(batch: Batch, verdicts: readonly ItemVerdict[], tell?: () => void): void {
    if (verdicts.length === 0) return;
    const { database, runs } = this.deps;
    const reused = verdicts.filter((verdict) => verdict.fuente === 'CACHE');
    const fromPadron = verdicts.filter((verdict) => verdict.padronImport !== null);
    let cacheMasAntiguo = this.progress.cacheMasAntiguo;
    for (const { consultadoEn } of reused) {
      if (consultadoEn !== null) cacheMasAntiguo = Math.min(cacheMasAntiguo ?? consultadoEn, consultadoEn);
    }
    const desdeCache = this.progress.desdeCache + reused.length;
    const desdePadron = this.progress.desdePadron + fromPadron.length;
    database.transaction(() => {
      runs.settle(this.runId, verdicts);
      if (reused.length + fromPadron.length > 0) {
        runs.update(this.runId, { desdeCache, cacheMasAntiguo, desdePadron });
      }
      this.logLocal(batch, reused, fromPadron);
      tell?.();
    });
    this.progress.desdeCache = desdeCache;
    this.progress.cacheMasAntiguo = cacheMasAntiguo;
    this.progress.desdePadron = desdePadron;
    this.progress.settled(verdicts);
  }

  private logLocal(batch: Batch, reused: readonly ItemVerdict[], fromPadron: readonly ItemVerdict[]): void {
    const rucOf = new Map([...batch].map(([ruc, n]) => [n, ruc]));
    const entry = ({
      n,
      veredicto,
    }: ItemVerdict): { ruc: ReturnType<typeof rucValue>; veredicto: string } => ({
      ruc: rucValue(rucOf.get(n) as string),
      veredicto,
    });
    const about = { corrida: this.runId };
    if (reused.length > 0) {
      this.deps.audit.append(
        'respuestas-reusadas',
        { ...about, rucs: reused.map((item) => ({ ...entry(item), consultadoEn: item.consultadoEn })) },
        { askedBy: this.askedBy },
      );
    }
    const [first] = fromPadron;
    if (first === undefined) return;
    this.deps.audit.append(
      'padron-consultado',
      { ...about, importacion: first.padronImport, datoAl: first.datoAl, rucs: fromPadron.map(entry) },
      { askedBy: this.askedBy },
    );
  }

  private time(): PadronTime {
    const { clock, onDisk } = this.deps;
    return { now: clock.now(), isOld: (fecha) => onDisk.isOld(fecha) };
  }
}
