import { choiceOfColumn, choiceOfSheet, sameChoice, sameColumn } from './choices.ts';
import { bookIn, patchDraft, type ChoiceActions, type Draft, type ValidarKit } from './model.ts';
import type { BookSubject } from './subject.ts';

/** The actions that say what of a workbook is checked, and how. Each that changes the figures asks for a new plan. */
export function choiceActions(kit: ValidarKit): ChoiceActions {
  const { get } = kit;
  const change = async (
    what: (book: BookSubject) => Partial<BookSubject>,
    draft: Partial<Draft> = {},
  ): Promise<void> => {
    const book = bookIn(get().fase);
    if (book === null) return;
    patchDraft(kit, { objeto: consistent({ ...book, ...what(book) }), ...draft });
    await get().makePlan();
  };
  return {
    takeSheet: (hoja) =>
      change(({ lectura }) => ({ hoja, eleccion: choiceOfSheet(lectura, hoja) }), {
        plan: null,
        confirmado: false,
      }),
    takeColumn: (columna) =>
      change(({ lectura, hoja }) => ({ eleccion: choiceOfColumn(lectura, hoja, columna) }), {
        confirmado: false,
      }),
    takeChoice: (eleccion) => change(() => ({ hoja: eleccion.hoja, eleccion }), { confirmado: false }),
    takeHeader: (filaEncabezado) =>
      change(({ eleccion }) => (eleccion === null ? {} : { eleccion: { ...eleccion, filaEncabezado } })),
    checkAlso: (choice, yes) =>
      change(({ otras }) => ({
        otras: [...otras.filter((other) => !sameChoice(other, choice)), ...(yes ? [choice] : [])],
      })),
    takeFreshness: async (frescuraMs) => {
      patchDraft(kit, { frescuraMs });
      await get().makePlan();
    },
    takePolicy: (politica) => {
      patchDraft(kit, { politica });
    },
    takeCeiling: (tope) => {
      patchDraft(kit, { tope });
    },
    confirmColumn: (confirmado) => {
      patchDraft(kit, { confirmado });
    },
  };
}

/** No column is checked twice: the first one is not among the others. */
function consistent(book: BookSubject): BookSubject {
  const { eleccion, otras } = book;
  if (eleccion === null) return book;
  return { ...book, otras: otras.filter((other) => !sameColumn(other, eleccion)) };
}
