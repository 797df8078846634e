/** Starts, takes up, controls and lists runs: one service for the window, the command line and the tray. */
import { v7 as uuidv7 } from 'uuid';
import type { AskedBy } from '../database/answer-store.ts';
import type { Locks } from '../database/locks.ts';
import type { NewItem, RunChanges, RunCounts, RunKind, RunRecord } from '../database/run-store.ts';
import type { Politica, RunSnapshot } from '../../shared/contract.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { ColumnReading } from '../../shared/workbook.ts';
import type { Health } from '../migo/types.ts';
import { verdictOfInvalid } from './item-verdicts.ts';
import { LiveRun, type LiveRunDeps, type RunEnd } from './live-run.ts';
import { mergeReadings } from './merge-readings.ts';
import { newRecord, startedEntry, type NewRun } from './new-run.ts';
import { breathe, COLLECTION_SIZE } from './plan.ts';
import { runSnapshot, type SnapshotInput } from './run-snapshot.ts';

/** Items inserted in one transaction. */
const INSERT_CHUNK = 1_000;
/** Runs that the list shows. */
const LIST_LIMIT = 50;

export interface RunServiceDeps extends LiveRunDeps {
  locks: Locks;
  price: () => string | null;
  perMinute: () => number;
  concurrency: () => number;
  health: () => Health;
}

export interface RunOptions {
  askedBy: AskedBy;
  /** Failed probes of the open breaker after which the run ends; absent: it waits for ever. */
  giveUpAfterProbes?: number;
}

export class RunService {
  private readonly deps: RunServiceDeps;
  private readonly live = new Map<string, LiveRun>();
  private readonly listeners = new Set<(snapshot: RunSnapshot) => void>();

  constructor(deps: RunServiceDeps) {
    this.deps = deps;
  }

