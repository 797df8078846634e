/** A workspace over a temporary folder, wired to a simulator: the same parts as the window and the commands. */
import { systemClock } from '../../main/clock.ts';
import { MemorySecrets } from '../../main/settings/memory-secrets.ts';
import type { PadronWorkers } from '../../main/padron/padron.ts';
import { openWorkspace, type Workspace } from '../../main/workspace.ts';
import type { ColumnItem, ColumnReading } from '../../shared/workbook.ts';
import { readRuc } from '../../shared/ruc.ts';
import type { LocalKnowledge } from '../../shared/padron.ts';
import type { Clock } from '../../shared/ports.ts';

export const WORKBOOK_WORKER = new URL('../../main/workbook/worker.ts', import.meta.url);
export const PADRON_WORKERS: PadronWorkers = {
  import: new URL('../../main/padron/import/worker.ts', import.meta.url),
  names: new URL('../../main/padron/names/worker.ts', import.meta.url),
  registers: new URL('../../main/padron/registers/worker.ts', import.meta.url),
};
export const TEST_TOKEN = 'prueba-0123456789';

export { temporaryFolder } from './folders.ts';

/** Opens a workspace against `url` with test settings; `perMinute` is high unless said. */
export function testWorkspace(
  folder: string,
  options: {
    url: string;
    token?: string | null;
    perMinute?: number;
    concurrency?: number;
    clock?: Clock;
    random?: () => number;
    /** Absent: what the folder holds. */
    local?: LocalKnowledge;
  },
): Workspace {
  const token = options.token === undefined ? TEST_TOKEN : options.token;
  return openWorkspace({
    folder,
    env: {
      HABIDO_MIGO_URL: options.url,
      HABIDO_POR_MINUTO: String(options.perMinute ?? 1000),
      HABIDO_CONCURRENCIA: String(options.concurrency ?? 4),
      ...(token === null ? {} : { HABIDO_MIGO_TOKEN: token }),
    },
    appVersion: '0.0.0-test',
    askedBy: 'comando',
    workbookWorker: WORKBOOK_WORKER,
    padronWorkers: PADRON_WORKERS,
    secrets: new MemorySecrets(),
    clock: options.clock ?? systemClock,
    random: options.random ?? (() => 0),
    ...(options.local === undefined ? {} : { local: options.local }),
  });
}

/** A column as the workbook part would have read it: one row per text, in this order. */
export function columnOf(texts: readonly string[], hash = 'a'.repeat(64)): ColumnReading {
  const items = new Map<string, ColumnItem>();
  texts.forEach((text, i) => {
    const reading = readRuc(text);
    const known = items.get(reading.text);
    if (known !== undefined) {
      known.filas += 1;
      return;
    }
    items.set(reading.text, {
      texto: reading.text,
      valido: reading.valid,
      fault: reading.valid ? null : reading.fault,
      suggestion: reading.valid ? null : (reading.suggestion ?? null),
      repairs: reading.repairs,
      filas: 1,
      primeraFila: i + 2,
      nombre: '',
      aviso: '',
    });
  });
  return {
    choice: { hoja: 'Hoja1', columna: 'A', filaEncabezado: 1 },
    titulo: 'RUC',
    columnaNombre: '',
    columnaFecha: '',
    origenReconocido: '',
    hash,
    filas: texts.length,
    otros: 0,
    constante: items.size === 1,
    items: [...items.values()],
    preview: { columnas: ['A'], filas: [] },
  };
}
