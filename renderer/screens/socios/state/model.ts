/** What the store of Socios holds and can do; its parts are in the files beside it. */
import type {
  Bridge,
  CallInput,
  PartnerDetail,
  PartnerKind,
  PartnerQuery,
  PartnerRow,
  PartnersAdded,
  PartnerScope,
  PartnerSort,
  PartnerSummary,
  Plan,
  Reading,
  RefreshEnd,
  RefreshPlan,
  RunSnapshot,
} from '../../../../shared/contract.ts';
import type { PlainError } from '../../../../shared/errors.ts';
import type { ColumnChoice } from '../../validar/state/choices.ts';
import type { Section } from './lines.ts';

/** How partners are laid out: in the sections of their groups, as one list, or those of one group. */
export type PartnerView = { tipo: 'grupos' } | { tipo: 'lista' } | { tipo: 'grupo'; clave: string };

/** Which partners are shown and in which order; which groups, says {@link PartnerView}. */
export type PartnerFilters = Omit<PartnerQuery, 'grupo'>;
export type PartnerFilter = PartnerQuery['filtro'];

/** A workbook whose column gives partners. */
export interface BookOfPartners {
  tipo: 'libro';
  archivo: string;
  nombre: string;
  /** Null while it is read. */
  lectura: Reading | null;
  avance: number;
  hoja: string;
  eleccion: ColumnChoice | null;
  /** What the column holds; null while it is read. */
  plan: Plan | null;
}

/** Where the partners to add come from. */
export type AddSource =
  | { tipo: 'texto'; texto: string; alias: string }
  | BookOfPartners
  | { tipo: 'corrida'; corrida: string; nombre: string };

/** Partners about to be added. */
export interface AddDraft {
  origen: AddSource;
  clase: PartnerKind;
  /** Names of groups. */
  grupos: readonly string[];
  enviando: boolean;
  fallo: PlainError | null;
  /** What it came to, once they are in. */
  resultado: PartnersAdded | null;
}

/** A refresh that would pass the ceiling, waiting for a word. */
export interface OverCeiling {
  alcance: PartnerScope;
  tambienFrescos: boolean;
  consultas: number;
  tope: number;
}

export interface SociosData {
  /** Null until main has told it. */
  resumen: PartnerSummary | null;
  consulta: PartnerFilters;
  vista: PartnerView;
  /** Null until the first rows are there. */
  secciones: readonly Section[] | null;
  /** Grows with every change of the rows; the grid draws again when it does. */
  version: number;
  /** The active line. */
  activa: number;
  elegidos: ReadonlySet<string>;
  /** The line from which Shift selects. */
  ancla: number;
  /** The partner whose detail is open, and the detail once it is there. */
  abierto: string | null;
  detalle: PartnerDetail | null;
  /** The partner that is being asked for, or null. */
  consultando: string | null;
  /** Why the open partner got no answer when it was asked for, or null. */
  sinRespuesta: string | null;
  /** What refreshing what is shown would ask for, and what refreshing the selection would. */
  plan: RefreshPlan | null;
  planElegidos: RefreshPlan | null;
  /** A refresh is being started or taken up. */
  iniciando: boolean;
  pideTope: OverCeiling | null;
  /** How the refresh that ended last in this window ended, until it is dismissed. */
  fin: RefreshEnd | null;
  agregando: AddDraft | null;
  /** A failure that belongs to the top of the screen. */
  fallo: PlainError | null;
  /** A word about what was done. */
  aviso: string | null;
}

/** Showing partners: which, in which order, and where the keyboard is. */
export interface ListActions {
  /** Asks for the figures of the whole. */
  load(): Promise<void>;
  /** The screen is shown: from now on the table follows what changes. */
  enter(): void;
  leave(): void;
  row(line: number): PartnerRow | undefined;
  look(first: number, last: number): void;
  search(texto: string): void;
  filter(filtro: PartnerFilter): void;
  ofKind(tipo: PartnerKind | null): void;
  show(vista: PartnerView): void;
  sort(campo: PartnerSort): void;
  /** Folds a section or unfolds it. */
  fold(seccion: number): void;
  activate(line: number): void;
}

