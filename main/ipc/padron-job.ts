/** The one import or download of the padrón that the window may have going, and how the last one ended. */
import { asHabidoError, HabidoError } from '../../shared/errors.ts';
import type { PadronEnd, PadronJob } from '../../shared/contract.ts';
import type { PadronProgress } from '../../shared/padron.ts';

/** How a job of the padrón ends where it ends well. */
export type PadronJobEnd = Extract<PadronEnd['fin'], 'importado' | 'ya-estaba'>;

export interface PadronJobOptions {
  tipo: PadronJob['tipo'];
  nombre: string;
  /** The file's handle, to try it again with a date or a yes. */
  archivo: string | null;
  /** The edition's day as it was given, or null. */
  fecha: string | null;
}

export interface PadronJobEvents {
  /** News of the job in course. */
  onProgress(job: PadronJob): void;
  /** A job began, was told to stop, or ended. */
  onChange(): void;
  /** A failure that is no sentence for a person. */
  onInternal(error: unknown): void;
}

export class PadronJobs {
  private readonly events: PadronJobEvents;
  private current: { job: PadronJob; stop: AbortController } | null = null;
  private last: PadronEnd | null = null;
  private ends = 0;

  constructor(events: PadronJobEvents) {
    this.events = events;
  }

  /** The job in course, or null. */
  job(): PadronJob | null {
    return this.current?.job ?? null;
  }

  /** How the last job ended, or null. */
  ended(): PadronEnd | null {
    return this.last;
  }

  /** Forgets how the last job ended: it belonged to another workspace. */
  forget(): void {
    this.last = null;
  }

  /** Starts a job and answers at once; `padron-en-uso` where one is going. */
  start(
    { tipo, nombre, archivo, fecha }: PadronJobOptions,
    work: (signal: AbortSignal, onProgress: (news: PadronProgress) => void) => Promise<PadronJobEnd>,
  ): void {
    if (this.current !== null) throw new HabidoError('padron-en-uso');
    const mine = {
      job: { tipo, nombre, progreso: null, cancelando: false } as PadronJob,
      stop: new AbortController(),
    };
    this.current = mine;
    this.last = null;
    const onProgress = (progreso: PadronProgress): void => {
      // A thread's last words may come after its end.
      if (this.current !== mine) return;
      mine.job = { ...mine.job, progreso };
      this.events.onProgress(mine.job);
    };
    const end = (fin: PadronEnd['fin'], error: PadronEnd['error']): void => {
      this.current = null;
      this.ends += 1;
      this.last = { id: this.ends, tipo, fin, nombre, archivo, fecha, error };
      this.events.onChange();
    };
    const done = work(mine.stop.signal, onProgress).then(
      (fin) => {
        end(fin, null);
      },
      (error: unknown) => {
        const typed = asHabidoError(error);
        if (typed.code === 'interno') this.events.onInternal(error);
        end(typed.code === 'cancelado' ? 'cancelado' : 'falla', typed.toPlain());
      },
    );
    // Whoever is told of the end may fail as well, when all is being closed.
    done.catch((error: unknown) => {
      this.events.onInternal(error);
    });
    this.events.onChange();
  }

  /** Tells the job in course to stop, where there is one. */
  cancel(): void {
    if (this.current === null || this.current.job.cancelando) return;
    this.current.job = { ...this.current.job, cancelando: true };
    this.current.stop.abort();
    this.events.onChange();
  }
}
