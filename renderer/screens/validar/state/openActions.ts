import type { Result } from '../../../../shared/contract.ts';
import { firstChoice } from './choices.ts';
import { isBusy, type Draft, type OpenActions, type OpenedFile, type ValidarKit } from './model.ts';

const HOUR_MS = 3_600_000;

/** The actions that get a workbook in. */
export function openActions({ bridge, deps, get, set }: ValidarKit): OpenActions {
  const accept = async (asking: Promise<Result<OpenedFile | null>>): Promise<void> => {
    set({ fallo: null, aviso: null });
    const answer = await asking;
    if (!answer.ok) set({ fallo: answer.error });
    else if (answer.value !== null) await get().openFile(answer.value);
  };
  const free = (): boolean => {
    if (!isBusy(get().fase)) return true;
    set({ aviso: 'Hay una corrida en curso. Termínela o cancélela para abrir otro libro.' });
    return false;
  };

  return {
    loadRecent: async () => {
      const answer = await bridge.call('run.list', {});
      set(answer.ok ? { recientes: answer.value } : { fallo: answer.error, recientes: [] });
    },
    chooseFile: async () => {
      if (free()) await accept(bridge.call('files.choose', {}));
    },
    openSample: async () => {
      if (free()) await accept(bridge.call('files.sample', {}));
    },
    dropFile: async (file) => {
      if (free()) await accept(bridge.acceptFile(file));
    },
    openFile: async (file) => {
      if (!free()) return;
      set({ fase: { tipo: 'leyendo', nombre: file.nombre, avance: 0 }, fallo: null, aviso: null });
      const answer = await bridge.call('workbook.read', { archivo: file.archivo });
      if (get().fase.tipo !== 'leyendo') return;
      if (!answer.ok) {
        set({ fase: { tipo: 'vacio' }, fallo: answer.error.code === 'cancelado' ? null : answer.error });
        return;
      }
      const lectura = answer.value;
      const eleccion = firstChoice(lectura);
      const settings = deps.settings();
      const borrador: Draft = {
        archivo: file.archivo,
        nombre: file.nombre,
        lectura,
        hoja: eleccion?.hoja ?? lectura.hojas.find((h) => !h.oculta)?.nombre ?? lectura.hojas[0]?.nombre ?? '',
        eleccion,
        frescuraMs: (settings?.frescuraHoras ?? 24) * HOUR_MS,
        plan: null,
        politica: 'local',
        tope: settings?.tope ?? null,
        confirmado: false,
        calculando: false,
        avance: 0,
        pideSi: null,
      };
      set({ fase: { tipo: 'plan', borrador, iniciando: false } });
      await get().makePlan(true);
    },
    cancelJob: async () => {
      await bridge.call('job.cancel', {});
    },
    jobProgress: (fase, avance) => {
      const phase = get().fase;
      if (phase.tipo === 'leyendo') set({ fase: { ...phase, avance } });
      if (phase.tipo === 'plan') set({ fase: { ...phase, borrador: { ...phase.borrador, avance } } });
      if (phase.tipo === 'corrida' && phase.vista.guardando !== null) {
        set({ fase: { ...phase, vista: { ...phase.vista, guardando: { fase, avance } } } });
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
