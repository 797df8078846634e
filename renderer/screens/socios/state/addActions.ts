import type { CallOutput, Result } from '../../../../shared/contract.ts';
import { choiceOfColumn, choiceOfSheet, firstChoice } from '../../validar/state/choices.ts';
import type { AddActions, AddDraft, AddSource, BookOfPartners, SociosKit } from './model.ts';

const ONE_BOOK = 'Para agregar socios se lee un libro a la vez: se tomó el primero.';
const NO_BOOK = 'Ahí no hay un libro que Habido lea: .xlsx, .xlsm, .xls, .xlsb, .ods, .csv o .txt.';

/** What is given to the calls that add: where from, and what all of them get. */
type Added = Result<CallOutput<'partners.add'>>;

/** The actions of the dialog that adds partners. */
export function addActions(kit: SociosKit, changed: () => void): AddActions {
  const { bridge, get, set } = kit;
  const book = bookActions(kit);
  const open = (origen: AddSource): void => {
    const { vista, resumen, agregando } = get();
    const shown = vista.tipo === 'grupo' ? resumen?.grupos.find((g) => g.clave === vista.clave) : undefined;
    const kept = agregando?.resultado === null ? agregando : null;
    set({
      agregando: {
        origen,
        clase: kept?.clase ?? 'proveedor',
        // What is added while a group is shown belongs to it.
        grupos: kept?.grupos ?? (shown === undefined ? [] : [shown.nombre]),
        enviando: false,
        fallo: null,
        resultado: null,
      },
    });
  };
  const patch = (change: Partial<AddDraft>): void => {
    const { agregando } = get();
    if (agregando !== null) set({ agregando: { ...agregando, ...change } });
  };
  const takeFiles = async (answer: Result<CallOutput<'files.choose'>>): Promise<void> => {
    if (!answer.ok) {
      if (get().agregando === null) set({ fallo: answer.error });
      else patch({ fallo: answer.error });
      return;
    }
    if (answer.value === null) return;
    const [first, ...rest] = answer.value.archivos;
    if (first === undefined) {
      set({ aviso: NO_BOOK });
      return;
    }
    if (rest.length > 0) set({ aviso: ONE_BOOK });
    open(book.of(first));
    await book.read();
  };
  return {
    startAdding: (texto = '') => {
      open({ tipo: 'texto', texto, alias: '' });
    },
    addFromRun: (corrida, nombre) => {
      open({ tipo: 'corrida', corrida, nombre });
    },
    chooseBook: async () => {
      await takeFiles(await bridge.call('files.choose', { carpeta: false }));
    },
    dropBooks: async (files) => {
      if (get().agregando?.enviando === true) return;
      await takeFiles(await bridge.acceptFiles(files));
    },
    ...book.choices,
    changeAdding: patch,
    typeAdding: (change) => {
      const origen = get().agregando?.origen;
      if (origen?.tipo === 'texto') patch({ origen: { ...origen, ...change } });
    },
    sendAdding: async () => {
      const draft = get().agregando;
      if (draft === null || draft.enviando) return;
      patch({ enviando: true, fallo: null });
      const answer = await send(kit, draft);
      if (answer === null) return;
      patch({
        enviando: false,
        ...(answer.ok ? { resultado: answer.value } : { fallo: answer.error }),
      });
      changed();
    },
    stopAdding: () => {
      book.stop();
      set({ agregando: null });
    },
    bookProgress: (avance) => {
      book.patch({ avance });
    },
  };
}

async function send({ bridge }: SociosKit, draft: AddDraft): Promise<Added | null> {
  const { origen, clase: tipo } = draft;
  const grupos = [...draft.grupos];
  if (origen.tipo === 'texto') {
    const { texto, alias } = origen;
    return bridge.call('partners.add', { texto, alias: alias.trim(), tipo, grupos });
  }
  if (origen.tipo === 'corrida') {
    return bridge.call('partners.addFromRun', { corrida: origen.corrida, tipo, grupos });
  }
  if (origen.eleccion === null) return null;
  return bridge.call('partners.addFromBook', { archivo: origen.archivo, ...origen.eleccion, tipo, grupos });
}

interface BookActions {
  of(file: { archivo: string; nombre: string }): BookOfPartners;
  read(): Promise<void>;
  patch(change: Partial<BookOfPartners>): void;
  stop(): void;
  choices: Pick<AddActions, 'takeSheet' | 'takeColumn' | 'takeHeader'>;
}

/** Reading a workbook and choosing its column; the column is looked at as for a plan. */
function bookActions({ bridge, get, set }: SociosKit): BookActions {
  /** Grows with each choice, so that an answer that comes late is no longer wanted. */
  let turn = 0;
  const current = (): BookOfPartners | null => {
    const origen = get().agregando?.origen;
    return origen?.tipo === 'libro' ? origen : null;
  };
  const patch = (change: Partial<BookOfPartners>): void => {
    const { agregando } = get();
    const origen = current();
    if (agregando === null || origen === null) return;
    set({ agregando: { ...agregando, origen: { ...origen, ...change } } });
  };
  const fail = (answer: { ok: false; error: AddDraft['fallo'] }): void => {
    const { agregando } = get();
    if (agregando !== null && answer.error?.code !== 'cancelado') {
      set({ agregando: { ...agregando, fallo: answer.error } });
    }
  };
  const lookAtColumn = async (change: Partial<BookOfPartners>): Promise<void> => {
    const mine = (turn += 1);
    patch({ ...change, plan: null, avance: 0 });
    const book = current();
    if (book === null || book.eleccion === null) return;
    const answer = await bridge.call('plan.make', {
      archivo: book.archivo,
      ...book.eleccion,
      frescuraMs: 0,
    });
    if (mine !== turn) return;
    if (answer.ok) patch({ plan: answer.value });
    else fail(answer);
  };
  return {
    of: ({ archivo, nombre }) => ({
      tipo: 'libro',
      archivo,
      nombre,
      lectura: null,
      avance: 0,
      hoja: '',
      eleccion: null,
      plan: null,
    }),
    read: async () => {
      const mine = (turn += 1);
      const book = current();
      if (book === null) return;
      const answer = await bridge.call('workbook.read', { archivo: book.archivo });
      if (mine !== turn) return;
      if (!answer.ok) {
        fail(answer);
        return;
      }
      const lectura = answer.value;
      const eleccion = firstChoice(lectura);
      const hoja = eleccion?.hoja ?? (lectura.hojas.find((h) => !h.oculta) ?? lectura.hojas[0])?.nombre ?? '';
      await lookAtColumn({ lectura, hoja, eleccion });
    },
    patch,
    stop: () => {
      turn += 1;
      const book = current();
      if (book !== null && book.plan === null) void bridge.call('job.cancel', {});
    },
    choices: {
      takeSheet: async (hoja) => {
        const lectura = current()?.lectura;
        if (lectura != null) await lookAtColumn({ hoja, eleccion: choiceOfSheet(lectura, hoja) });
      },
      takeColumn: async (columna) => {
        const book = current();
        if (book === null || book.lectura === null) return;
        await lookAtColumn({ eleccion: choiceOfColumn(book.lectura, book.hoja, columna) });
      },
      takeHeader: async (filaEncabezado) => {
        const book = current();
        if (book?.eleccion == null) return;
        await lookAtColumn({ eleccion: { ...book.eleccion, filaEncabezado } });
      },
    },
  };
}