  /** Creates the run with its rows and starts it. */
  async start(input: NewRun, options: RunOptions): Promise<LiveRun> {
    const { clock, recorder, runs } = this.deps;
    const id = uuidv7();
    const lock = this.lock(id);
    try {
      const run = newRecord(id, input, options.askedBy, clock.now());
      recorder.database.transaction(() => {
        runs.create(run);
        recorder.audit.append('corrida-iniciada', startedEntry(run), { askedBy: options.askedBy });
      });
      await this.addItems(id, 0, input.items);
      return this.launch(run, lock, options);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /**
   * Takes up a run over workbooks that has rows without an answer. The caller has read its columns again, in
   * their order: rows that a kill kept from being stored are completed from them. `politica` absent: as it was.
   */
  async resume(
    id: string,
    input: { readings: readonly ColumnReading[]; tope: number | null; politica?: Politica },
    options: RunOptions,
  ): Promise<LiveRun> {
    return this.takeUp(id, 'libro', options, async (stored) => {
      if (stored.fuentes.some((source, k) => source.hash !== input.readings[k]?.hash)) {
        throw new HabidoError('archivo-cambio');
      }
      const { runs } = this.deps;
      const { total } = runs.counts(id);
      await this.addItems(id, total, mergeReadings(input.readings).items.slice(total));
      await this.reopen(id);
      const { tope, politica = stored.politica } = input;
      const plan = politica === stored.politica ? {} : newPlan(stored, politica, runs.counts(id));
      return { tope, politica, ...plan };
    });
  }

  /**
   * Takes up a refresh of partners. A kill while its partners were being written down leaves some out: the
   * refresh shrinks to those that it holds, since the others are still due and the next one asks about them.
   * `since` (UTC ms): answers obtained at or after it are reused; never earlier than what the refresh began with. Throws
   * `corrida-sin-pendientes` where nobody is left to ask about.
   */
  async resumeRefresh(
    id: string,
    input: { tope: number | null; since: number },
    options: RunOptions,
  ): Promise<LiveRun> {
    return this.takeUp(id, 'socios', options, async (stored) => {
      await this.reopen(id);
      const counts = this.deps.runs.counts(id);
      const { total, pendientes, omitidos } = counts;
      if (pendientes + omitidos === 0) throw new HabidoError('corrida-sin-pendientes');
      const shrunk =
        total === stored.distintos
          ? {}
          : { filas: total, distintos: total, ...newPlan(stored, stored.politica, counts) };
      const since = Math.max(stored.since, input.since);
      return { tope: input.tope, since, ...shrunk };
    });
  }

  /** The live run, where this process runs it. */
  get(id: string): LiveRun | null {
    return this.live.get(id) ?? null;
  }

  active(): LiveRun[] {
    return [...this.live.values()];
  }

  /** The stored record; `corrida-no-existe` where there is none. */
  record(id: string): RunRecord {
    const run = this.deps.runs.get(id);
    if (run === null) throw new HabidoError('corrida-no-existe');
    return this.seen(run);
  }

  snapshot(id: string): RunSnapshot {
    return this.toSnapshot(this.record(id));
  }

  /** The newest `limit` of a kind, newest first; a killed one is `interrumpida`. */
  records(tipo: RunKind, limit: number): RunRecord[] {
    return this.deps.runs.list(limit, tipo).map((run) => this.seen(run));
  }

  /** Runs over workbooks, newest first. */
  list(): RunSnapshot[] {
    return this.records('libro', LIST_LIMIT).map((run) => this.toSnapshot(run));
  }

  /** Called with every change of a live run, at most ten times a second each; answers the way to stop. */
  onProgress(listener: (snapshot: RunSnapshot) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** The connection's state changed: every live run tells it. */
  healthChanged(): void {
    for (const run of this.live.values()) run.touch();
  }

  /** A run that says `en curso` without a live process behind it was killed: `interrumpida`. */
  private seen(run: RunRecord): RunRecord {
    if (run.estado !== 'en curso' || this.deps.locks.isHeld(run.id)) return run;
    return { ...run, estado: 'interrumpida' };
  }

  /** Locks a stored run, lets `prepare` complete it and say what changes in it, and launches it. */
  private async takeUp(
    id: string,
    tipo: RunKind,
    options: RunOptions,
    prepare: (stored: RunRecord) => Promise<RunChanges>,
  ): Promise<LiveRun> {
    const lock = this.lock(id);
    try {
      const { recorder, runs } = this.deps;
      const stored = this.record(id);
      if (stored.tipo !== tipo) throw new HabidoError('corrida-no-existe');
      const changes: RunChanges = {
        estado: 'en curso',
        fin: null,
        freno: null,
        ...(await prepare(stored)),
      };
      const run: RunRecord = { ...stored, ...changes };
      recorder.database.transaction(() => {
        runs.update(id, changes);
        recorder.audit.append(
          'corrida-retomada',
          { corrida: id, tope: run.tope, politica: run.politica },
          { askedBy: options.askedBy },
        );
      });
      return this.launch(run, lock, options);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  private launch(run: RunRecord, lock: { release(): void }, options: RunOptions): LiveRun {
    const live = new LiveRun(this.deps, run, {
      askedBy: options.askedBy,
      ...(options.giveUpAfterProbes === undefined ? {} : { giveUpAfterProbes: options.giveUpAfterProbes }),
      onChange: () => {
        this.tell(run.id);
      },
      onEnd: () => {
        this.live.delete(run.id);
        lock.release();
      },
    });
    this.live.set(run.id, live);
    return live;
  }

  private async reopen(id: string): Promise<void> {
    while (this.deps.runs.reopen(id, INSERT_CHUNK) > 0) await breathe();
  }

  private async addItems(id: string, from: number, items: readonly NewItem[]): Promise<void> {
    const { recorder, runs } = this.deps;
    for (let at = 0; at < items.length; at += INSERT_CHUNK) {
      const chunk = items.slice(at, at + INSERT_CHUNK);
      // What a power cut took of these is made again from the workbook: no need to wait for the disk.
      recorder.database.quickTransaction(() => {
        runs.addItems(id, from + at, chunk);
        runs.settle(
          id,
          chunk.flatMap((item, i) => (item.valido ? [] : [verdictOfInvalid(from + at + i, item)])),
        );
      });
      await breathe();
    }
  }

  private toSnapshot(run: RunRecord): RunSnapshot {
    const live = this.live.get(run.id) ?? null;
    const figures = live === null ? storedFigures(this.deps.runs.counts(run.id)) : live.figures();
    return runSnapshot({
      run,
      conteo: figures.conteo,
      listos: figures.listos,
      omitidos: figures.omitidos,
      abiertos: figures.abiertos,
      live: figures.live,
      price: this.deps.price(),
      perMinute: this.deps.perMinute(),
      concurrency: this.deps.concurrency(),
      health: this.deps.health(),
    });
  }

  private tell(id: string): void {
    if (this.listeners.size === 0) return;
    const snapshot = this.snapshot(id);
    for (const listener of this.listeners) listener(snapshot);
  }

  private lock(id: string): { release(): void } {
    const lock = this.deps.locks.acquire(id);
    if (lock === null) throw new HabidoError('corrida-en-uso');
    return lock;
  }
}

export type { LiveRun, RunEnd };

/** What a run that goes on under another policy will have asked for in the end, at the most. */
function newPlan(
  { consultasUsadas, peticiones }: RunRecord,
  politica: Politica,
  { pendientes, omitidos }: RunCounts,
): Pick<RunRecord, 'consultasPlan' | 'peticionesPlan'> {
  const asked = politica === 'local' ? 0 : pendientes + omitidos;
  const requests = politica === 'local' ? 0 : Math.ceil(pendientes / COLLECTION_SIZE) + omitidos;
  return { consultasPlan: consultasUsadas + asked, peticionesPlan: peticiones + requests };
}

function storedFigures(
  counts: RunCounts,
): Pick<SnapshotInput, 'conteo' | 'listos' | 'omitidos' | 'abiertos' | 'live'> {
  const { conteo, listos, omitidos, pendientes, sinRespuesta } = counts;
  return { conteo, listos, omitidos, abiertos: pendientes + omitidos + sinRespuesta, live: null };
}
