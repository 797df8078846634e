/** Progress of the padrón on stderr: one line written over on a terminal, else a line now and then. */
import type { PadronPhase, PadronProgress } from '../../shared/padron.ts';
import type { CliIo } from './io.ts';

/** Milliseconds between two lines of one phase where there is no terminal. */
const QUIET_INTERVAL_MS = 5_000;

const PHASES: Record<PadronPhase, string> = {
  descargar: 'Descargando',
  leer: 'Leyendo el padrón',
  ordenar: 'Ordenando',
  revisar: 'Revisando',
  comparar: 'Comparando con la edición anterior',
  nombres: 'Preparando la búsqueda por nombre',
};

/** Takes news of an import; `end` wipes the line that a terminal shows. */
export function padronProgress(io: CliIo): { news(progress: PadronProgress): void; end(): void } {
  let last = 0;
  let phase: PadronPhase | null = null;
  let shown = false;
  return {
    news(progress) {
      const line = progressLine(progress);
      if (io.terminal) {
        io.err(`\r\u001b[K${line}`);
        shown = true;
        return;
      }
      if (progress.fase === phase && Date.now() - last < QUIET_INTERVAL_MS) return;
      last = Date.now();
      phase = progress.fase;
      io.err(`${line}\n`);
    },
    end() {
      if (shown) io.err('\r\u001b[K');
      shown = false;
    },
  };
}

function progressLine({ fase, avance, filas, restanMs }: PadronProgress): string {
  const share = avance === null ? '' : ` · ${String(Math.floor(avance * 100))} %`;
  const rows = filas === 0 ? '' : ` · ${filas.toLocaleString('es-PE')} filas`;
  const left = restanMs === null ? '' : ` · quedan unos ${String(Math.ceil(restanMs / 1_000))} s`;
  return PHASES[fase] + share + rows + left;
}
