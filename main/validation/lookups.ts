/** Direct look-ups of a few RUCs: the same cache, reservations, limiter and record as a run. */
import { v7 as uuidv7 } from 'uuid';
import type { AnswerOwner } from '../database/answer-observer.ts';
import type { AnswerStore, AskedBy, StoredAnswer } from '../database/answer-store.ts';
import type { Locks } from '../database/locks.ts';
import type { HabidoDatabase } from '../database/open.ts';
import type { ItemVerdict } from '../database/run-store.ts';
import type { AttemptReport, MigoClient, RequestContext, RucOutcome } from '../migo/types.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { Clock, Priority, Reservations } from '../../shared/ports.ts';
import { readRuc } from '../../shared/ruc.ts';
import { logAttempt, storeAttempt, type AnswerRecorderDeps } from './answer-recorder.ts';
import { OTHERS_POLL_MS } from './batch-source.ts';
import { failureWords } from './failure-words.ts';
import {
  verdictOfAnswer,
  verdictOffline,
  verdictOfInvalid,
  verdictOfSilence,
  withMarks,
  type NoAnswerReason,
} from './item-verdicts.ts';
import type { LocalReader } from './local-reader.ts';
import { COLLECTION_SIZE } from './plan.ts';

export interface LookupDeps extends AnswerRecorderDeps {
  database: HabidoDatabase;
  answers: AnswerStore;
  onDisk: LocalReader;
  reservations: Reservations<StoredAnswer>;
  locks: Locks;
  client: MigoClient;
  clock: Clock;
}

export interface LookupOptions {
  askedBy: AskedBy;
  priority: Priority;
  signal: AbortSignal;
  /** Answers obtained at or after it (UTC ms) are reused. */
  since: number;
  /** Ask nobody. */
  offline: boolean;
  giveUpAfterProbes?: number;
}

/** One looked-up RUC: `texto` as cleaned, and its verdict (its `n` is the place in the list). */
export interface LookupResult {
  texto: string;
  verdict: ItemVerdict;
}

export interface LookupEnd {
  /** One per distinct text, in the order given. */
  results: LookupResult[];
  /** What stopped the asking, for the exit code; null where nothing did. */
  stop: 'token' | 'plan' | 'direccion' | null;
}

/** Looks up RUCs. Rejects with the signal's reason, or HabidoError where the record can't be written. */
export async function lookUpRucs(
  deps: LookupDeps,
  texts: readonly string[],
  options: LookupOptions,
): Promise<LookupEnd> {
  return new Lookup(deps, options).run(texts);
}

class Lookup {
  private readonly deps: LookupDeps;
  private readonly options: LookupOptions;
  /** By which its claims and its lock are known. */
  private readonly id = uuidv7();
  private readonly found = new Map<string, ItemVerdict>();
  private omitted: string[] = [];
  /** RUCs that went out and have no answer yet: only of these can an attempt be called failed. */
  private readonly unanswered = new Set<string>();
  private stop: LookupEnd['stop'] = null;

  constructor(deps: LookupDeps, options: LookupOptions) {
    this.deps = deps;
    this.options = options;
  }

  async run(texts: readonly string[]): Promise<LookupEnd> {
    const readings = new Map(texts.map((text) => readRuc(text)).map((reading) => [reading.text, reading]));
    const rucs: string[] = [];
    for (const [text, reading] of readings) {
      if (reading.valid) rucs.push(text);
      else {
        const item = {
          texto: text,
          valido: false,
          fault: reading.fault,
          suggestion: reading.suggestion ?? null,
        };
        this.found.set(
          text,
          verdictOfInvalid(0, {
            ...item,
            repairs: reading.repairs,
            filas: 1,
            primeraFila: 0,
            nombre: '',
            aviso: '',
          }),
        );
      }
    }
    if (this.options.offline) this.answerOffline(rucs);
    else await this.answerLive(rucs);
    return {
      results: [...readings.keys()].map((texto, n) => ({
        texto,
        verdict: { ...(this.found.get(texto) as ItemVerdict), n },
      })),
      stop: this.stop,
    };
  }

  private answerOffline(rucs: readonly string[]): void {
    const { clock, onDisk } = this.deps;
    const time = { now: clock.now(), isOld: (fecha: number) => onDisk.isOld(fecha) };
    const factsOf = onDisk.facts(rucs);
    for (const ruc of rucs) {
      const facts = factsOf(ruc);
      const verdict = verdictOffline(0, facts, this.options.since, time);
      this.found.set(ruc, withMarks(verdict, facts.marks, time.now));
    }
  }

