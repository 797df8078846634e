import type {
  Bridge,
  CallInput,
  CallOutput,
  Plan,
  PlanOption,
  RunSnapshot,
  SavedCopy,
  Settings,
} from '../../../../shared/contract.ts';
import type { PlainError } from '../../../../shared/errors.ts';
import type { ColumnChoice } from './choices.ts';
import type { BookSubject, BatchSubject, OpenedFile, Subject } from './subject.ts';

/** A run that is being planned. */
export interface Draft {
  objeto: Subject;
  frescuraMs: number;
  plan: Plan | null;
  politica: PlanOption['politica'];
  tope: number | null;
  /** The user said yes to a column that repeats one RUC. */
  confirmado: boolean;
  calculando: boolean;
  /** How far the reading of the column is, 0…1, while `calculando`. */
  avance: number;
  /** A failure that a yes can pass, waiting for it, with the ceiling that the run was to have. */
  pideSi: { fallo: PlainError; tope: number | null } | null;
}

export type JobPhase = 'leer' | 'escribir' | 'revisar';

/** What is written of a run: the workbook's annotated copy, or a report apart. */
export type Output = 'copia' | 'informe';

/** A run on the screen: going, stopped or done. */
export interface RunView {
  run: RunSnapshot;
  /** What was saved last, with its handle and warnings. */
  copia: (SavedCopy & { clase: Output }) | null;
  guardando: { clase: Output; fase: JobPhase; avance: number } | null;
  /** Which of its workbooks come back as a report; null while main looks at them. */
  salidas: CallOutput<'run.outputs'> | null;
  /** Rows that were last put on the clipboard; a new object each time. */
  copiadas: { filas: number } | null;
}

/** What Validar shows. */
export type Phase =
  | { tipo: 'vacio' }
  | { tipo: 'leyendo'; nombre: string; avance: number; de?: { n: number; total: number } }
  | { tipo: 'plan'; borrador: Draft; iniciando: boolean }
  | { tipo: 'corrida'; vista: RunView };

export interface ValidarData {
  fase: Phase;
  recientes: RunSnapshot[] | null;
  /** The last failure, shown where the phase puts it. */
  fallo: PlainError | null;
  /** A word about something that could not be done now. */
  aviso: string | null;
  /** The run that is being taken up again: its workbook is read first. */
  retomando: string | null;
}

/** Getting a workbook in, and back to the start. */
export interface OpenActions {
  loadRecent(): Promise<void>;
  /** Asks for workbooks, or for a folder of them. */
  chooseFiles(carpeta: boolean): Promise<void>;
  openSample(): Promise<void>;
  dropFile(file: File): Promise<void>;
  /** Several files, or a folder: one run over all that are workbooks. */
  dropFiles(files: readonly File[]): Promise<void>;
  /** What the clipboard holds, as a workbook. */
  paste(): Promise<void>;
  openFile(file: OpenedFile): Promise<void>;
  /** Files given from outside. */
  openFiles(given: CallOutput<'files.acceptAll'>): Promise<void>;
  /** Ends the reading or the writing in course. */
  cancelJob(): Promise<void>;
  jobProgress(fase: JobPhase, avance: number): void;
  /** Back to the drop zone and the recent runs. */
  reset(): void;
  dismiss(): void;
}

/** Choosing what to check and how. */
export interface ChoiceActions {
  takeSheet(hoja: string): Promise<void>;
  takeColumn(columna: string): Promise<void>;
  /** A column of whichever sheet. */
  takeChoice(choice: ColumnChoice): Promise<void>;
  takeHeader(fila: number): Promise<void>;
  /** Puts a further column of the workbook into the run, or takes it out. */
  checkAlso(choice: ColumnChoice, yes: boolean): Promise<void>;
  takeFreshness(ms: number): Promise<void>;
  takePolicy(politica: PlanOption['politica']): void;
  takeCeiling(tope: number | null): void;
  confirmColumn(yes: boolean): void;
}

/** Which of several workbooks are checked, and in which column. */
export interface BatchActions {
  includeBook(archivo: string, yes: boolean): Promise<void>;
  takeBookColumn(archivo: string, choice: ColumnChoice): Promise<void>;
  /** Shows one of them as if it had been opened alone. */
  openAlone(archivo: string): Promise<void>;
  /** Back to all of them, with the column chosen meanwhile. */
  backToBatch(): Promise<void>;
}

