import { batchIn, bookIn, patchDraft, type BatchActions, type ValidarKit } from './model.ts';
import { bookSubject, withBook, type Subject } from './subject.ts';

/** The actions over several workbooks. */
export function batchActions(kit: ValidarKit): BatchActions {
  const { get } = kit;
  const plan = async (objeto: Subject, other: boolean): Promise<void> => {
    // Of another set of columns the plan so far says nothing.
    patchDraft(kit, { objeto, confirmado: false, ...(other ? { plan: null } : {}) });
    await get().makePlan();
  };
  return {
    includeBook: async (archivo, incluido) => {
      const batch = batchIn(get().fase);
      if (batch !== null) await plan(withBook(batch, archivo, { incluido }), false);
    },
    takeBookColumn: async (archivo, eleccion) => {
      const batch = batchIn(get().fase);
      if (batch !== null) await plan(withBook(batch, archivo, { eleccion, incluido: true }), false);
    },
    openAlone: async (archivo) => {
      const batch = batchIn(get().fase);
      const book = batch?.libros.find((b) => b.archivo === archivo);
      if (book === undefined || book.lectura === null) return;
      const alone = bookSubject(book, book.lectura);
      const { eleccion } = book;
      const chosen = eleccion === null ? {} : { hoja: eleccion.hoja, eleccion };
      await plan({ ...alone, ...chosen, lote: batch }, true);
    },
    backToBatch: async () => {
      const book = bookIn(get().fase);
      if (book?.lote == null) return;
      const { archivo, eleccion, lote } = book;
      const before = lote.libros.find((b) => b.archivo === archivo)?.eleccion ?? null;
      const named = eleccion !== null && eleccion !== before;
      await plan(named ? withBook(lote, archivo, { eleccion, incluido: true }) : lote, true);
    },
  };
}
