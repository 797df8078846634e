/** The workbook from which partners are added: read, and its column chosen; the column is looked at as for a plan. */
import type { PlainError } from '../../../../shared/errors.ts';
import { choiceOfColumn, choiceOfSheet, firstChoice } from '../../validar/state/choices.ts';
import type { AddActions, AddDraft, BookOfPartners, SociosKit } from './model.ts';

type BookChoices = Pick<AddActions, 'takeSheet' | 'takeColumn' | 'takeHeader' | 'bookProgress'>;

/** What the dialog's other actions need of the workbook. */
export interface Book {
  /** Reads the workbook of the draft and looks at its best column. */
  read(): Promise<void>;
  /** What is under way is no longer wanted. */
  stop(): void;
  choices: BookChoices;
}

/** A workbook that has yet to be read. */
export function unread({ archivo, nombre }: { archivo: string; nombre: string }): BookOfPartners {
  const nothing = { lectura: null, avance: 0, hoja: '', eleccion: null, plan: null };
  return { tipo: 'libro', archivo, nombre, ...nothing };
}

/** Changes the draft, where there is one. */
export function patchDraft({ get, set }: SociosKit, change: Partial<AddDraft>): void {
  const { agregando } = get();
  if (agregando !== null) set({ agregando: { ...agregando, ...change } });
}

function bookIn({ get }: SociosKit): BookOfPartners | null {
  const origen = get().agregando?.origen;
  return origen?.tipo === 'libro' ? origen : null;
}

function patchBook(kit: SociosKit, change: Partial<BookOfPartners>): void {
  const book = bookIn(kit);
  if (book !== null) patchDraft(kit, { origen: { ...book, ...change } });
}

function fail(kit: SociosKit, error: PlainError): void {
  if (error.code !== 'cancelado') patchDraft(kit, { fallo: error });
}

export function bookOf(kit: SociosKit): Book {
  const { bridge } = kit;
  /** Grows with each choice, so that an answer that comes late is no longer wanted. */
  let turn = 0;
  const lookAtColumn = async (change: Partial<BookOfPartners>): Promise<void> => {
    const mine = (turn += 1);
    patchBook(kit, { ...change, plan: null, avance: 0 });
    patchDraft(kit, { fallo: null });
    const book = bookIn(kit);
    if (book === null || book.eleccion === null) return;
    const answer = await bridge.call('plan.make', {
      archivo: book.archivo,
      ...book.eleccion,
      frescuraMs: 0,
    });
    if (mine !== turn) return;
    if (answer.ok) patchBook(kit, { plan: answer.value });
    else fail(kit, answer.error);
  };
  return {
    read: async () => {
      const mine = (turn += 1);
      const book = bookIn(kit);
      if (book === null) return;
      const answer = await bridge.call('workbook.read', { archivo: book.archivo });
      if (mine !== turn) return;
      if (!answer.ok) {
        fail(kit, answer.error);
        return;
      }
      const lectura = answer.value;
      const eleccion = firstChoice(lectura);
      const first = lectura.hojas.find((h) => !h.oculta) ?? lectura.hojas[0];
      await lookAtColumn({ lectura, hoja: eleccion?.hoja ?? first?.nombre ?? '', eleccion });
    },
    stop: () => {
      turn += 1;
      const book = bookIn(kit);
      const reading =
        book !== null && (book.lectura === null || (book.eleccion !== null && book.plan === null));
      if (reading) void bridge.call('job.cancel', {});
    },
    choices: bookChoices(kit, lookAtColumn),
  };
}

function bookChoices(
  kit: SociosKit,
  lookAtColumn: (change: Partial<BookOfPartners>) => Promise<void>,
): BookChoices {
  return {
    takeSheet: async (hoja) => {
      const lectura = bookIn(kit)?.lectura;
      if (lectura != null) await lookAtColumn({ hoja, eleccion: choiceOfSheet(lectura, hoja) });
    },
    takeColumn: async (columna) => {
      const book = bookIn(kit);
      if (book === null || book.lectura === null) return;
      await lookAtColumn({ eleccion: choiceOfColumn(book.lectura, book.hoja, columna) });
    },
    takeHeader: async (filaEncabezado) => {
      const eleccion = bookIn(kit)?.eleccion;
      if (eleccion != null) await lookAtColumn({ eleccion: { ...eleccion, filaEncabezado } });
    },
    bookProgress: (avance) => {
      patchBook(kit, { avance });
    },
  };
}
