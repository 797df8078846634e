import type { CallOutput, Result } from '../../../../shared/contract.ts';
import { draftIn, isBusy, patchDraft, viewIn, type OpenActions, type ValidarKit } from './model.ts';
import { readFile, readFiles } from './reading.ts';
import { takeAnswers } from './sunatActions.ts';
import type { OpenedFile } from './subject.ts';

const NOTHING_READABLE = 'Ahí no hay libros que Habido lea: .xlsx, .xlsm, .xls, .xlsb, .ods, .csv o .txt.';

/** The actions that get a workbook in, and lead back to the start. */
export function openActions(kit: ValidarKit): OpenActions {
  const { bridge, get, set } = kit;
  const intake = intakeOf(kit);
  const accept = async (question: () => Promise<Result<OpenedFile | null>>): Promise<void> => {
    const file = await intake.ask(question);
    if (file !== null) await get().openFile(file);
  };
  return {
    loadRecent: async () => {
      const answer = await bridge.call('run.list', {});
      set(answer.ok ? { recientes: answer.value } : { fallo: answer.error, recientes: [] });
    },
    chooseFiles: async (carpeta) => {
      const given = await intake.ask(() => bridge.call('files.choose', { carpeta }));
      if (given !== null) await intake.takeAll(given);
    },
    openSample: () => accept(() => bridge.call('files.sample', {})),
    dropFile: (file) => accept(() => bridge.acceptFile(file)),
    dropFiles: async (files) => {
      const given = await intake.ask(() => bridge.acceptFiles(files));
      if (given !== null) await intake.takeAll(given);
    },
    paste: () => accept(() => bridge.call('files.paste', {})),
    openFile: (file) => intake.take([file], []),
    openFiles: (given) => intake.takeAll(given),
    cancelJob: async () => {
      intake.stopBatch();
      await bridge.call('job.cancel', {});
    },
    jobProgress: (fase, avance) => {
      progressIn(kit, fase, avance);
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

type GivenFiles = CallOutput<'files.acceptAll'>;

interface Intake {
  /** Asks main for files where nothing else is going on; null: there are none. */
  ask<T>(question: () => Promise<Result<T>>): Promise<T | null>;
  /** Reads what main made of the files given. */
  takeAll(given: GivenFiles): Promise<void>;
  /** Reads what was given, alone or together. */
  take(files: readonly OpenedFile[], omitted: readonly string[]): Promise<void>;
  /** Several workbooks that are being read are read no further: between two of them no job could be cancelled. */
  stopBatch(): void;
}

function intakeOf(kit: ValidarKit): Intake {
  const { get, set } = kit;
  /** Grows with each batch and each stop, so that a batch knows when it is no longer wanted. */
  let batches = 0;
  const free = (): boolean => {
    if (!isBusy(get().fase)) return true;
    set({ aviso: 'Hay una corrida en curso. Termínela o cancélela para abrir otro libro.' });
    return false;
  };
  const take = async (files: readonly OpenedFile[], omitted: readonly string[]): Promise<void> => {
    if (!free()) return;
    const [only] = files;
    if (only === undefined) set({ aviso: NOTHING_READABLE });
    else if (files.length === 1) await readFile(kit, only);
    else {
      const mine = (batches += 1);
      await readFiles(kit, files, omitted, () => mine !== batches);
    }
  };
  return {
    take,
    takeAll: async ({ archivos, omitidos, respuestas }) => {
      if (respuestas.length === 0 || archivos.length > 0) await take(archivos, omitidos);
      await takeAnswers(kit, respuestas);
    },
    ask: async (question) => {
      if (!free()) return null;
      set({ fallo: null, aviso: null });
      const answer = await question();
      if (answer.ok) return answer.value;
      set({ fallo: answer.error });
      return null;
    },
    stopBatch: () => {
      const { fase } = get();
      if (fase.tipo !== 'leyendo' || fase.de === undefined) return;
      batches += 1;
      set({ fase: { tipo: 'vacio' } });
    },
  };
}

/** Puts the progress of the job in course where it is shown. */
function progressIn(kit: ValidarKit, fase: 'leer' | 'escribir' | 'revisar', avance: number): void {
  const { get, set } = kit;
  const now = get().fase;
  if (now.tipo === 'leyendo') set({ fase: { ...now, avance } });
  if (draftIn(now) !== null) patchDraft(kit, { avance });
  const vista = viewIn(now);
  if (vista !== null && vista.guardando !== null) {
    const guardando = { ...vista.guardando, fase, avance };
    set({ fase: { tipo: 'corrida', vista: { ...vista, guardando } } });
  }
}
