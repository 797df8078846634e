/** Progress of a run on stderr: one line written over on a terminal, else a line now and then. */
import type { RunSnapshot } from '../../shared/contract.ts';
import type { Clock } from '../../shared/ports.ts';
import type { CliIo } from './io.ts';

/** Milliseconds between two lines where there is no terminal. */
const QUIET_INTERVAL_MS = 5_000;

/** Reports what `listen` tells of this run, until the answered function is called. */
export function reportProgress(
  io: CliIo,
  clock: Clock,
  id: string,
  listen: (listener: (run: RunSnapshot) => void) => () => void,
): () => void {
  let last = 0;
  let said = '';
  const stop = listen((run) => {
    if (run.corrida !== id || run.fin !== null) return;
    const now = clock.now();
    const line = progressLine(run, now);
    if (io.terminal) {
      io.err(`\r\u001b[K${line}`);
      said = line;
      return;
    }
    if (now - last < QUIET_INTERVAL_MS || line === said) return;
    last = now;
    said = line;
    io.err(`${line}\n`);
  });
  return () => {
    stop();
    if (io.terminal && said !== '') io.err('\r\u001b[K');
  };
}

function progressLine(run: RunSnapshot, now: number): string {
  const done = `${run.listos.toLocaleString('es-PE')} de ${run.distintos.toLocaleString('es-PE')} RUC`;
  const asked = `${run.peticiones.toLocaleString('es-PE')} peticiones`;
  switch (run.salud.tipo) {
    case 'espera':
      return `${done} · Migo no responde: se vuelve a probar en ${secondsTo(run.salud.hasta, now)} s`;
    case 'prueba':
      return `${done} · probando si Migo responde`;
    case 'lento':
      return `${done} · Migo pidió ir más lento: se sigue en ${secondsTo(run.salud.hasta, now)} s`;
    case 'bien':
      return `${done} · ${asked}${run.restanMs === null ? '' : ` · quedan unos ${String(Math.ceil(run.restanMs / 1_000))} s`}`;
  }
}

function secondsTo(until: number | null, now: number): string {
  return String(Math.max(0, Math.ceil(((until ?? 0) - now) / 1_000)));
}