/** Asking for a plan and starting it. */
export interface PlanActions {
  /** Asks main for the plan of the present choice; `fresh`: the policy is proposed anew. */
  makePlan(fresh?: boolean): Promise<void>;
  /** `tope` null passes the ceiling this once. */
  start(tope: number | null, confirmado?: boolean): Promise<void>;
  /** The user did not say yes. */
  withdraw(): void;
}

/** Following, steering and saving a run. */
export interface RunActions {
  showRun(corrida: string): Promise<void>;
  progress(snapshot: RunSnapshot): void;
  pause(): Promise<void>;
  continueRun(): Promise<void>;
  cancelRun(): Promise<void>;
  /** Takes up a run again; `tope` null: without a ceiling. */
  /** `politica`: another than the run has had. */
  resume(corrida: string, tope: number | null, politica?: PlanOption['politica']): Promise<void>;
  saveCopy(): Promise<void>;
  /** A report apart from the workbook, to hand on. */
  saveReport(formato: 'xlsx' | 'pdf'): Promise<void>;
  /** Puts the rows of the grid, as they are filtered and sorted, on the clipboard. */
  copyRows(): Promise<void>;
  openCopy(): Promise<void>;
  showCopy(): Promise<void>;
}

/** SUNAT's own free way for what nobody has answered. */
export interface SunatActions {
  /** Writes the files to upload of the run on the screen; null: the user chose no folder, or it failed. */
  prepareSunat(): Promise<CallOutput<'sunat.prepare'>>;
  /** SUNAT's page, in the browser. */
  openSunatPage(): Promise<void>;
  /** Shows a written file in its folder. */
  showFile(copia: string): Promise<void>;
}

export type ValidarModel = ValidarData &
  OpenActions &
  ChoiceActions &
  BatchActions &
  PlanActions &
  RunActions & { sunat: SunatActions };

/** What Validar asks of the rest of the window. */
export interface ValidarDeps {
  settings(): Settings | null;
  runShown(corrida: string): void;
  /** What of the run's rows the grid shows. */
  rowQuery(): Pick<CallInput<'run.rows'>, 'filtro' | 'texto' | 'orden'>;
  rowsChanged(): void;
}

/** What the groups of actions share. */
export interface ValidarKit {
  bridge: Bridge;
  deps: ValidarDeps;
  get(): ValidarModel;
  set(patch: Partial<ValidarData>): void;
}

/** Whether a job or a run is going (or paused), so that nothing else may take its place. */
export function isBusy(fase: Phase): boolean {
  if (fase.tipo === 'leyendo') return true;
  if (fase.tipo === 'plan') return fase.iniciando;
  return fase.tipo === 'corrida' && (isGoing(fase.vista.run) || fase.vista.guardando !== null);
}

/** RUCs whose verdict rests on something: in a run that stopped, what was left unasked counts as open. */
export function settled(run: RunSnapshot): number {
  return isGoing(run) ? run.listos : run.listos - run.conteo['SIN RESPUESTA'];
}

/** Whether the run is under way: asking, waiting or paused. */
export function isGoing(run: RunSnapshot): boolean {
  return run.estado === 'en curso' || run.estado === 'en pausa';
}

/** The draft on the screen, or null where none is. */
export function draftIn(fase: Phase): Draft | null {
  return fase.tipo === 'plan' ? fase.borrador : null;
}

/** The one workbook that is being planned, or null. */
export function bookIn(fase: Phase): BookSubject | null {
  const objeto = draftIn(fase)?.objeto;
  return objeto?.tipo === 'libro' ? objeto : null;
}

/** The several workbooks that are being planned, or null. */
export function batchIn(fase: Phase): BatchSubject | null {
  const objeto = draftIn(fase)?.objeto;
  return objeto?.tipo === 'lote' ? objeto : null;
}

/** Changes the draft on the screen, where there is one. */
export function patchDraft({ get, set }: Pick<ValidarKit, 'get' | 'set'>, change: Partial<Draft>): void {
  const { fase } = get();
  if (fase.tipo === 'plan') set({ fase: { ...fase, borrador: { ...fase.borrador, ...change } } });
}

/** The run on the screen, or null where none is. */
export function viewIn(fase: Phase): RunView | null {
  return fase.tipo === 'corrida' ? fase.vista : null;
}

/** The option in force of a draft, or null where there is no plan yet. */
export function currentOption(draft: Draft): PlanOption | null {
  return draft.plan?.opciones.find((o) => o.politica === draft.politica) ?? null;
}