  private async answerLive(rucs: readonly string[]): Promise<void> {
    const lock = this.deps.locks.acquire(this.id);
    try {
      for (let from = 0; from < rucs.length; from += COLLECTION_SIZE) {
        await this.askGroup(rucs.slice(from, from + COLLECTION_SIZE));
      }
      for (const ruc of this.omitted) if (this.stop === null) await this.askGroup([ruc]);
    } finally {
      await this.deps.reservations.release(this.id);
      lock?.release();
    }
    for (const ruc of rucs) if (!this.found.has(ruc)) this.silence(ruc, this.stop ?? 'red');
  }

  private async askGroup(rucs: readonly string[]): Promise<void> {
    let waiting = [...rucs];
    while (waiting.length > 0 && this.stop === null) {
      const claim = await this.deps.reservations.reserve(this.id, waiting, this.options.since);
      this.reuse(claim.fresh);
      if (claim.mine.length > 0) this.conclude(await this.ask(claim.mine));
      waiting = claim.others;
      if (waiting.length > 0) await this.deps.clock.sleep(OTHERS_POLL_MS, this.options.signal);
    }
  }

  private ask(rucs: readonly string[]): Promise<RucOutcome> {
    const { client } = this.deps;
    const { priority, signal, giveUpAfterProbes } = this.options;
    const context: RequestContext = {
      priority,
      signal,
      onSend: (asked) => {
        for (const ruc of asked) this.unanswered.add(ruc);
        return Promise.resolve();
      },
      onAttempt: (report) => {
        this.record(report);
      },
      ...(giveUpAfterProbes === undefined ? {} : { giveUpAfterProbes }),
    };
    return rucs.length === 1
      ? client.askRuc(rucs[0] as string, context)
      : client.askCollection(rucs, context);
  }

  private record(report: AttemptReport): void {
    const { database } = this.deps;
    const owner = this.owner();
    database.transaction(() => {
      const stored = storeAttempt(this.deps, report, owner);
      this.answered(stored, 'MIGO');
      logAttempt(this.deps, report, owner, stored, (answer) => this.found.get(answer.ruc)?.veredicto ?? null);
    });
    this.omitted.push(...report.omitted);
    for (const { ruc } of report.answers) this.unanswered.delete(ruc);
  }

  private reuse(answers: readonly StoredAnswer[]): void {
    this.answered(answers, 'CACHE');
    const { database, observer } = this.deps;
    if (observer === undefined || answers.length === 0) return;
    database.transaction(() => {
      observer.answered(answers, this.owner());
    });
  }

  private conclude(outcome: RucOutcome): void {
    if (outcome.kind === 'stop') this.stop = outcome.reason;
    if (outcome.kind === 'failed') for (const ruc of outcome.rucs) this.silence(ruc, outcome.reason);
  }

  private answered(answers: readonly StoredAnswer[], via: 'MIGO' | 'CACHE'): void {
    const { clock, onDisk } = this.deps;
    const marks = onDisk.marks(answers.map((answer) => answer.ruc));
    for (const answer of answers) {
      const verdict = verdictOfAnswer(0, answer, via, clock.now());
      this.found.set(answer.ruc, withMarks(verdict, marks.get(answer.ruc) ?? null, clock.now()));
    }
  }

  private silence(ruc: string, reason: NoAnswerReason): void {
    const { clock, onDisk } = this.deps;
    const facts = onDisk.facts([ruc])(ruc);
    const verdict = verdictOfSilence(0, 'sin-respuesta', reason, facts);
    this.found.set(ruc, withMarks(verdict, facts.marks, clock.now()));
    this.tellFailed(ruc, reason);
  }

  private tellFailed(ruc: string, reason: NoAnswerReason): void {
    const { database, observer } = this.deps;
    if (observer === undefined || !this.unanswered.delete(ruc)) return;
    database.transaction(() => {
      observer.failed([ruc], failureWords(reason), this.owner());
    });
  }

  private owner(): AnswerOwner {
    return { runId: null, askedBy: this.options.askedBy };
  }
}

/** Whether nothing was said of the RUC; who is on the SSCO list has a verdict all the same. */
export function isSilent(
  answers: Pick<AnswerStore, 'byN'>,
  { veredicto, answerN }: Pick<ItemVerdict, 'veredicto' | 'answerN'>,
): boolean {
  if (veredicto === 'SIN RESPUESTA' || answerN === null) return true;
  return answers.byN(answerN)?.kind === 'refused';
}

/** The error of a stopped look-up, for its exit code. */
export function stopError(stop: Exclude<LookupEnd['stop'], null>, pendientes: number): HabidoError {
  if (stop === 'token') return new HabidoError('token-rechazado');
  if (stop === 'plan') return new HabidoError('plan-agotado', { pendientes });
  return new HabidoError('direccion-equivocada');
}
