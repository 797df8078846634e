import type { Reading, Result, Settings } from '../../../../shared/contract.ts';
import { firstChoice } from './choices.ts';
import {
  draftIn,
  isBusy,
  patchDraft,
  viewIn,
  type Draft,
  type OpenActions,
  type OpenedFile,
  type ValidarKit,
} from './model.ts';

const HOUR_MS = 3_600_000;
const DEFAULT_HOURS = 24;

/** The actions that get a workbook in, and lead back to the start. */
export function openActions(kit: ValidarKit): OpenActions {
  const { bridge, get, set } = kit;
  const free = (): boolean => {
    if (!isBusy(get().fase)) return true;
    set({ aviso: 'Hay una corrida en curso. Termínela o cancélela para abrir otro libro.' });
    return false;
  };
  const accept = async (ask: () => Promise<Result<OpenedFile | null>>): Promise<void> => {
    if (!free()) return;
    set({ fallo: null, aviso: null });
    const answer = await ask();
    if (!answer.ok) set({ fallo: answer.error });
    else if (answer.value !== null) await get().openFile(answer.value);
  };
  return {
    loadRecent: async () => {
      const answer = await bridge.call('run.list', {});
      set(answer.ok ? { recientes: answer.value } : { fallo: answer.error, recientes: [] });
    },
    chooseFile: () => accept(() => bridge.call('files.choose', {})),
    openSample: () => accept(() => bridge.call('files.sample', {})),
    dropFile: (file) => accept(() => bridge.acceptFile(file)),
    openFile: async (file) => {
      if (free()) await readFile(kit, file);
    },
    cancelJob: async () => {
      await bridge.call('job.cancel', {});
    },
    jobProgress: (fase, avance) => {
      const now = get().fase;
      if (now.tipo === 'leyendo') set({ fase: { ...now, avance } });
      if (draftIn(now) !== null) patchDraft(kit, { avance });
      const vista = viewIn(now);
      if (vista !== null && vista.guardando !== null) {
        set({ fase: { tipo: 'corrida', vista: { ...vista, guardando: { fase, avance } } } });
      }
    },
    reset: () => {
      set({ fase: { tipo: 'vacio' }, fallo: null, aviso: null });
      void get().loadRecent();
    },
    dismiss: () => {
      set({ fallo: null, aviso: null });
    },
  };
}

/** Reads a workbook and asks for the plan of its best column. */
async function readFile({ bridge, deps, get, set }: ValidarKit, file: OpenedFile): Promise<void> {
  set({ fase: { tipo: 'leyendo', nombre: file.nombre, avance: 0 }, fallo: null, aviso: null });
  const answer = await bridge.call('workbook.read', { archivo: file.archivo });
  if (get().fase.tipo !== 'leyendo') return;
  if (!answer.ok) {
    const fallo = answer.error.code === 'cancelado' ? null : answer.error;
    set({ fase: { tipo: 'vacio' }, fallo });
    return;
  }
  const borrador = newDraft(file, answer.value, deps.settings());
  set({ fase: { tipo: 'plan', borrador, iniciando: false } });
  await get().makePlan(true);
}

function newDraft(file: OpenedFile, lectura: Reading, settings: Settings | null): Draft {
  const eleccion = firstChoice(lectura);
  const firstSheet = lectura.hojas.find((h) => !h.oculta) ?? lectura.hojas[0];
  return {
    archivo: file.archivo,
    nombre: file.nombre,
    lectura,
    hoja: eleccion?.hoja ?? firstSheet?.nombre ?? '',
    eleccion,
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
