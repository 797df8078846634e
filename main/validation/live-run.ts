/** One run in course: its engine, its controls and its figures. */
import type { AskedBy } from '../database/answer-store.ts';
import type { RunRecord, RunStore } from '../database/run-store.ts';
import type { Clock } from '../../shared/ports.ts';
import { Engine, type EngineDeps, type Freno } from './engine.ts';
import { Gate } from './gate.ts';
import { RunProgress, type VerdictCounts } from './run-progress.ts';
import { RunRecorder, type RecorderDeps } from './run-recorder.ts';
import type { LiveFigures } from './run-snapshot.ts';

/** How a run ended. `error`: something broke that is no answer of the API (a full disk, a bug). */
export interface RunEnd {
  estado: 'terminada' | 'interrumpida' | 'cancelada';
  freno: Freno | null;
  conteo: VerdictCounts;
  error: unknown;
}

export interface LiveRunDeps {
  engine: EngineDeps;
  recorder: RecorderDeps;
  runs: RunStore;
  clock: Clock;
}

export class LiveRun {
  readonly id: string;
  readonly done: Promise<RunEnd>;
  private readonly deps: LiveRunDeps;
  private readonly gate = new Gate();
  private readonly cancelled = new AbortController();
  private readonly progress: RunProgress;
  private activeMs: number;
  private activeSince: number | null;

  constructor(
    deps: LiveRunDeps,
    run: RunRecord,
    options: { askedBy: AskedBy; giveUpAfterProbes?: number; onChange: () => void; onEnd: () => void },
  ) {
    this.deps = deps;
    this.id = run.id;
    this.activeMs = run.activeMs;
    this.activeSince = deps.clock.now();
    const counts = deps.runs.counts(run.id);
    this.progress = new RunProgress(
      {
        conteo: counts.conteo,
        listos: counts.listos,
        omitidos: counts.omitidos,
        consultasUsadas: run.consultasUsadas,
        peticiones: run.peticiones,
        desdeCache: run.desdeCache,
        cacheMasAntiguo: run.cacheMasAntiguo,
        desdePadron: run.desdePadron,
      },
      deps.clock,
      options.onChange,
    );
    const recorder = new RunRecorder(deps.recorder, { id: run.id, askedBy: options.askedBy }, this.progress);
    const engine = new Engine(deps.engine, run, {
      recorder,
      progress: this.progress,
      gate: this.gate,
      cancel: this.cancelled.signal,
      ...(options.giveUpAfterProbes === undefined ? {} : { giveUpAfterProbes: options.giveUpAfterProbes }),
    });
    this.done = this.finish(engine, options);
  }

  pause(): void {
    if (this.gate.paused) return;
    this.gate.pause();
    this.stopWatch();
    this.progress.changed();
  }

  continue(): void {
    if (!this.gate.paused) return;
    this.activeSince = this.deps.clock.now();
    this.gate.open();
    this.progress.changed();
  }

  /** Ends every wait and request; what was answered stays. */
  cancel(): void {
    this.cancelled.abort();
  }

  /** The connection's state changed: worth telling. */
  touch(): void {
    this.progress.changed();
  }

  figures(): {
    conteo: VerdictCounts;
    listos: number;
    omitidos: number;
    abiertos: number;
    live: LiveFigures;
  } {
    return {
      conteo: { ...this.progress.conteo },
      listos: this.progress.listos,
      omitidos: this.progress.omitidos,
      abiertos: 0,
      live: {
        paused: this.gate.paused,
        enVuelo: this.progress.enVuelo,
        ultimo: this.progress.ultimo,
        meanLatencyMs: this.progress.meanLatency(),
        activeMs: this.activeNow(),
      },
    };
  }

  private async finish(engine: Engine, options: { askedBy: AskedBy; onEnd: () => void }): Promise<RunEnd> {
    const end = await this.work(engine);
    this.stopWatch();
    const { recorder, runs, clock } = this.deps;
    try {
      recorder.database.transaction(() => {
        runs.update(this.id, {
          estado: end.estado,
          freno: end.freno,
          fin: clock.now(),
          activeMs: Math.round(this.activeMs),
        });
        recorder.audit.append(
          `corrida-${end.estado}`,
          {
            corrida: this.id,
            freno: end.freno,
            resumen: end.conteo,
            consultasUsadas: this.progress.consultasUsadas,
            peticiones: this.progress.peticiones,
          },
          { askedBy: options.askedBy },
        );
      });
    } catch (error) {
      end.error ??= error;
    }
    options.onEnd();
    this.progress.close();
    return end;
  }

  private async work(engine: Engine): Promise<RunEnd> {
    let end: Omit<RunEnd, 'conteo'>;
    try {
      const freno = await engine.work();
      end = { estado: freno === null ? 'terminada' : 'interrumpida', freno, error: null };
    } catch (error) {
      end = this.cancelled.signal.aborted
        ? { estado: 'cancelada', freno: null, error: null }
        : { estado: 'interrumpida', freno: null, error };
    }
    return { ...end, conteo: { ...this.progress.conteo } };
  }

  private activeNow(): number {
    const running = this.activeSince === null ? 0 : this.deps.clock.now() - this.activeSince;
    return this.activeMs + running;
  }

  private stopWatch(): void {
    this.activeMs = this.activeNow();
    this.activeSince = null;
  }
}
