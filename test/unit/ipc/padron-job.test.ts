import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { PadronJobs } from '../../../main/ipc/padron-job.ts';
import { HabidoError } from '../../../shared/errors.ts';
import type { PadronJob } from '../../../shared/contract.ts';
import type { PadronProgress } from '../../../shared/padron.ts';

const FILE = { tipo: 'importar', nombre: 'a.zip', archivo: 'archivo-1', fecha: '2026-11-23' } as const;
const NEWS: PadronProgress = { fase: 'leer', avance: 0.5, filas: 10, bytes: 0, restanMs: 1 };

function setUp(fails: () => boolean = () => false) {
  const news: PadronJob[] = [];
  const internal: unknown[] = [];
  let changes = 0;
  const jobs = new PadronJobs({
    onProgress: (job) => news.push(job),
    onChange: () => {
      changes += 1;
      if (fails()) throw new Error('closed');
    },
    onInternal: (error) => internal.push(error),
  });
  return { jobs, news, internal, changes: () => changes };
}

/** A job whose end the test decides. */
function work() {
  let settle: { resolve(value: 'importado' | 'ya-estaba'): void; reject(error: unknown): void } | null = null;
  let told: ((news: PadronProgress) => void) | null = null;
  let given: AbortSignal | null = null;
  return {
    run: (signal: AbortSignal, onProgress: (news: PadronProgress) => void) => {
      told = onProgress;
      given = signal;
      return new Promise<'importado' | 'ya-estaba'>((resolve, reject) => (settle = { resolve, reject }));
    },
    tell: (news: PadronProgress) => told?.(news),
    end: async (fin: 'importado' | 'ya-estaba') => {
      settle?.resolve(fin);
      await setImmediate();
    },
    fail: async (error: unknown) => {
      settle?.reject(error);
      await setImmediate();
    },
    aborted: () => given?.aborted ?? null,
  };
}

describe('the job of the padrón', () => {
  it('runs alone, and tells its news and its end', async () => {
    const { jobs, news, changes } = setUp();
    const mine = work();
    jobs.start(FILE, mine.run);
    expect(() => jobs.start(FILE, work().run)).toThrow(new HabidoError('padron-en-uso').message);
    mine.tell(NEWS);
    expect(news).toEqual([{ tipo: 'importar', nombre: 'a.zip', progreso: NEWS, cancelando: false }]);
    expect(jobs.job()?.progreso).toEqual(NEWS);
    await mine.end('ya-estaba');
    expect(jobs.job()).toBeNull();
    expect(jobs.ended()).toEqual({ id: 1, ...FILE, fin: 'ya-estaba', error: null });
    expect(changes()).toBe(2);
    mine.tell(NEWS);
    expect(news).toHaveLength(1);
  });

  it('is told to stop once, and says so until it has', async () => {
    const { jobs } = setUp();
    const mine = work();
    jobs.cancel();
    jobs.start(FILE, mine.run);
    expect(mine.aborted()).toBe(false);
    jobs.cancel();
    jobs.cancel();
    expect(mine.aborted()).toBe(true);
    expect(jobs.job()?.cancelando).toBe(true);
    await mine.fail(new HabidoError('cancelado'));
    expect(jobs.ended()).toMatchObject({ fin: 'cancelado', error: { code: 'cancelado' } });
  });

  it('tells the log where nobody can be told of its end any more', async () => {
    let over = false;
    const { jobs, internal } = setUp(() => over);
    const mine = work();
    jobs.start(FILE, mine.run);
    over = true;
    await mine.end('importado');
    expect(internal).toEqual([new Error('closed')]);
    expect(jobs.job()).toBeNull();
  });

  it('keeps what a person can read of a failure, and tells the log what it can not', async () => {
    const { jobs, internal } = setUp();
    const first = work();
    jobs.start(FILE, first.run);
    await first.fail(new HabidoError('padron-sin-fecha'));
    expect(jobs.ended()).toMatchObject({ id: 1, fin: 'falla', error: { code: 'padron-sin-fecha' } });
    expect(internal).toEqual([]);
    const second = work();
    jobs.start(FILE, second.run);
    expect(jobs.ended()).toBeNull();
    const strange = new TypeError('x');
    await second.fail(strange);
    expect(jobs.ended()).toMatchObject({ id: 2, fin: 'falla', error: { code: 'interno' } });
    expect(internal).toEqual([strange]);
    jobs.forget();
    expect(jobs.ended()).toBeNull();
  });
});
