/**
 * Runs one validation: collections of what is pending, single questions for what a collection left out, one
 * last round for what is still unanswered. Everything learnt is committed as it comes (RunRecorder), so that
 * a killed run is taken up from its own rows and pays for nothing twice.
 */
import type { StoredAnswer } from '../database/answer-store.ts';
import type { ItemState, RunRecord, RunStore } from '../database/run-store.ts';
import type { AttemptReport, MigoClient, RequestContext, RucOutcome } from '../migo/types.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Clock, Quota, Reservations } from '../../shared/ports.ts';
import { BatchSource } from './batch-source.ts';
import type { Gate } from './gate.ts';
import type { NoAnswerReason } from './item-verdicts.ts';
import { breathe, COLLECTION_SIZE } from './plan.ts';
import type { RunProgress } from './run-progress.ts';
import type { Batch, RunRecorder } from './run-recorder.ts';

/** Items settled in one transaction when nobody is asked. */
const CHUNK = 500;
/**
 * Batches claimed beyond those in flight, so that a request goes out the moment a slot is free. The client
 * keeps to the concurrency; these wait in it.
 */
const BATCHES_AHEAD = 2;
/** After the plan is used up, milliseconds that requests in flight (paid for already) get to end. */
const STOP_GRACE_MS = 2_000;

/** Why a run ended before its end. */
export type Freno = Extract<
  ErrorCode,
  'token-rechazado' | 'plan-agotado' | 'direccion-equivocada' | 'tope-alcanzado' | 'migo-no-responde'
>;

const STOPS: Record<'token' | 'plan' | 'direccion', Freno> = {
  token: 'token-rechazado',
  plan: 'plan-agotado',
  direccion: 'direccion-equivocada',
};

const SILENCE: Record<Freno, NoAnswerReason> = {
  'token-rechazado': 'token',
  'plan-agotado': 'plan',
  'direccion-equivocada': 'direccion',
  'tope-alcanzado': 'tope',
  'migo-no-responde': 'gave-up',
};

export interface EngineDeps {
  runs: RunStore;
  answers: {
    latest(ruc: string): StoredAnswer | null;
    freshMany(rucs: readonly string[], since: number): StoredAnswer[];
  };
  reservations: Reservations<StoredAnswer>;
  quota: Quota;
  client: MigoClient;
  clock: Clock;
  concurrency: () => number;
}

type AskState = Extract<ItemState, 'pendiente' | 'omitido' | 'sin-respuesta'>;

export class Engine {
  private readonly deps: EngineDeps;
  private readonly run: RunRecord;
  private readonly recorder: RunRecorder;
  private readonly progress: RunProgress;
  private readonly gate: Gate;
  private readonly giveUpAfterProbes: number | undefined;
  private readonly halt = new AbortController();
  private readonly signal: AbortSignal;
  private freno: Freno | null = null;
  private firstAnswered = false;
  /** RUCs that went out and have no answer yet: only of these can an attempt be called failed. */
  private readonly unanswered = new Set<string>();

  constructor(
    deps: EngineDeps,
    run: RunRecord,
    parts: {
      recorder: RunRecorder;
      progress: RunProgress;
      gate: Gate;
      cancel: AbortSignal;
      giveUpAfterProbes?: number;
    },
  ) {
    this.deps = deps;
    this.run = run;
    this.recorder = parts.recorder;
    this.progress = parts.progress;
    this.gate = parts.gate;
    this.giveUpAfterProbes = parts.giveUpAfterProbes;
    this.signal = AbortSignal.any([parts.cancel, this.halt.signal]);
  }

  /** Works to the end, or to what stops it (answered), or rejects with the cancel signal's reason. */
  async work(): Promise<Freno | null> {
    try {
      await this.settleStored();
      if (this.run.politica === 'padron-primero') await this.takeFromPadron();
      if (this.run.politica === 'local') {
        await this.workOffline();
      } else {
        await this.drain('pendiente');
        await this.drain('omitido');
        await this.drain('sin-respuesta');
        await this.drain('omitido');
      }
    } catch (error) {
      if (this.freno === null) throw error;
    } finally {
      this.halt.abort();
      await this.deps.reservations.release(this.run.id);
    }
    if (this.freno !== null) await this.silenceRest(SILENCE[this.freno]);
    return this.freno;
  }

  /** What the cache already answers, without claims: a fresh answer stays fresh. */
  private async settleStored(): Promise<void> {
    if (this.run.politica === 'local') return;
    await this.eachChunk('pendiente', (batch) => {
      this.recorder.cached(this.deps.answers.freshMany([...batch.keys()], this.run.since), batch);
    });
  }

  /** What the padrón makes APTO is settled; the rest stays to be asked. */
  private async takeFromPadron(): Promise<void> {
    await this.eachChunk('pendiente', (batch) => {
      this.recorder.padronFirst(batch);
    });
  }

  private async workOffline(): Promise<void> {
    await this.eachChunk('pendiente', (batch) => {
      this.recorder.offline(batch, this.run.since);
    });
  }

  private async silenceRest(reason: NoAnswerReason): Promise<void> {
    await this.eachChunk('pendiente', (batch) => {
      this.silence(batch, 'sin-respuesta', reason);
    });
    await this.eachChunk('omitido', (batch) => {
      this.silence(batch, 'omitido', reason);
    });
  }

