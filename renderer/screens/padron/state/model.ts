/** What the store of the padrón holds and can do; its parts are in the files beside it. */
import type {
  CallOutput,
  NameHitView,
  PadronJob,
  PadronState,
  PadronTaxpayer,
  RegisterView,
} from '../../../../shared/contract.ts';
import type { PlainError } from '../../../../shared/errors.ts';

/** A list that was read. */
export type ListEnd = CallOutput<'registers.import'>;

/** A list older than the one in use. */
export interface OlderList {
  /** Null: it is to be downloaded. */
  archivo: string | null;
  lista: Lista | null;
  error: PlainError;
}

/** The one list that is being read, or was read last. */
export interface RegisterWork {
  /** Which list is being read; `alguna`: its content is about to show which. */
  enCurso: Lista | 'alguna' | null;
  /** How the last one ended, or null. */
  fin: ListEnd | null;
  fallo: { lista: Lista | null; error: PlainError } | null;
  /** An older list that waits for a yes. */
  porConfirmar: OlderList | null;
}

/** What can be done with the small registers. */
export interface RegisterActions {
  /** Asks for the file of a list and imports it. */
  chooseList(lista: Lista): Promise<void>;
  /** `lista` null: its content shows which it is. */
  importList(archivo: string, lista: Lista | null, aceptar?: boolean): Promise<void>;
  /** Imports a workbook as a list where it is one; answers whether it was. */
  importBook(archivo: string): Promise<boolean>;
  downloadList(lista: Lista, aceptar?: boolean): Promise<void>;
  /** The list that waits for a yes gets it. */
  acceptList(): Promise<void>;
  /** Forgets the list that waits for a yes. */
  leaveList(): void;
}

/** Searching by name, and looking at one result. */
export interface SearchActions {
  /** What stands in the search field; searched a moment after the last letter. */
  search(texto: string): void;
  /** The same once more: another edition is in use. */
  searchAgain(): void;
  activate(fila: number): void;
  open(ruc: string): Promise<void>;
  close(): void;
}

/** Which of the small registers. */
export type Lista = RegisterView['lista'];

/** The results of a search by name. */
export interface Found {
  texto: string;
  resultados: NameHitView[];
  hayMas: boolean;
}

/** The whole store. */
export interface PadronModel extends SearchActions, RegisterActions {
  /** Null until main has told it. */
  estado: PadronState | null;
  /** A call that failed; it belongs to the top of the screen. */
  fallo: PlainError | null;
  /** The end of a job that the person has seen, by its id. */
  visto: number;

  /** What is being searched; `hallado` may still be of the text before. */
  texto: string;
  buscando: boolean;
  hallado: Found | null;
  falloBusqueda: PlainError | null;
  /** The result that the keyboard is on. */
  activo: number;
  /** The RUC whose detail is open, and the detail once it is there. */
  abierto: string | null;
  detalle: PadronTaxpayer | null;

  /** The list being imported or downloaded, how the last one ended, and what waits for a yes. */
  lista: RegisterWork;

  load(): Promise<void>;
  receive(estado: PadronState): void;
  progress(trabajo: PadronJob): void;
  /** Forgets all: another workspace is open. */
  reset(): void;
  /** Asks for a file and imports it. */
  chooseFile(): Promise<void>;
  /** Imports a file that main knows by its handle. */
  importFile(archivo: string, fecha?: string | null, aceptar?: boolean): Promise<void>;
  download(): Promise<void>;
  cancel(): Promise<void>;
  /**
   * Takes what was dropped where it is a padrón or a list, and hands the rest on. `tryBooks`: a workbook may be
   * meant as a list.
   */
  drop(files: readonly File[], tryBooks?: boolean): Promise<void>;
  dismiss(): void;
}

/** How the parts of the store change it. */
export type SetPadron = (patch: Partial<PadronModel>) => void;
