/** How refreshes ended, read from stored rows: the same now, after a restart, and in another process. */
import type { RunRecord, RunStore } from '../../database/run-store.ts';
import type { RunService } from '../../validation/run-service.ts';
import type { RefreshEnd } from '../../../shared/contract.ts';
import type { ChangesNoticed } from './ports.ts';

export interface EndsDeps {
  service: Pick<RunService, 'record' | 'records' | 'snapshot'>;
  runs: Pick<RunStore, 'answered'>;
  changes: ChangesNoticed;
}

/** An end, and whether that refresh can be taken up. */
interface KnownEnd {
  end: RefreshEnd;
  open: boolean;
}

export class RefreshEnds {
  private readonly deps: EndsDeps;
  /** The end counted last: figures of an ended refresh stay. */
  private known: { key: string; value: KnownEnd } | null = null;

  constructor(deps: EndsDeps) {
    this.deps = deps;
  }

  /** How this one ended. */
  end(corrida: string): RefreshEnd {
    return this.of(this.deps.service.record(corrida)).end;
  }

  /** How the newest one ended that is not running; null: there was none. */
  last(): RefreshEnd | null {
    const run = this.newest();
    return run === null ? null : this.of(run).end;
  }

  /** The newest refresh, where it was interrupted and has partners left to ask about. */
  interrupted(): string | null {
    const [run] = this.deps.service.records('socios', 1);
    if (run?.estado !== 'interrumpida') return null;
    return this.of(run).open ? run.id : null;
  }

  /** At most one runs at a time: so one of the newest two has ended. */
  private newest(): RunRecord | null {
    return this.deps.service.records('socios', 2).find((run) => run.estado !== 'en curso') ?? null;
  }

  private of(run: RunRecord): KnownEnd {
    const key = `${run.id} ${run.estado} ${String(run.fin)}`;
    if (this.known?.key !== key) this.known = { key, value: this.count(run) };
    return this.known.value;
  }

  private count(run: RunRecord): KnownEnd {
    const { service, runs, changes } = this.deps;
    const { distintos, freno, puedeRetomar } = service.snapshot(run.id);
    const respondidos = runs.answered(run.id);
    const end: RefreshEnd = {
      corrida: run.id,
      // A killed one left no end: its beginning is the last that is known of it.
      fin: run.fin ?? run.inicio,
      estado: run.estado === 'en curso' ? 'interrumpida' : run.estado,
      socios: distintos,
      respondidos,
      sinRespuesta: distintos - respondidos,
      ...changes.noticed(run.id),
      freno,
    };
    return { end, open: puedeRetomar };
  }
}