  private silence(batch: Batch, state: 'sin-respuesta' | 'omitido', reason: NoAnswerReason): void {
    const sent = [...batch.keys()].filter((ruc) => this.unanswered.has(ruc));
    this.recorder.silence(batch, state, { reason, sent });
    for (const ruc of sent) this.unanswered.delete(ruc);
  }

  private async eachChunk(state: AskState, work: (batch: Batch) => void): Promise<void> {
    let cursor = -1;
    for (;;) {
      if (this.freno === null) this.signal.throwIfAborted();
      const items = this.deps.runs.nextPending(this.run.id, state, cursor, CHUNK);
      const last = items.at(-1);
      if (last === undefined) return;
      cursor = last.n;
      work(new Map(items.map((item) => [item.ruc, item.n])));
      await breathe();
    }
  }

  /** One pass over the items of a state; the very first request of the run goes alone. */
  private async drain(state: AskState): Promise<void> {
    if (this.freno !== null) return;
    const size = state === 'omitido' ? 1 : COLLECTION_SIZE;
    const source = new BatchSource(
      {
        runs: this.deps.runs,
        reservations: this.deps.reservations,
        clock: this.deps.clock,
        signal: this.signal,
        onFresh: (answers, batch) => {
          this.recorder.cached(answers, batch);
        },
      },
      this.run,
      state,
      size,
    );
    while (!this.firstAnswered && this.freno === null) {
      if (!(await this.step(source, state))) return;
    }
    const workers = Array.from({ length: this.deps.concurrency() + BATCHES_AHEAD }, async () => {
      while (this.freno === null && (await this.step(source, state)));
    });
    const ended = await Promise.allSettled(workers);
    const failed = ended.find((end) => end.status === 'rejected');
    if (failed !== undefined && this.freno === null) throw failed.reason;
  }

  /** Asks for one batch. False: nothing left in this pass. */
  private async step(source: BatchSource, state: AskState): Promise<boolean> {
    await this.gate.pass(this.signal);
    const claimed = await source.next();
    if (claimed === null) return false;
    // Confirmations and second tries are no part of the ceiling: it was spent when the RUC was first asked.
    const granted =
      state === 'pendiente' ? await this.deps.quota.claim(this.run.id, claimed.size) : claimed.size;
    const batch = new Map([...claimed].slice(0, granted));
    if (granted < claimed.size) {
      await this.deps.reservations.release(this.run.id, [...claimed.keys()].slice(granted));
    }
    if (batch.size > 0) await this.ask(batch, state);
    if (granted < claimed.size) this.stop('tope-alcanzado');
    return true;
  }

  private async ask(batch: Batch, state: AskState): Promise<void> {
    const rucs = [...batch.keys()];
    // Each RUC counts once, as it is first sent: second tries are retries.
    const sent = new Set<string>();
    const counted = new Set<string>();
    this.progress.enVuelo += batch.size;
    this.progress.changed();
    const context: RequestContext = {
      priority: 'batch',
      signal: this.signal,
      onSend: async (asked) => {
        const fresh = addNew(sent, asked);
        if (state === 'pendiente' && fresh > 0) await this.deps.quota.spend(this.run.id, fresh);
        for (const ruc of asked) this.unanswered.add(ruc);
      },
      onAttempt: (report: AttemptReport) => {
        const fresh = addNew(counted, report.exchange.asked);
        // The last round asks again for what failed: those are retries too.
        this.recorder.attempt(report, batch, state === 'sin-respuesta' ? 0 : fresh);
        for (const { ruc } of report.answers) this.unanswered.delete(ruc);
      },
      ...(this.giveUpAfterProbes === undefined ? {} : { giveUpAfterProbes: this.giveUpAfterProbes }),
    };
    try {
      const outcome =
        state === 'omitido'
          ? await this.deps.client.askRuc(rucs[0] as string, context)
          : await this.deps.client.askCollection(rucs, context);
      this.conclude(outcome, batch, state);
    } finally {
      this.progress.enVuelo -= batch.size;
      if (state === 'pendiente') await this.deps.quota.refund(this.run.id, batch.size - sent.size);
      await this.deps.reservations.release(this.run.id, rucs);
    }
  }

  private conclude(outcome: RucOutcome, batch: Batch, state: AskState): void {
    if (state === 'omitido' && outcome.kind !== 'stop') this.progress.omitidos -= 1;
    if (outcome.kind === 'answered') {
      this.firstAnswered = true;
      return;
    }
    if (outcome.kind === 'stop') {
      this.stop(STOPS[outcome.reason]);
      return;
    }
    const left = new Map(outcome.rucs.map((ruc) => [ruc, batch.get(ruc) as number]));
    this.silence(left, state === 'omitido' ? 'omitido' : 'sin-respuesta', outcome.reason);
    this.firstAnswered = true;
    if (outcome.reason === 'gave-up') this.stop('migo-no-responde');
  }

  /** Nothing more is asked. Waits end at once; a used-up plan or ceiling lets paid requests come in. */
  private stop(freno: Freno): void {
    if (this.freno !== null) return;
    this.freno = freno;
    if (freno === 'tope-alcanzado') return;
    if (freno === 'plan-agotado') {
      void this.deps.clock.sleep(STOP_GRACE_MS, this.signal).then(
        () => {
          this.halt.abort();
        },
        () => undefined,
      );
      return;
    }
    this.halt.abort();
  }
}

/** Adds what the set does not have; answers how many those were. */
function addNew(set: Set<string>, items: readonly string[]): number {
  const before = set.size;
  for (const item of items) set.add(item);
  return set.size - before;
}
