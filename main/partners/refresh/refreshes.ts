/**
 * Refreshes of partners: each is a run without a workbook, over the same engine, limiter, cache, reservations and
 * record as every run, so that it can be paused, cancelled, killed and taken up as those.
 */
import { costOf } from '../../validation/money.ts';
import type { LiveRun, RunEnd, RunOptions, RunService } from '../../validation/run-service.ts';
import type { PartnerScope, RefreshEnd, RefreshPlan, RunSnapshot } from '../../../shared/contract.ts';
import { asHabidoError, errorSentence, HabidoError } from '../../../shared/errors.ts';
import type { Clock } from '../../../shared/ports.ts';
import type { HeldTurn, RefreshTurn } from '../turn.ts';
import type { Refreshes, RefreshOptions, StartedRefresh } from '../types.ts';
import type { PartnersToAsk } from './ports.ts';
import { RefreshEnds, type EndsDeps } from './refresh-ends.ts';
import { refreshFigures, refreshItems, type KeptAnswers } from './refresh-run.ts';

/** Failed probes after which a refresh gives up that no person is watching. */
export const UNWATCHED_PROBES = 3;

export interface RefreshDeps extends EndsDeps {
  partners: PartnersToAsk;
  service: Pick<RunService, 'start' | 'resumeRefresh' | 'record' | 'records' | 'snapshot' | 'onProgress'>;
  answers: KeptAnswers;
  turn: RefreshTurn;
  clock: Clock;
  hasToken(): boolean;
  /** Soles per query, decimal text; null where unknown. */
  price(): string | null;
}

/** What the partners' figures say of refreshes, besides what everybody sees of them. */
export interface RefreshState extends Refreshes {
  /** The newest refresh, where it was interrupted and can be taken up; null: it was not. */
  interrupted(): string | null;
  /** Whether another process is refreshing. */
  elsewhere(): boolean;
}

export function createRefreshes(deps: RefreshDeps): RefreshState {
  return new PartnerRefreshes(deps);
}

/** A refresh of this process; `done` settles after its turn was given back. */
interface Begun {
  live: LiveRun;
  done: Promise<RefreshEnd>;
}

class PartnerRefreshes implements RefreshState {
  private readonly deps: RefreshDeps;
  private readonly ends: RefreshEnds;
  private readonly listeners = new Set<(end: RefreshEnd) => void>();
  /** From the taking of the turn on. */
  private begun: Promise<Begun> | null = null;
  private running: string | null = null;

  constructor(deps: RefreshDeps) {
    this.deps = deps;
    this.ends = new RefreshEnds(deps);
  }

  async plan(scope: PartnerScope, tambienFrescos: boolean): Promise<RefreshPlan> {
    const { partners, answers, price, hasToken } = this.deps;
    const ask = partners.toAsk(scope, tambienFrescos);
    const since = this.since(ask.frescuraMs, tambienFrescos);
    const { consultasMaximo, peticiones } = await refreshFigures(ask.rucs, since, answers);
    return {
      socios: ask.socios,
      vencidos: ask.vencidos,
      peticiones,
      consultas: consultasMaximo,
      costo: costOf(consultasMaximo, price()),
      impedimento: hasToken() ? null : errorSentence('token-falta'),
    };
  }

  start(scope: PartnerScope, options: RefreshOptions): Promise<StartedRefresh> {
    return this.begin(async () => {
      const { partners, answers, service } = this.deps;
      const { tambienFrescos, tope } = options;
      const ask = partners.toAsk(scope, tambienFrescos);
      if (ask.rucs.length === 0) throw new HabidoError('socios-nada-vencido');
      const since = this.since(ask.frescuraMs, tambienFrescos);
      const figures = await refreshFigures(ask.rucs, since, answers);
      const items = refreshItems(ask.rucs);
      const { nombre } = ask;
      const run = { fuentes: [], nombre, items, figures, politica: 'vivo' as const, since, tope };
      return service.start(run, runOptions(options));
    });
  }

  resume(corrida: string, options: Omit<RefreshOptions, 'tambienFrescos'>): Promise<StartedRefresh> {
    return this.begin(() => {
      const { partners, service, clock } = this.deps;
      // By the longest freshness: what is still fresh for any partner is not paid for again. What others would
      // call old by now stays due, and is for the next refresh.
      const since = clock.now() - partners.longestFreshnessMs();
      return service.resumeRefresh(corrida, { tope: options.tope, since }, runOptions(options));
    });
  }

  current(): RunSnapshot | null {
    return this.running === null ? null : this.deps.service.snapshot(this.running);
  }

  async cancel(): Promise<void> {
    const begun = await this.begun?.catch(() => null); // Whoever began it is told why it could not.
    begun?.live.cancel();
    await begun?.done;
  }

  last(): RefreshEnd | null {
    return this.ends.last();
  }

  interrupted(): string | null {
    return this.ends.interrupted();
  }

  elsewhere(): boolean {
    return this.begun === null && this.deps.turn.taken();
  }

  /** Runs over workbooks have listeners of their own, and only one refresh runs at a time. */
  onProgress(listener: (snapshot: RunSnapshot) => void): () => void {
    return this.deps.service.onProgress((snapshot) => {
      if (snapshot.tipo === 'socios') listener(snapshot);
    });
  }

  onEnd(listener: (end: RefreshEnd) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private since(frescuraMs: number, tambienFrescos: boolean): number {
    return this.deps.clock.now() - (tambienFrescos ? 0 : frescuraMs);
  }

  /** Takes the turn before anything is looked up: what is due may change until then. */
  private async begin(launch: () => Promise<LiveRun>): Promise<StartedRefresh> {
    if (!this.deps.hasToken()) throw new HabidoError('token-falta');
    const turn = await this.deps.turn.take();
    if (turn === null) throw new HabidoError('socios-en-refresco');
    try {
      this.begun = this.launch(turn, launch);
      const { live, done } = await this.begun;
      return { corrida: live.id, done };
    } catch (error) {
      this.begun = null;
      await turn.release();
      throw error;
    }
  }

  private async launch(turn: HeldTurn, launch: () => Promise<LiveRun>): Promise<Begun> {
    const live = await launch();
    this.running = live.id;
    return { live, done: live.done.then((end) => this.finish(live.id, end, turn)) };
  }

  /** Gives the turn back before anybody hears of the end: a listener may begin the next one. */
  private async finish(corrida: string, { error }: RunEnd, turn: HeldTurn): Promise<RefreshEnd> {
    let stored: RefreshEnd;
    try {
      await turn.release();
      stored = this.ends.end(corrida);
    } finally {
      this.running = null;
      this.begun = null;
    }
    // What broke that is no answer of the API (a full disk) is in no row: it is said here, or nowhere.
    const end = error === null ? stored : { ...stored, freno: asHabidoError(error).toPlain() };
    for (const listener of this.listeners) listener(end);
    return end;
  }
}

function runOptions({
  askedBy,
  giveUpAfterProbes,
}: Omit<RefreshOptions, 'tope' | 'tambienFrescos'>): RunOptions {
  const probes = giveUpAfterProbes ?? (askedBy === 'ventana' ? undefined : UNWATCHED_PROBES);
  return probes === undefined ? { askedBy } : { askedBy, giveUpAfterProbes: probes };
}
