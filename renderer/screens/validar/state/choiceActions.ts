import { choiceOfColumn, choiceOfSheet } from './choices.ts';
import { draftIn, patchDraft, type ChoiceActions, type ValidarKit } from './model.ts';

/** The actions that say what of a workbook is checked, and how. Each that changes the figures asks for a new plan. */
export function choiceActions(kit: ValidarKit): ChoiceActions {
  const { get } = kit;
  return {
    takeSheet: async (hoja) => {
      const draft = draftIn(get().fase);
      if (draft === null) return;
      patchDraft(kit, { hoja, eleccion: choiceOfSheet(draft.lectura, hoja), plan: null, confirmado: false });
      await get().makePlan();
    },
    takeColumn: async (columna) => {
      const draft = draftIn(get().fase);
      if (draft === null) return;
      patchDraft(kit, { eleccion: choiceOfColumn(draft.lectura, draft.hoja, columna), confirmado: false });
      await get().makePlan();
    },
    takeHeader: async (filaEncabezado) => {
      const eleccion = draftIn(get().fase)?.eleccion;
      if (eleccion === null || eleccion === undefined) return;
      patchDraft(kit, { eleccion: { ...eleccion, filaEncabezado } });
      await get().makePlan();
    },
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
