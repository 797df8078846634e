/** Progress of a run on stderr: one line written over on a terminal, else a line now and then. */
import type { RunSnapshot } from '../../shared/contract.ts';
import type { Workspace } from '../workspace.ts';
import type { CliIo } from './io.ts';

/** Milliseconds between two lines where there is no terminal. */
const QUIET_INTERVAL_MS = 5_000;

/** Reports until the answered function is called. */
export function reportProgress(io: CliIo, workspace: Workspace, id: string): () => void {
  let last = 0;
  let said = '';
  const stop = workspace.service.onProgress((run) => {
    if (run.corrida !== id || run.fin !== null) return;
    const line = progressLine(run);
    if (io.terminal) {
      io.err(`\r\u001b[K${line}`);
      said = line;
      return;
    }
    if (Date.now() - last < QUIET_INTERVAL_MS || line === said) return;
    last = Date.now();
    said = line;
    io.err(`${line}\n`);
  });
  return () => {
    stop();
    if (io.terminal && said !== '') io.err('\r\u001b[K');
  };
}

function progressLine(run: RunSnapshot): string {
  const done = `${run.listos.toLocaleString('es-PE')} de ${run.distintos.toLocaleString('es-PE')} RUC`;
  const asked = `${run.peticiones.toLocaleString('es-PE')} peticiones`;
  switch (run.salud.tipo) {
    case 'espera':
      return `${done} · Migo no responde: se vuelve a probar en ${secondsTo(run.salud.hasta)} s`;
    case 'prueba':
      return `${done} · probando si Migo responde`;
    case 'lento':
      return `${done} · Migo pidió ir más lento: se sigue en ${secondsTo(run.salud.hasta)} s`;
    case 'bien':
      return `${done} · ${asked}${run.restanMs === null ? '' : ` · quedan unos ${String(Math.ceil(run.restanMs / 1_000))} s`}`;
  }
}

function secondsTo(until: number | null): string {
  return String(Math.max(0, Math.ceil(((until ?? 0) - Date.now()) / 1_000)));
}