/** Choosing several partners. */
export interface SelectionActions {
  toggle(line: number): void;
  /** Selects from the anchor to this line. */
  extend(line: number): Promise<void>;
  selectAll(): Promise<void>;
  unselect(): void;
}

/** The detail of one partner. */
export interface DetailActions {
  open(line: number): void;
  openRuc(ruc: string): void;
  close(): void;
  /** Asks Migo for the open partner: a query. */
  ask(): Promise<void>;
}

export type PartnerChanges = CallInput<'partners.edit'>['cambios'];

/** Changing partners and groups. Each that answers gives the failure, or null once done. */
export interface EditActions {
  /** Changes those that are selected; a failure is shown at the top of the screen. */
  editSelected(cambios: PartnerChanges): Promise<void>;
  edit(rucs: readonly string[], cambios: PartnerChanges): Promise<PlainError | null>;
  remove(rucs: readonly string[]): Promise<PlainError | null>;
  saveGroup(group: CallInput<'groups.save'>): Promise<PlainError | null>;
  removeGroup(clave: string): Promise<PlainError | null>;
  dismiss(): void;
}

/** Adding partners. */
export interface AddActions {
  /** Opens the dialog; `texto`: what was already typed. */
  startAdding(texto?: string): void;
  addFromRun(corrida: string, nombre: string): void;
  /** Asks for a workbook. */
  chooseBook(): Promise<void>;
  dropBooks(files: readonly File[]): Promise<void>;
  takeSheet(hoja: string): Promise<void>;
  takeColumn(columna: string): Promise<void>;
  takeHeader(fila: number): Promise<void>;
  changeAdding(change: Partial<Pick<AddDraft, 'clase' | 'grupos'>>): void;
  typeAdding(change: { texto?: string; alias?: string }): void;
  sendAdding(): Promise<void>;
  stopAdding(): void;
  /** How far the reading of the workbook is, 0…1. */
  bookProgress(avance: number): void;
}

/** Asking Migo again for many. */
export interface RefreshActions {
  refresh(alcance: PartnerScope, tambienFrescos: boolean): Promise<void>;
  /** The word that a refresh over the ceiling waits for; `pasar`: past it, else up to it. Null: leave it. */
  answerCeiling(pasar: boolean | null): Promise<void>;
  resume(): Promise<void>;
  pause(): Promise<void>;
  continueRefresh(): Promise<void>;
  cancelRefresh(): Promise<void>;
  /** What main tells. */
  receive(resumen: PartnerSummary): void;
  progress(run: RunSnapshot): void;
  ended(fin: RefreshEnd): void;
}

export interface SociosModel
  extends SociosData, ListActions, SelectionActions, DetailActions, EditActions, AddActions, RefreshActions {
  /** Forgets all: another workspace is open. */
  reset(): void;
}

/** What Socios asks of the rest of the window. */
export interface SociosDeps {
  /** The ceiling of queries in force, or null. */
  ceiling(): number | null;
}

/** What the groups of actions share. */
export interface SociosKit {
  bridge: Bridge;
  deps: SociosDeps;
  get(): SociosModel;
  set(patch: Partial<SociosData>): void;
}

/** The group that a view shows alone, as the calls name it; null: all of them. */
export function groupOf(vista: PartnerView): string | null {
  return vista.tipo === 'grupo' ? vista.clave : null;
}

/** Whether partners stand in the sections of their groups: a search answers as one list. */
export function inSections({ vista, consulta, resumen }: SociosData): boolean {
  return vista.tipo === 'grupos' && consulta.texto.trim() === '' && (resumen?.grupos.length ?? 0) > 0;
}

/** The scope of a refresh of what a view shows. */
export function scopeOf(vista: PartnerView): PartnerScope {
  const grupo = groupOf(vista);
  return grupo === null ? { tipo: 'todos' } : { tipo: 'grupo', grupo };
}
