/** Starts, takes up, controls and lists runs: one service for the window, the command line and the tray. */
import { v7 as uuidv7 } from 'uuid';
import type { AskedBy } from '../database/answer-store.ts';
import type { Locks } from '../database/locks.ts';
import type { NewItem, RunChanges, RunCounts, RunRecord } from '../database/run-store.ts';
import type { Politica, RunSnapshot } from '../../shared/contract.ts';
import { HabidoError } from '../../shared/errors.ts';
import type { ColumnReading } from '../../shared/workbook.ts';
import type { Health } from '../migo/types.ts';
import { verdictOfInvalid } from './item-verdicts.ts';
import { LiveRun, type LiveRunDeps, type RunEnd } from './live-run.ts';
import { mergeReadings } from './merge-readings.ts';
import { breathe, COLLECTION_SIZE, type PlanFigures } from './plan.ts';
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

/** One column of a workbook, read whole. */
export interface NewSource {
  path: string;
  nombre: string;
  reading: ColumnReading;
  manual: boolean;
}

/** What a new run is made of. */
export interface NewRun {
  /** One per column; none: a refresh of partners. */
  fuentes: readonly NewSource[];
  /** Whom a refresh asks about, in words; a run over workbooks is called after them. */
  nombre?: string;
  /** What `mergeReadings` makes of their readings. */
  items: readonly NewItem[];
  figures: PlanFigures;
  politica: Politica;
  /** Answers obtained at or after it (UTC ms) are reused. */
  since: number;
  tope: number | null;
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
        recorder.audit.append(
          'corrida-iniciada',
          {
            corrida: id,
            tipo: run.tipo,
            archivo: run.nombre,
            fuentes: run.fuentes.map(({ nombre, hash, hoja, columna, filaEncabezado }) => ({
              archivo: nombre,
              hash,
              hoja,
              columna,
              filaEncabezado,
            })),
            politica: run.politica,
            tope: run.tope,
            distintos: run.distintos,
            filas: run.filas,
          },
          { askedBy: options.askedBy },
        );
      });
      await this.addItems(id, 0, input.items);
      return this.launch(run, lock, options);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /**
   * Takes up a run that has rows without an answer. The caller has read its columns again, in their order:
   * rows that a kill kept from being stored are completed from them. `politica` absent: as it was.
   */
  async resume(
    id: string,
    input: { readings: readonly ColumnReading[]; tope: number | null; politica?: Politica },
    options: RunOptions,
  ): Promise<LiveRun> {
    const lock = this.lock(id);
    try {
      const stored = this.record(id);
      if (stored.fuentes.some((source, k) => source.hash !== input.readings[k]?.hash)) {
        throw new HabidoError('archivo-cambio');
      }
      const { recorder, runs } = this.deps;
      const counts = runs.counts(id);
      await this.addItems(id, counts.total, mergeReadings(input.readings).items.slice(counts.total));
      while (runs.reopen(id, INSERT_CHUNK) > 0) await breathe();
      const { tope, politica = stored.politica } = input;
      const changes: RunChanges = {
        estado: 'en curso',
        fin: null,
        freno: null,
        tope,
        politica,
        ...(politica === stored.politica ? {} : newPlan(stored, politica, runs.counts(id))),
      };
      const run: RunRecord = { ...stored, ...changes };
      recorder.database.transaction(() => {
        runs.update(id, changes);
        recorder.audit.append(
          'corrida-retomada',
          { corrida: id, tope, politica },
          { askedBy: options.askedBy },
        );
      });
      return this.launch(run, lock, options);
    } catch (error) {
      lock.release();
      throw error;
    }
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

  /** Newest first. */
  list(): RunSnapshot[] {
    return this.deps.runs.list(LIST_LIMIT).map((run) => this.toSnapshot(this.seen(run)));
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

function newRecord(id: string, input: NewRun, askedBy: AskedBy, now: number): RunRecord {
  const { figures, fuentes } = input;
  return {
    id,
    tipo: fuentes.length === 0 ? 'socios' : 'libro',
    nombre: input.nombre ?? nameOfSources(fuentes),
    fuentes: fuentes.map(({ path, nombre, reading, manual }) => ({
      path,
      nombre,
      hash: reading.hash,
      ...reading.choice,
      manual,
      titulo: reading.titulo,
      columnaNombre: reading.columnaNombre,
      filas: reading.filas,
      otros: reading.otros,
      copiaNombre: null,
      copiaHash: null,
    })),
    politica: input.politica,
    since: input.since,
    tope: input.tope,
    filas: figures.filas,
    otros: figures.otros,
    distintos: figures.distintos,
    formatoInvalido: figures.formatoInvalido,
    consultasPlan: figures.consultasMaximo,
    peticionesPlan: figures.peticiones,
    askedBy,
    inicio: now,
    fin: null,
    estado: 'en curso',
    freno: null,
    consultasUsadas: 0,
    peticiones: 0,
    desdeCache: 0,
    cacheMasAntiguo: null,
    desdePadron: 0,
    activeMs: 0,
  };
}

/** The workbook's name; of several, the first and how many more. */
export function nameOfSources(fuentes: readonly NewSource[]): string {
  const names = [...new Map(fuentes.map((source) => [source.path, source.nombre])).values()];
  const [first = ''] = names;
  return names.length === 1 ? first : `${first} y ${String(names.length - 1)} más`;
}
