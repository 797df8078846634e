import type { CallOutput, Result } from '../../../../shared/contract.ts';
import { bookOf, patchDraft, unread, type Book } from './bookActions.ts';
import type { AddActions, AddDraft, AddSource, SociosKit } from './model.ts';

const ONE_BOOK = 'Para agregar socios se lee un libro a la vez: se tomó el primero.';
const NO_BOOK = 'Ahí no hay un libro que Habido lea: .xlsx, .xlsm, .xls, .xlsb, .ods, .csv o .txt.';

/** The actions of the dialog that adds partners. */
export function addActions(kit: SociosKit, changed: () => void): AddActions {
  const { get, set } = kit;
  const book = bookOf(kit);
  return {
    startAdding: (texto = '') => {
      open(kit, { tipo: 'texto', texto, alias: '' });
    },
    addFromRun: (corrida, nombre) => {
      open(kit, { tipo: 'corrida', corrida, nombre });
    },
    ...fileActions(kit, book),
    ...book.choices,
    changeAdding: (change) => {
      patchDraft(kit, change);
    },
    typeAdding: (change) => {
      const origen = get().agregando?.origen;
      if (origen?.tipo === 'texto') patchDraft(kit, { origen: { ...origen, ...change } });
    },
    sendAdding: async () => {
      const draft = get().agregando;
      if (draft === null || draft.enviando) return;
      patchDraft(kit, { enviando: true, fallo: null });
      const answer = await send(kit, draft);
      patchDraft(kit, {
        enviando: false,
        ...(answer === null ? {} : answer.ok ? { resultado: answer.value } : { fallo: answer.error }),
      });
      changed();
    },
    stopAdding: () => {
      book.stop();
      set({ agregando: null });
    },
  };
}

/** Opens the dialog; what was chosen in it before stays, and what is added while a group is shown belongs to it. */
function open({ get, set }: SociosKit, origen: AddSource): void {
  const { vista, resumen, agregando } = get();
  const shown = vista.tipo === 'grupo' ? resumen?.grupos.find((g) => g.clave === vista.clave) : undefined;
  const kept = agregando?.resultado === null ? agregando : null;
  set({
    agregando: {
      origen,
      clase: kept?.clase ?? 'proveedor',
      grupos: kept?.grupos ?? (shown === undefined ? [] : [shown.nombre]),
      enviando: false,
      fallo: null,
      resultado: null,
    },
  });
}

/** Choosing and dropping a workbook, with the dialog open or not. */
function fileActions(kit: SociosKit, book: Book): Pick<AddActions, 'chooseBook' | 'dropBooks'> {
  const { bridge, get, set } = kit;
  const take = async (answer: Result<CallOutput<'files.choose'>>): Promise<void> => {
    if (!answer.ok) {
      if (get().agregando === null) set({ fallo: answer.error });
      else patchDraft(kit, { fallo: answer.error });
      return;
    }
    if (answer.value === null) return;
    const [first, ...rest] = answer.value.archivos;
    if (first === undefined) {
      set({ aviso: NO_BOOK });
      return;
    }
    if (rest.length > 0) set({ aviso: ONE_BOOK });
    open(kit, unread(first));
    await book.read();
  };
  return {
    chooseBook: async () => {
      await take(await bridge.call('files.choose', { carpeta: false }));
    },
    dropBooks: async (files) => {
      if (get().agregando?.enviando === true) return;
      await take(await bridge.acceptFiles(files));
    },
  };
}

async function send(
  { bridge }: SociosKit,
  draft: AddDraft,
): Promise<Result<CallOutput<'partners.add'>> | null> {
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
