import type { Settings } from '../../../../shared/contract.ts';
import type { Draft, ValidarKit } from './model.ts';
import {
  batchBook,
  batchSubject,
  bookSubject,
  type BatchBook,
  type OpenedFile,
  type Subject,
} from './subject.ts';

const HOUR_MS = 3_600_000;
const DEFAULT_HOURS = 24;

/** Reads a workbook and asks for the plan of its best column. */
export async function readFile(kit: ValidarKit, file: OpenedFile): Promise<void> {
  const { bridge, get, set } = kit;
  set({ fase: { tipo: 'leyendo', nombre: file.nombre, avance: 0 }, fallo: null, aviso: null });
  const answer = await bridge.call('workbook.read', { archivo: file.archivo });
  if (get().fase.tipo !== 'leyendo') return;
  if (!answer.ok) {
    const fallo = answer.error.code === 'cancelado' ? null : answer.error;
    set({ fase: { tipo: 'vacio' }, fallo });
    return;
  }
  await planOf(kit, bookSubject(file, answer.value));
}

/**
 * Reads several workbooks, one after the other, and asks for one plan over all. One that can't be read is left
 * out and named. `stopped` tells that the user cancelled between two of them.
 */
export async function readFiles(
  kit: ValidarKit,
  files: readonly OpenedFile[],
  omitidos: readonly string[],
  stopped: () => boolean,
): Promise<void> {
  const { bridge, set } = kit;
  const books: BatchBook[] = [];
  for (const [i, file] of files.entries()) {
    const de = { n: i + 1, total: files.length };
    set({ fase: { tipo: 'leyendo', nombre: file.nombre, avance: 0, de }, fallo: null, aviso: null });
    const answer = await bridge.call('workbook.read', { archivo: file.archivo });
    if (stopped()) return;
    if (!answer.ok && answer.error.code === 'cancelado') {
      set({ fase: { tipo: 'vacio' } });
      return;
    }
    books.push(batchBook(file, answer.ok ? answer.value : answer.error));
  }
  await planOf(kit, batchSubject(books, omitidos));
}

async function planOf({ deps, get, set }: ValidarKit, objeto: Subject): Promise<void> {
  set({ fase: { tipo: 'plan', borrador: newDraft(objeto, deps.settings()), iniciando: false } });
  await get().makePlan(true);
}

function newDraft(objeto: Subject, settings: Settings | null): Draft {
  return {
    objeto,
    frescuraMs: (settings?.frescuraHoras ?? DEFAULT_HOURS) * HOUR_MS,
    plan: null,
    politica: 'local',
    tope: settings?.tope ?? null,
    confirmado: false,
    calculando: false,
    avance: 0,
    pideSi: null,
  };
}
