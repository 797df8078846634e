import type { CallInput, Candidate, Plan, Reading } from '../../../../shared/contract.ts';
import type { PlainError } from '../../../../shared/errors.ts';
import { firstChoice, isRemembered, sameChoice, sameColumn, type ColumnChoice } from './choices.ts';

/** An opened file as main hands it over. */
export interface OpenedFile {
  archivo: string;
  nombre: string;
}

/** One workbook to check: its column, and others of it in the same run. */
export interface BookSubject extends OpenedFile {
  tipo: 'libro';
  lectura: Reading;
  /** The sheet in view; with `eleccion` null the user has yet to name a column in it. */
  hoja: string;
  eleccion: ColumnChoice | null;
  otras: readonly ColumnChoice[];
  /** The workbooks among which it was opened alone, to go back to them. */
  lote: BatchSubject | null;
}

/** One of several workbooks: read, or with why it could not be. */
export interface BatchBook extends OpenedFile {
  lectura: Reading | null;
  fallo: PlainError | null;
  eleccion: ColumnChoice | null;
  incluido: boolean;
}

/** Several workbooks to check in one run. */
export interface BatchSubject {
  tipo: 'lote';
  libros: readonly BatchBook[];
  /** Names of files that are no workbooks. */
  omitidos: readonly string[];
}

export type Subject = BookSubject | BatchSubject;

/** A workbook just read, with the best of its columns. */
export function bookSubject(file: OpenedFile, lectura: Reading): BookSubject {
  const eleccion = firstChoice(lectura);
  const firstSheet = lectura.hojas.find((h) => !h.oculta) ?? lectura.hojas[0];
  return {
    tipo: 'libro',
    archivo: file.archivo,
    nombre: file.nombre,
    lectura,
    hoja: eleccion?.hoja ?? firstSheet?.nombre ?? '',
    eleccion,
    otras: [],
    lote: null,
  };
}

/** What a plan is asked for: the first column and the further ones; null where there is nothing to check. */
export function planInput(
  subject: Subject,
  frescuraMs: number,
): (Omit<CallInput<'plan.make'>, 'frescuraMs'> & { frescuraMs: number }) | null {
  const [first, ...otras] = checkedColumns(subject);
  if (first === undefined) return null;
  return { ...first, frescuraMs, ...(otras.length === 0 ? {} : { otras }) };
}

type CheckedColumn = ColumnChoice & { archivo: string };

/** The columns that the run would check, in order. */
function checkedColumns(subject: Subject): CheckedColumn[] {
  if (subject.tipo === 'libro') {
    const { archivo, eleccion, otras } = subject;
    return eleccion === null ? [] : [eleccion, ...otras].map((choice) => ({ archivo, ...choice }));
  }
  return subject.libros.flatMap(({ archivo, eleccion, incluido }) =>
    incluido && eleccion !== null ? [{ archivo, ...eleccion }] : [],
  );
}

/** How the window names what is checked. */
export function subjectName(subject: Subject): string {
  return subject.tipo === 'libro' ? subject.nombre : `${String(subject.libros.length)} libros`;
}

/** A book of several, put in where it can be checked as it is. */
export function batchBook(file: OpenedFile, read: Reading | PlainError): BatchBook {
  const { archivo, nombre } = file;
  if ('code' in read) return { archivo, nombre, lectura: null, fallo: read, eleccion: null, incluido: false };
  const eleccion = firstChoice(read);
  return {
    archivo,
    nombre,
    lectura: read,
    fallo: null,
    eleccion,
    // One RUC on every row is often the owner's own: it takes a person's word.
    incluido: isRemembered(read, eleccion) || candidateOf(read, eleccion)?.constante === false,
  };
}

const OUR_COPY = / \(verificado\)( \(\d+\))?(?=\.[^.]+$)/;

/** Several workbooks; where a copy of ours stands beside its source, the copy is left out. */
export function batchSubject(books: readonly BatchBook[], omitidos: readonly string[]): BatchSubject {
  const names = new Set(books.map((book) => book.nombre));
  const libros = books.map((book) => (isCopyAmong(book.nombre, names) ? { ...book, incluido: false } : book));
  return { tipo: 'lote', libros, omitidos };
}

/** Whether it is named as a copy of ours and its source is among the names. */
export function isCopyAmong(nombre: string, names: ReadonlySet<string>): boolean {
  const source = nombre.replace(OUR_COPY, '');
  return source !== nombre && names.has(source);
}

/** Changes one book of a batch. */
export function withBook(batch: BatchSubject, archivo: string, change: Partial<BatchBook>): BatchSubject {
  return {
    ...batch,
    libros: batch.libros.map((book) => (book.archivo === archivo ? { ...book, ...change } : book)),
  };
}

/** The candidate that a choice took, or null where the user named the column. */
export function candidateOf(lectura: Reading | null, choice: ColumnChoice | null): Candidate | null {
  if (choice === null) return null;
  const found = lectura?.candidatas ?? [];
  return found.find((c) => sameChoice(c, choice)) ?? null;
}

/** What the plan's answer says of one book of several, or null while it says nothing of it. */
export function sourceOf(plan: Plan | null, book: BatchBook): Plan['fuentes'][number] | null {
  const { eleccion, nombre } = book;
  if (eleccion === null) return null;
  return plan?.fuentes.find((f) => f.nombre === nombre && sameColumn(f, eleccion)) ?? null;
}
